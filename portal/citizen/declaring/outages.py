"""Which sources failed while a draft was filled in; kept in the browser's session.

Beside it, for everybody: whether the register fails now, as far as this process knows
from its own last calls.
"""

from collections.abc import Collection, Sequence
from datetime import timedelta

from flask import g, session

from forms.eform import Eform
from forms.i18n import Text, _
from portal import clock
from portal.auth.roles import SCOPES_FAMILY, SCOPES_RESIDENCE
from portal.autofill.service import Outage
from portal.citizen import WORLD, blueprint
from portal.clients.population import Failing
from portal.web.services import services

KEY = "outages"
DRAFTS_KEPT = 3
FRESH = timedelta(minutes=10)
"""How long a failed call says something about the register now."""

WITHHOLDABLE = {
    SCOPES_RESIDENCE: _("nơi cư trú"),
    SCOPES_FAMILY: _("cha mẹ, vợ chồng, con"),
}


def remember(token: str, outages: Sequence[Outage]) -> None:
    """Keep the outages of the last reading for a draft; none clears them."""
    kept = {name: rows for name, rows in session.get(KEY, {}).items() if name != token}
    if outages:
        kept[token] = [
            {
                "source": outage.source,
                "since": outage.since.isoformat() if outage.since else None,
                "kind": str(outage.kind),
            }
            for outage in outages
        ]
    newest = list(kept.items())[-DRAFTS_KEPT:]
    session[KEY] = dict(newest)


def of_draft(token: str) -> list[dict[str, str | None]]:
    """Return the outages of the last reading: source, since (ISO), kind."""
    found: list[dict[str, str | None]] = session.get(KEY, {}).get(token, [])
    return found


def withheld(eform: type[Eform], scopes: Collection[str]) -> list[Text]:
    """Return what the citizen chose not to share although the eForm could use it."""
    asks = any(
        spec.autofill is not None and spec.autofill.source == "population"
        for spec in eform.specs().values()
    )
    if not asks:
        return []
    return [words for scope, words in WITHHOLDABLE.items() if scope not in scopes]


@blueprint.app_template_global()
def register_failing() -> Failing | None:
    """Return the register's outage, when a recent call of anybody has met it."""
    failing = services().register.failing(WORLD)
    if failing is None or clock.now(g.db, WORLD) - failing.last > FRESH:
        return None
    return failing

"""The queue (hàng việc) of the officer's own office."""

from dataclasses import dataclass

from flask import g, request
from flask.typing import ResponseReturnValue

from forms.i18n import Text, _
from portal import clock
from portal.agency import WORLD, blueprint
from portal.agency.asked import PER_PAGE, Asked, Page
from portal.agency.rows import shown
from portal.agency.said import done_sentence
from portal.auth.guards import officer, requires
from portal.auth.roles import Role
from portal.dossiers import queries
from portal.dossiers.actors import Officer
from portal.dossiers.queries import QueueRow
from portal.web.pages import render


@dataclass(frozen=True)
class Tile:
    """A count that is also a filter."""

    code: str
    title: Text
    tone: str
    count: int


TILES = (
    ("late", _("Quá hạn"), "bad"),
    ("today", _("Đến hạn hôm nay"), "warn"),
    ("new", _("Chờ tiếp nhận"), "info"),
    ("doing", _("Đang xử lý"), "info"),
    ("supplement", _("Chờ bổ sung"), "mute"),
    ("done", _("Đã xong"), "ok"),
)


@blueprint.get("/agency")
@requires(Role.OFFICER)
def queue() -> ResponseReturnValue:
    """Show the office's work: counts, filter, rows."""
    asked = Asked.read(request.args)
    who, now = officer(), clock.now(g.db, WORLD)
    counts = queries.counts(g.db, office=who.office, world=WORLD, text=asked.text)
    page = Page.of(asked.page, counts[asked.filter])
    return render(
        "agency/queue.html",
        asked=asked,
        now=now,
        tiles=[Tile(*tile, counts[tile[0]]) for tile in TILES],
        rows=[shown(row, now) for row in _rows(asked, page, who)],
        total=counts[asked.filter],
        page=page,
        done=done_sentence(request.args, who.office),
    )


def _rows(asked: Asked, page: Page, who: Officer) -> tuple[QueueRow, ...]:
    return queries.queue(
        g.db,
        office=who.office,
        world=WORLD,
        filter=asked.filter,
        sort=asked.sort,
        backwards=asked.backwards,
        text=asked.text,
        offset=page.first - 1,
        limit=PER_PAGE,
    ).rows

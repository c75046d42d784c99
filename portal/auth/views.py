"""Sign in, come back, sign out; for citizens and for staff."""

import re
import secrets
from urllib.parse import urlsplit

from flask import g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from portal.auth import blueprint, oidc
from portal.auth.errors import ProviderDown, SignInRefused
from portal.auth.guards import find_officer, forget, public, remember, writes
from portal.auth.roles import Role
from portal.web.pages import render
from portal.web.services import services

HOME = {Role.CITIZEN: "citizen.home", Role.OFFICER: "agency.queue"}
LEVEL_NEEDED = 2
BEGUN = "signing_in"
MAX_BEGUN = 4  # the session is a cookie: beginnings that nobody ended must not fill it
HINT = re.compile(r"[a-z0-9_-]{1,40}", re.IGNORECASE | re.ASCII)


@blueprint.get("/auth/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Begin a citizen's sign-in."""
    return _begin(Role.CITIZEN)


@blueprint.get("/staff/sign-in")
@public
def staff_sign_in() -> ResponseReturnValue:
    """Begin an officer's sign-in."""
    return _begin(Role.OFFICER)


def _begin(role: Role) -> ResponseReturnValue:
    state = secrets.token_urlsafe(16)
    _keep_beginning(state, role, own_path(request.args.get("next")))
    hint = request.args.get("hint", "")
    try:
        return oidc.begin(
            role, state=state, hint=hint if HINT.fullmatch(hint) else None
        )
    except ProviderDown:
        return render("auth/provider_down.html", role=role), 503


def _keep_beginning(state: str, role: Role, next_path: str | None) -> None:
    """Remember what was begun: two sign-ins may be under way in one browser."""
    begun = dict(session.get(BEGUN) or {})
    begun[state] = [role.value, next_path]
    session[BEGUN] = dict(list(begun.items())[-MAX_BEGUN:])


def _take_beginning() -> tuple[Role, str]:
    begun = dict(session.get(BEGUN) or {})
    role, next_path = begun.pop(request.args.get("state", ""), [Role.CITIZEN, None])
    session[BEGUN] = begun
    return Role(role), next_path or url_for(HOME[Role(role)])


@blueprint.get("/auth/callback")
@public
def callback() -> ResponseReturnValue:
    """Take the person back from the provider."""
    role, next_path = _take_beginning()
    try:
        who = oidc.finish(role)
    except ProviderDown:
        return render("auth/provider_down.html", role=role), 503
    except SignInRefused as error:
        page = render("auth/refused.html", role=role, reason=error.reason, to=next_path)
        return page, 403
    return _welcome(role, who, next_path)


def _welcome(role: Role, who: oidc.SignIn, next_path: str) -> ResponseReturnValue:
    if who.level < LEVEL_NEEDED:
        return render("auth/level.html", role=role, who=who, to=next_path), 403
    if role is Role.OFFICER and find_officer(g.db, who.person_id) is None:
        return render("auth/not_staff.html", who=who), 403
    remember(role, _facts(role, who))
    return redirect(next_path)


def _facts(role: Role, who: oidc.SignIn) -> dict[str, object]:
    facts: dict[str, object] = {"person_id": who.person_id, "id_token": who.id_token}
    if role is Role.CITIZEN:
        facts |= {
            "full_name": who.full_name,
            "level": who.level,
            "scopes": list(who.scopes),
            "claims": who.claims,
        }
    return facts


@blueprint.post("/auth/sign-out/<any(citizen, officer):role>")
@public
@writes
def sign_out(role: str) -> ResponseReturnValue:
    """End one role's sign-in here and at the provider."""
    facts = session.get(role) or {}
    forget(Role(role))
    home = services().settings.base_url.rstrip("/") + "/"
    away = oidc.sign_out_url(str(facts.get("id_token", "")), back_to=home)
    return redirect(away or url_for("citizen.home"), 303)


def own_path(address: str | None) -> str | None:
    """Return the address when it is a path of this site, else ``None``."""
    if not address or not address.startswith("/") or "\\" in address:
        return None
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or address.startswith("//"):
        return None
    return address if address.isprintable() else None

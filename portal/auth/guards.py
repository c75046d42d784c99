"""Every route says who may call it and whether it writes.

``@public`` or ``@requires(Role…)``; ``@writes`` on every POST: only then does the
request's database session commit. A test walks all routes and refuses one without.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.auth.models import Membership
from portal.auth.roles import Citizen, Role
from portal.dossiers.actors import Officer

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]
F = TypeVar("F", bound=Callable[..., ResponseReturnValue])


def public(view: F) -> F:
    """Anybody may call this route."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def writes(view: F) -> F:
    """This route changes data: its session commits when it answers without error."""
    view.writes = True  # type: ignore[attr-defined]
    return view


def requires(role: Role) -> Callable[[View[P]], View[P]]:
    """Only a person signed in with this role may call the route.

    Others are sent to sign in and come back to where they wanted to go; what they
    were about to post is not lost silently: a POST leads back to its page.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            who = citizen_or_none() if role is Role.CITIZEN else officer_or_none()
            if who is None:
                return _to_sign_in(role)
            g.signed_in_as = role
            return view(*args, **kwargs)

        guarded.access = role  # type: ignore[attr-defined]
        return guarded

    return guard


def _to_sign_in(role: Role) -> ResponseReturnValue:
    endpoint = "auth.sign_in" if role is Role.CITIZEN else "auth.staff_sign_in"
    # After a POST the browser can only come back with GET: to the page itself.
    return redirect(url_for(endpoint, next=request.full_path.rstrip("?"), lost=_lost()))


def _lost() -> str | None:
    return "1" if request.method == "POST" else None


def citizen() -> Citizen:
    """Return the signed-in citizen; only inside ``@requires(Role.CITIZEN)``."""
    found = citizen_or_none()
    if found is None:
        raise RuntimeError("no citizen is signed in: the route lacks its guard")
    return found


def officer() -> Officer:
    """Return the signed-in officer; only inside ``@requires(Role.OFFICER)``."""
    found = officer_or_none()
    if found is None:
        raise RuntimeError("no officer is signed in: the route lacks its guard")
    return found


def citizen_or_none() -> Citizen | None:
    """Return the citizen of this browser, if their sign-in has not lapsed."""
    facts = _remembered(Role.CITIZEN)
    if facts is None:
        return None
    return Citizen(
        person_id=facts["person_id"],
        full_name=facts["full_name"],
        level=facts["level"],
        scopes=frozenset(facts["scopes"]),
        claims=facts["claims"],
    )


def officer_or_none() -> Officer | None:
    """Return the officer of this browser, if still a member of the office."""
    facts = _remembered(Role.OFFICER)
    if facts is None:
        return None
    return find_officer(g.db, facts["person_id"])


def find_officer(db: Session, person_id: str) -> Officer | None:
    """Look a person up in the staff directory."""
    row = db.scalar(select(Membership).where(Membership.person_id == person_id))
    if row is None or not row.is_active:
        return None
    return Officer(row.person_id, row.full_name, row.office)


def remember(role: Role, facts: dict[str, Any]) -> None:
    """Keep a sign-in in the session cookie; it lapses as the settings say."""
    session[role.value] = facts
    session.permanent = True


def forget(role: Role) -> None:
    """End a sign-in in this browser; the other role stays signed in."""
    session.pop(role.value, None)


def _remembered(role: Role) -> dict[str, Any] | None:
    facts = session.get(role.value)
    return facts if isinstance(facts, dict) else None

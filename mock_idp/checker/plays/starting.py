"""Visits that begin elsewhere: third-party initiated login (OIDC Core 4)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from mock_idp.checker.browsing.page import Step
from mock_idp.checker.browsing.visitor import Walk
from mock_idp.checker.deed import Deed
from mock_idp.checker.plays.stage import Stage

ELSEWHERE = "http://elsewhere.invalid"
"""An issuer and a page that nobody has; ``.invalid`` has no address (RFC 2606)."""


def invited(
    said: Mapping[str, str] | None = None, method: str = "GET"
) -> Callable[[Stage], Deed]:
    """Return a play that sends the person to the relying party to sign in.

    Args:
        said: parameters beside or instead of our own issuer.
        method: how the invitation is sent, GET or POST.
    """

    def play(stage: Stage) -> Deed:
        fields = {"iss": stage.mock.issuer, **(said or {})}
        url = stage.target.initiate or ""
        form = tuple(fields.items())
        if method == "GET":
            url += ("&" if "?" in url else "?") + urlencode(form)
            form = ()
        strayed: list[Step] = []

        def strays(step: Step) -> bool:
            if not step.url.startswith(ELSEWHERE):
                return False
            strayed.append(step)
            return True

        with stage.browse() as visitor:
            walk = visitor.walk(Step(method, url, form), strays)
        return _told(stage, walk, strayed)

    return play


def _told(stage: Stage, walk: Walk, strayed: list[Step]) -> Deed:
    deed = stage.deed(walk)
    return replace(deed, asked_again=False, has_strayed=bool(strayed))

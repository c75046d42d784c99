"""One sign-in while nothing is wrong: who the relying party is, and what it does."""

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mock_idp.checker.browsing.page import Step
from mock_idp.checker.browsing.visitor import Browse, Walk
from mock_idp.checker.deed import Deed
from mock_idp.checker.evidence import claims_of
from mock_idp.checker.mock import Mock
from mock_idp.checker.plays.stage import Stage, fields_of, without_query
from mock_idp.checker.plays.visits import sign_in
from mock_idp.checker.target import Target
from mock_idp.checker.traits import Traits, met_needs
from mock_idp.errors import MockIdpError

PERSON, LEVEL = "dao", 2
RETRY_SECONDS = 0.2
NOBODY = Traits("", {}, {}, frozenset())
IMPLICIT = "implicit"
BACK = "post_logout_redirect_uri"


class NotReady(MockIdpError):  # noqa: N818 - named after what is wrong
    """The relying party does not sign in even when nothing goes wrong."""


class Learning:
    """Gets to know one relying party.

    Args:
        record: how to register it; none: it is registered already.
    """

    def __init__(
        self,
        mock: Mock,
        target: Target,
        record: Mapping[str, Any] | None,
        browse: Browse,
    ) -> None:
        self._mock, self._target, self._browse = mock, target, browse
        self._record = None if record is None else dict(record)
        self._client_id = target.client_id

    def traits(self) -> Traits:
        """Return what is known after one sign-in.

        Raises:
            NotReady: the sign-in did not work; the text says what came instead.
        """
        walk = self._arrive()
        self._mock.sign_in_unasked(self._target.client_id, PERSON, LEVEL)
        redirect_uri = self._introduce(walk.paused)
        stage = self._stage(replace(NOBODY, redirect_uri=redirect_uri))
        deed = sign_in(stage)
        if not deed.is_in:
            raise NotReady(_why_not(deed, self._target))
        self._allow_way_back(stage)
        return self._traits(stage, deed)

    def _arrive(self) -> Walk:
        """Walk up to the e-ID, as soon as the relying party answers at all."""
        tries = max(1, int(self._target.wait / RETRY_SECONDS))
        for _try in range(tries):
            self._began = self._mock.position()
            with self._browse() as visitor:
                walk = visitor.open(self._target.login, self._turns)
            if not walk.pages or walk.pages[0].status:
                return walk
            time.sleep(RETRY_SECONDS)
        reason = walk.pages[0].failed
        raise NotReady(f"{self._target.login} does not answer: {reason}")

    def _turns(self, step: Step) -> bool:
        return step.url.startswith(f"{self._mock.issuer}/authorize")

    def _introduce(self, request: Step | None) -> str:
        """Return the redirect URI; register it when the registration is ours."""
        asked = {} if request is None else self._asked(request)
        if self._client_id is None:
            self._client_id = asked.get("client_id")
        found = asked.get("redirect_uri")
        if self._record is not None and self._client_id and found:
            self._record |= {"redirect_uris": [found]} | _flow(asked, self._record)
            self._mock.register(self._client_id, self._record)
        client = self._client()
        if not client:
            raise NotReady(self._unknown(request))
        return str(found or (client.get("redirect_uris") or [""])[0])

    def _asked(self, request: Step) -> dict[str, Any]:
        """Return the parameters of a request that is not sent, pushed ones too."""
        asked: dict[str, Any] = dict(fields_of(request))
        pushed = [e for e in self._mock.journal(self._began) if e["endpoint"] == "par"]
        if pushed:
            asked |= pushed[-1]["form"]
        return asked | claims_of(str(asked.get("request", "")))

    def _client(self) -> dict[str, Any]:
        return (self._client_id and self._mock.client(self._client_id)) or {}

    def _unknown(self, request: Step | None) -> str:
        if request is None:
            where = self._target.login
            return (
                f"{where} does not lead to the mock e-ID; is this its issuer? "
                "If the page needs JavaScript, use --browser"
            )
        return f"the mock e-ID knows no client {self._client_id}"

    def _stage(self, traits: Traits) -> Stage:
        began = self._mock.position()
        return Stage(
            self._mock, self._target, traits, began, lambda: None, self._browse
        )

    def _allow_way_back(self, stage: Stage) -> None:
        """Register where signing out leads back to, when the registration is ours."""
        if self._record is None or not self._target.logout or not self._client_id:
            return
        with self._browse() as visitor:
            stage.sign_in(visitor)
            walk = visitor.open(self._target.logout, stage.signs_out)
        back = walk.paused and dict(fields_of(walk.paused)).get(BACK)
        if back:
            self._record |= {f"{BACK}s": [back]}
            self._mock.register(self._client_id, self._record)

    def _traits(self, stage: Stage, deed: Deed) -> Traits:
        client = self._client()
        home = self._target.home or self._home(stage, deed)
        cookies = tuple(c for page in deed.pages for c in page.cookies)
        met = met_needs(
            deed.evidence, client, self._target, home=home, set_cookies=bool(cookies)
        )
        requests = deed.evidence.requests
        asked = requests[-1] if requests else {}
        uri = stage.traits.redirect_uri
        return Traits(uri, asked, client, met, home, cookies)

    def _home(self, stage: Stage, deed: Deed) -> str | None:
        """Return the page after the sign-in, when strangers see another one there."""
        last = deed.last
        if last is None or last.step.method != "GET":
            return None
        url = last.step.url
        if without_query(url) == without_query(stage.traits.redirect_uri):
            return None
        with self._browse() as stranger:
            walk = stranger.open(url, self._turns)
        seen = walk.last
        is_public = seen is not None and seen.shows(self._target.good)
        return None if walk.paused is None and is_public else url


def _flow(asked: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a client must register that asks for more than a code."""
    kind = str(asked.get("response_type") or "code")
    if kind == "code":
        return {}
    grants = [IMPLICIT, *record.get("grant_types", ())]
    return {"response_types": [kind], "grant_types": grants}


def _why_not(deed: Deed, target: Target) -> str:
    page = deed.crashed or deed.last
    seen = page.words()[:200] if page and page.status else (page.failed if page else "")
    where = page.step.url[:200] if page else target.login
    calls = ", ".join(
        f"{e['method']} {e['path']} {e['status']}" for e in deed.evidence.exchanges
    )
    return (
        f"the client does not sign in although nothing is wrong; expected "
        f"{target.good!r}, saw {seen!r} at {where}; the e-ID saw: {calls or 'nothing'}"
    )

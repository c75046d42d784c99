"""Takes recorded steps again at a tenant: what exported pytest files are made of."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode

from requests import Response, Session

from mock_idp.people.account import read_account
from mock_idp.testing.tenant import Tenant
from mock_idp.testing.visitor import Visitor

Step = Mapping[str, Any]
Pairs = Sequence[Sequence[str]]
SECRET = "a-secret-of-this-test-alone"  # noqa: S105 - of no real client
TIMEOUT = 10.0


class Repeating:
    """Repeats steps in order; each knows the fresh codes and tokens of those before.

    Args:
        tenant: where; a new one.
        clients: relying parties, by the names of RFC 7591.
        people: those whom a new mock e-ID does not know, or not like this.
    """

    def __init__(
        self,
        tenant: Tenant,
        clients: Sequence[Mapping[str, Any]] = (),
        people: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        self._tenant = tenant
        self._fresh = {"{issuer}": tenant.issuer}
        self._browsers: dict[int, Session] = {}
        for client in clients:
            self._register(dict(client))
        tenant.people.add(*(read_account(person) for person in people))

    def _register(self, client: dict[str, Any]) -> None:
        client_id, named = client.pop("client_id"), client.pop("client_secret")
        if named is not None:
            self._fresh[named] = SECRET
        self._tenant.client(
            client_id,
            *client.pop("redirect_uris", ()),
            secret=None if named is None else SECRET,
            profile=client.pop("profile"),
            **client,
        )

    def repeat(self, step: Step) -> None:
        """Take one step, and compare its answer with the recorded one.

        Raises:
            AssertionError: the answer is of another kind; the text names the step.
        """
        name = f"step {step['number']}, {step['method']} {step['path']}"
        self._tenant.clock.freeze(step["at"])
        with ExitStack() as faults:
            for fault in step["faults"]:
                faults.enter_context(self._tenant.fault(fault))
            told = self._visit(step) if "browser" in step else self._call(step, name)
        expected = step["expected"]
        assert told.get("error") == expected["error"], f"{name}: {told}"  # noqa: S101 - a test's
        assert sorted(told) == expected["members"], f"{name}: {sorted(told)}"  # noqa: S101 - as above
        for member, known_as in step["gives"].items():
            self._fresh[known_as] = told[member]

    def _text(self, text: str) -> str:
        for name, value in self._fresh.items():
            text = text.replace(name, value)
        return text

    def _pairs(self, pairs: Pairs) -> list[tuple[str, str]]:
        return [(name, self._text(value)) for name, value in pairs]

    def _address(self, step: Step) -> str:
        query = urlencode(self._pairs(step["query"]))
        address = f"{self._tenant.issuer}{self._text(step['path'])}"
        return f"{address}?{query}" if query else address

    def _visit(self, step: Step) -> dict[str, str]:
        """Sign in as the person did, by the forms and the phone."""
        browser = self._browsers.setdefault(step["browser"], self._tenant.browser())
        who = Visitor(browser, self._tenant.issuer, step["person"], step["agrees"])
        form = self._pairs(step["form"]) if step["method"] == "POST" else None
        return who.answered(self._address(step), form)

    def _call(self, step: Step, name: str) -> dict[str, Any]:
        """Ask what a program asked."""
        headers = {n: self._text(value) for n, value in step["headers"].items()}
        basic = step["basic"]
        form, content = step["form"], self._text(step["content"])
        with self._tenant.browser() as program:
            answer = program.request(
                step["method"],
                self._address(step),
                headers=headers,
                auth=(self._text(basic[0]), self._text(basic[1])) if basic else None,
                data=urlencode(self._pairs(form)) if form else content.encode(),
                allow_redirects=False,
                timeout=TIMEOUT,
            )
        expected = step["expected"]["status"]
        assert answer.status_code == expected, f"{name}: {answer.text}"  # noqa: S101 - a test's
        return _object(answer)


def _object(answer: Response) -> dict[str, Any]:
    try:
        told = answer.json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}

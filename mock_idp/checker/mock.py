"""The mock e-ID as the checker uses it: over its control API, here or elsewhere."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from mock_idp.checker.browsing.agent import Connect, connection
from mock_idp.errors import MockIdpError

TIMEOUT_SECONDS = 15.0
GOOD = range(200, 300)
NOT_FOUND = 404
BEYOND_LAST = 2**31


class MockRefused(MockIdpError):  # noqa: N818 - named after what happened
    """The mock e-ID cannot be reached or does not do what it was told."""


class Mock:
    """A mock e-ID under control.

    Args:
        issuer: its public address.
        key: the key of its control API; none where that is open.
        connect: makes the connection.
    """

    def __init__(
        self, issuer: str, key: str | None = None, connect: Connect = connection
    ) -> None:
        self.issuer = issuer.rstrip("/")
        self.key = key
        parts = urlsplit(self.issuer)
        self._link = connect(parts.scheme, parts.netloc, TIMEOUT_SECONDS)
        self._path = parts.path

    def close(self) -> None:
        """Close the connection."""
        self._link.close()

    def order(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        """Send an order to the control API.

        Raises:
            MockRefused: it cannot be reached, or it refuses; the text says why.
        """
        status, answer = self._send(method, f"/__mock{path}", body)
        if status not in GOOD:
            reason = answer.get("detail_en") or answer.get("detail") or status
            raise MockRefused(f"{method} {path[:80]}: {reason}")
        return answer

    def read(self, path: str) -> str:
        """Return an answer of the control API that is no JSON.

        Raises:
            MockRefused: it cannot be reached, or it refuses.
        """
        status, text = self._ask("GET", f"/__mock{path}", None)
        if status not in GOOD:
            raise MockRefused(f"GET {path[:80]}: {status}")
        return text.decode("utf-8", "replace")

    def _send(
        self, method: str, path: str, body: object, **headers: str
    ) -> tuple[int, dict[str, Any]]:
        status, text = self._ask(method, path, body, **headers)
        return status, _object(text)

    def _ask(
        self, method: str, path: str, body: object, **headers: str
    ) -> tuple[int, bytes]:
        headers |= {"Content-Type": "application/json", "Accept-Language": "en"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        sent = None if body is None else json.dumps(body)
        try:
            self._link.request(method, self._path + path, sent, headers)
            with self._link.getresponse() as answer:
                return answer.status, answer.read()
        except (OSError, ValueError) as error:
            self._link.close()
            reason = f"{self.issuer} does not answer: {error}"
            raise MockRefused(reason) from None

    def switch_on(self, name: str, order: Mapping[str, Any]) -> None:
        """Let something go wrong until it is switched off."""
        self.order("PUT", f"/scenarios/{name}", order)

    def switch_off(self, name: str) -> None:
        """Switch one thing off again; quiet when it has gone by itself."""
        self._send("DELETE", f"/__mock/scenarios/{name}", None)

    def forget_faults(self) -> None:
        """Forget what faults remember, unless somebody else's are on."""
        if not self.order("GET", "/scenarios")["scenarios"]:
            self.order("DELETE", "/scenarios")

    def position(self) -> int:
        """Return the number of the newest exchange in the journal."""
        found = self.order("GET", f"/journal?after={BEYOND_LAST}")
        return int(found["last"])

    def journal(self, after: int) -> list[dict[str, Any]]:
        """Return the exchanges after a number, oldest first."""
        return list(self.order("GET", f"/journal?after={after}")["exchanges"])

    def headers(self, after: int) -> list[dict[str, str]]:
        """Return the request headers of the exchanges after a number, by small name."""
        query = urlencode({"after": after, "format": "har"})
        entries = self.order("GET", f"/journal?{query}")["log"]["entries"]
        return [_headers(entry["request"]["headers"]) for entry in entries]

    def client(self, client_id: str) -> dict[str, Any] | None:
        """Return a relying party as registered; nothing when it is not."""
        path = f"/__mock/clients/{quote(client_id, safe='')}"
        status, answer = self._send("GET", path, None)
        if status == NOT_FOUND:
            return None
        if status not in GOOD:
            raise MockRefused(str(answer.get("detail_en") or status))
        return answer

    def register(self, client_id: str, record: Mapping[str, Any]) -> dict[str, Any]:
        """Register a relying party, or replace it."""
        return self.order("PUT", f"/clients/{quote(client_id, safe='')}", record)

    def sign_in_unasked(self, client_id: str | None, person: str, level: int) -> None:
        """Sign a person in without asking anybody, at this client or at all."""
        wish = {"client": client_id, "person": person, "level": level}
        self.order("PUT", "/auto", wish)

    def ask_again(self, client_id: str | None) -> None:
        """Ask people again at this client, or at all."""
        query = "" if client_id is None else f"?{urlencode({'client': client_id})}"
        self.order("DELETE", f"/auto{query}")

    def end_session(self, sid: str) -> Sequence[Mapping[str, Any]]:
        """End a session and return what each client answered to its logout token."""
        ended = self.order("POST", f"/sessions/{quote(sid, safe='')}/logout", {})
        clients: Sequence[Mapping[str, Any]] = ended.get("clients", ())
        return clients

    def document(self, path: str) -> dict[str, Any]:
        """Return a public document, such as the key set."""
        return self._send("GET", path, None)[1]


def _object(text: bytes) -> dict[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {"detail": text[:200].decode("utf-8", "replace")}
    return found if isinstance(found, dict) else {}


def _headers(pairs: Sequence[Mapping[str, str]]) -> dict[str, str]:
    return {pair["name"].lower(): pair["value"] for pair in pairs}

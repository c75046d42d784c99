"""Sign-ins without a person and orders to the control API, inside the process."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from tests.mock_idp.conftest import ask, claims_of

KEY = {"Authorization": "Bearer test-admin-key"}
HINT = "vneid:dao_level2"


@dataclass
class Flows:
    """One browser, one client and one controller of a provider."""

    app: Flask
    prefix: str = ""
    key: dict[str, str] = field(default_factory=lambda: dict(KEY))

    def __post_init__(self) -> None:
        self.http = self.app.test_client()

    def order(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        headers = self.key | more.pop("headers", {})
        url = f"{self.prefix}/__mock{path}"
        return self.http.open(url, method=method, json=body, headers=headers, **more)

    def authorize(
        self,
        hint: str | None = HINT,
        headers: dict[str, str] | None = None,
        **asked: Any,
    ) -> TestResponse:
        query = urlencode(ask(login_hint=hint, **asked))
        return self.http.get(f"{self.prefix}/authorize?{query}", headers=headers)

    def answered(self, *given: Any, **asked: Any) -> dict[str, str]:
        """What the client gets in its redirect URI."""
        return answer_of(self.authorize(*given, **asked))

    def redeem(self, code: str, **form: str) -> TestResponse:
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": ask()["redirect_uri"],
        }
        return self.http.post(
            f"{self.prefix}/token",
            data=asked | form,
            auth=("portal", "demo-portal-secret"),
        )

    def tokens(self, *given: Any, **asked: Any) -> TestResponse:
        return self.redeem(self.answered(*given, **asked)["code"])

    def claims(self, *given: Any, **asked: Any) -> dict[str, Any]:
        return claims_of(self.tokens(*given, **asked).json["id_token"])

    def userinfo(self, *given: Any, **asked: Any) -> TestResponse:
        token = self.tokens(*given, **asked).json["access_token"]
        return self.http.get(
            f"{self.prefix}/userinfo", headers={"Authorization": f"Bearer {token}"}
        )

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.http.get(f"{self.prefix}{path}", **more)

    def switch_on(self, fault: str, **more: Any) -> None:
        answer = self.order("POST", "/scenarios", {"fault": fault, **more})
        assert answer.status_code == 201, answer.json

    def tenant(self, name: str) -> Flows:
        made = self.order("POST", "/tenants", {"name": name})
        assert made.status_code == 201, made.json
        key = {"Authorization": f"Bearer {made.json['admin_key']}"}
        return Flows(self.app, f"{self.prefix}/t/{name}", key)


def answer_of(answer: TestResponse) -> dict[str, str]:
    parts = urlsplit(answer.headers["Location"])
    return dict(parse_qsl(parts.query or parts.fragment))

"""What the token endpoint answers, and what the client sends there."""

from typing import Any

from forms.i18n import Text, _
from mock_idp.checker.case import Case, Expect, Look, Severity, of_fault
from mock_idp.checker.deed import Deed
from mock_idp.checker.plays.visits import sign_in_then_clean
from mock_idp.checker.traits import Need

FAIL, WARN = Severity.FAIL, Severity.WARN
HANG_SECONDS = 2.0
NOT_SENT = _("ứng dụng không gửi tham số này")
DIFFERS = _("giá trị khác với lúc xin quyền")
LEAKS = _("mật khẩu hoặc mã nằm trong địa chỉ")
SECRETS = ("client_secret", "code", "code_verifier", "refresh_token")


def _verifier(deed: Deed) -> Text | None:
    sent = [e["form"].get("code_verifier") for e in deed.evidence.at("token")]
    return None if sent and all(sent) else NOT_SENT


def _same_redirect(deed: Deed) -> Text | None:
    asked = {request.get("redirect_uri") for request in deed.evidence.requests}
    sent = {e["form"].get("redirect_uri") for e in deed.evidence.at("token")}
    return None if sent <= asked else DIFFERS


def _nothing_in_address(deed: Deed) -> Text | None:
    found = (name for e in deed.evidence.at("token") for name in e["query"])
    return LEAKS if any(name in SECRETS for name in found) else None


def _seen(
    name: str,
    title: Text,
    look: Look,
    clause: str,
    severity: Severity = FAIL,
    **more: Any,  # noqa: ANN401 - fields of a case
) -> Case:
    return Case(
        f"token.{name}", title, Expect.DO, clause, severity=severity, look=look, **more
    )


def _said(
    name: str,
    title: Text,
    expect: Expect,
    clause: str,
    set_: dict[str, object] | None = None,
    drop: str | None = None,
    severity: Severity = FAIL,
) -> Case:
    change: dict[str, object] = {"set": set_ or {}}
    if drop is not None:
        change["drop"] = drop
    then = ({"token_response": change},)
    return Case(f"token.{name}", title, expect, clause, then, severity=severity)


def _http(
    name: str, title: Text, clause: str, status: int, body: str, kind: str
) -> Case:
    answer = {"status": status, "body": body, "type": kind}
    return Case(
        f"token.{name}", title, Expect.REJECT, clause, ({"http": answer},), "token"
    )


def _fault(
    name: str,
    expect: Expect = Expect.REJECT,
    *actions: Any,  # noqa: ANN401 - as scenarios take them
    **more: Any,  # noqa: ANN401 - fields of a case
) -> Case:
    return of_fault(f"T.{name}", expect, *actions, group="token", **more)


JSON = "application/json"
OAUTH = "RFC 6749 5.1"
CASES = (
    _seen(
        "code-verifier",
        _("Gửi code_verifier"),
        _verifier,
        "RFC 7636 4.5",
        needs=(Need.PKCE,),
    ),
    _seen(
        "redirect-uri-same",
        _("redirect_uri giống lúc xin quyền"),
        _same_redirect,
        "RFC 6749 4.1.3",
    ),
    _seen(
        "nothing-in-address",
        _("Không để bí mật trong địa chỉ điểm cấp mã"),
        _nothing_in_address,
        "RFC 6749 2.3.1",
    ),
    _fault("invalid_grant", crash=FAIL),
    _fault("invalid_client"),
    _fault("http_500_html"),
    _fault("http_503"),
    _fault("http_429"),
    _fault("empty"),
    _fault("truncated"),
    _fault("content_type", Expect.SURVIVE),
    _fault("expires_in_text", Expect.ACCEPT, severity=WARN),
    _fault("token_type_missing", severity=WARN),
    _fault("token_type_case", Expect.ACCEPT),
    _fault("id_token_missing"),
    _fault("refresh_token_missing", Expect.SURVIVE, needs=(Need.REFRESH,)),
    _fault("refresh_reuse", Expect.SURVIVE, needs=(Need.REFRESH,)),
    _fault(
        "token_16k",
        Expect.ACCEPT,
        {"id_token": {"drop": "at_hash"}},
        severity=WARN,
    ),
    _fault("duplicate_key", Expect.SURVIVE),
    _fault("reset"),
    _fault("hang", Expect.SURVIVE, seconds=HANG_SECONDS),
    _said(
        "token-type-unknown",
        _("token_type lạ (mac)"),
        Expect.REJECT,
        "RFC 6749 7.1",
        {"token_type": "mac"},
        severity=WARN,
    ),
    _said(
        "access-token-missing",
        _("Thiếu access_token"),
        Expect.REJECT,
        OAUTH,
        drop="access_token",
        severity=WARN,
    ),
    _said(
        "id-token-broken",
        _("id_token không phải JWT"),
        Expect.REJECT,
        "OIDC Core 3.1.3.5",
        {"id_token": "not.a-token"},
    ),
    _said(
        "id-token-null",
        _("id_token là null"),
        Expect.REJECT,
        "OIDC Core 3.1.3.5",
        {"id_token": None},
    ),
    _said(
        "more-members",
        _("Có trường lạ phải bỏ qua"),
        Expect.ACCEPT,
        OAUTH,
        {"x_mock": {"a": [1, 2]}, "scope": "openid"},
    ),
    _said(
        "expires-in-missing",
        _("Thiếu expires_in"),
        Expect.ACCEPT,
        OAUTH,
        drop="expires_in",
    ),
    _http(
        "error-in-200",
        _("Lỗi nằm trong câu trả lời 200"),
        "RFC 6749 5.2",
        200,
        '{"error":"invalid_grant"}',
        JSON,
    ),
    _http("array", _("JSON là danh sách"), OAUTH, 200, "[]", JSON),
    _http(
        "error-not-json", _("Lỗi 400 không phải JSON"), "RFC 6749 5.2", 400, "{", JSON
    ),
    Case(
        "token.down-then-clean",
        _("Điểm cấp mã hỏng rồi lại tốt"),
        Expect.RECOVER,
        "RFC 9110 15.6.4",
        ("T.http_503",),
        play=sign_in_then_clean,
    ),
)

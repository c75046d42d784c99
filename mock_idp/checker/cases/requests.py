"""What the relying party sends: looked at, while nothing goes wrong."""

from collections.abc import Callable, Mapping
from typing import Any

from forms.i18n import Text, _
from mock_idp.checker.case import Case, Expect, Look, Severity
from mock_idp.checker.deed import Deed
from mock_idp.checker.evidence import claims_of, header_of
from mock_idp.checker.plays.visits import twice, two_browsers
from mock_idp.checker.traits import Need

SHORTEST_SECRET = 16
CHALLENGE_LENGTH = 43

NOT_SENT = _("ứng dụng không gửi tham số này")
DIFFERS = _("giá trị khác với điều đặc tả đòi")
REPEATED = _("giá trị lặp lại ở lần đăng nhập sau")
SHORT = _("giá trị quá ngắn, đoán được")
LEAKS = _("mật khẩu nằm trong địa chỉ trình duyệt mở")


def _asked(check: Callable[[Mapping[str, Any]], Text | None]) -> Look:
    """Return a look at every authorization request."""

    def look(deed: Deed) -> Text | None:
        found = (check(request) for request in deed.evidence.requests)
        return next((wrong for wrong in found if wrong is not None), None)

    return look


def _is(name: str, *values: str) -> Look:
    def check(request: Mapping[str, Any]) -> Text | None:
        if not request.get(name):
            return NOT_SENT
        return DIFFERS if values and request[name] not in values else None

    return _asked(check)


def _new_each_time(name: str) -> Look:
    def look(deed: Deed) -> Text | None:
        sent = [request.get(name) for request in deed.evidence.requests]
        if not all(sent):
            return NOT_SENT
        if len(set(sent)) < len(sent):
            return REPEATED
        return SHORT if min(len(str(text)) for text in sent) < SHORTEST_SECRET else None

    return look


def _object(
    is_good: Callable[[Mapping[str, Any], Mapping[str, Any]], bool],
) -> Look:
    """Return a look at the header and the claims of every request object."""

    def check(request: Mapping[str, Any]) -> Text | None:
        text = str(request.get("request", ""))
        return None if is_good(header_of(text), claims_of(text)) else DIFFERS

    return _asked(check)


def _openid(request: Mapping[str, Any]) -> Text | None:
    return None if "openid" in str(request.get("scope", "")).split() else NOT_SENT


def _no_secret(request: Mapping[str, Any]) -> Text | None:
    return LEAKS if "client_secret" in request else None


def _challenge(request: Mapping[str, Any]) -> Text | None:
    challenge = str(request.get("code_challenge", ""))
    return None if len(challenge) == CHALLENGE_LENGTH else DIFFERS


def _no_hint(request: Mapping[str, Any]) -> Text | None:
    hint = str(request.get("login_hint", ""))
    is_number = hint.isascii() and hint.isdigit()
    return DIFFERS if is_number else None


def _case(
    name: str,
    title: Text,
    look: Look,
    clause: str,
    severity: Severity = Severity.FAIL,
    **more: Any,  # noqa: ANN401 - fields of a case
) -> Case:
    return Case(
        f"request.{name}",
        title,
        Expect.DO,
        clause,
        severity=severity,
        look=look,
        **more,
    )


WARN = Severity.WARN
CLEAN = (
    *("oidcc-client-test", "oidcc-client-test-discovery-openid-config"),
    *(
        "oidcc-client-test-discovery-jwks-uri-keys",
        "oidcc-client-test-idtoken-sig-rs256",
    ),
    "oidcc-client-test-scope-userinfo-claims",
)
"""Modules of the suite that pass when a clean sign-in does."""
CASES = (
    _case(
        "clean",
        _("Đăng nhập khi không có gì sai"),
        lambda _deed: None,
        "OIDC Core 3.1",
        same=", ".join(CLEAN),
    ),
    _case(
        "response-type",
        _("response_type là code, hoặc code id_token"),
        _is("response_type", "code", "code id_token", "id_token code"),
        "RFC 9700 2.1.2",
        WARN,
    ),
    _case("scope-openid", _("scope có openid"), _asked(_openid), "OIDC Core 3.1.2.1"),
    _case(
        "redirect-uri",
        _("Gửi redirect_uri"),
        _is("redirect_uri"),
        "OIDC Core 3.1.2.1",
    ),
    _case("state-sent", _("Gửi state"), _is("state"), "RFC 6749 10.12", WARN),
    _case(
        "state-new",
        _("state mới và đủ dài ở mỗi lần đăng nhập"),
        _new_each_time("state"),
        "RFC 6749 10.10",
        play=twice,
    ),
    _case("nonce-sent", _("Gửi nonce"), _is("nonce"), "OIDC Core 15.5.2", WARN),
    _case(
        "nonce-new",
        _("nonce mới và đủ dài ở mỗi lần đăng nhập"),
        _new_each_time("nonce"),
        "OIDC Core 15.5.2",
        needs=(Need.NONCE,),
        play=two_browsers,
    ),
    _case(
        "pkce-sent",
        _("Dùng PKCE với S256"),
        _is("code_challenge_method", "S256"),
        "RFC 9700 2.1.1",
        WARN,
    ),
    _case(
        "pkce-form",
        _("code_challenge dài 43 ký tự"),
        _asked(_challenge),
        "RFC 7636 4.2",
        needs=(Need.PKCE,),
    ),
    _case(
        "pkce-new",
        _("code_challenge mới ở mỗi lần đăng nhập"),
        _new_each_time("code_challenge"),
        "RFC 7636 4.1",
        needs=(Need.PKCE,),
        play=two_browsers,
    ),
    _case(
        "object-signed",
        _("Yêu cầu trong JWT có chữ ký"),
        _object(lambda header, _claims: header.get("alg") not in (None, "none")),
        "RFC 9101 10.5",
        WARN,
        needs=(Need.OBJECT,),
        same="oidcc-client-test-request-uri-signed-rs256",
    ),
    _case(
        "object-names-both",
        _("Yêu cầu trong JWT nói rõ ai gửi (iss) và gửi ai (aud)"),
        _object(lambda _header, claims: {"iss", "aud"} <= claims.keys()),
        "OIDC Core 6.1",
        WARN,
        needs=(Need.OBJECT,),
    ),
    _case(
        "no-secret-in-front",
        _("Không gửi client_secret qua trình duyệt"),
        _asked(_no_secret),
        "RFC 6749 2.3.1",
    ),
    _case(
        "no-number-in-hint",
        _("Không đưa số định danh vào địa chỉ (login_hint)"),
        _asked(_no_hint),
        "RFC 9700 4.2",
        WARN,
    ),
)

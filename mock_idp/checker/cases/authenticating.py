"""How the client proves to the token endpoint who it is (RFC 6749 2.3, OIDC Core 9).

Assertions themselves are the e-ID's to verify: a wrong one ends the clean sign-in.
"""

from collections.abc import Mapping
from typing import Any

from forms.i18n import Text, _
from mock_idp.checker.case import Case, Expect
from mock_idp.checker.deed import Deed
from mock_idp.checker.traits import Need

BOTH = _("ứng dụng chứng minh mình bằng hai cách một lúc")
OTHERWISE = _("ứng dụng chứng minh mình khác với cách đã đăng ký")
SUITE = "oidcc-client-test"
BASIC, POST, ASSERTION, NOTHING = "basic", "post", "assertion", "none"


def _ways(headers: Mapping[str, str], form: Mapping[str, Any]) -> set[str]:
    """Return the ways in which one call proves who calls."""
    is_basic = headers.get("authorization", "").lower().startswith("basic ")
    told = {
        BASIC: is_basic,
        POST: "client_secret" in form,
        ASSERTION: "client_assertion" in form,
    }
    return {way for way, is_used in told.items() if is_used} or {NOTHING}


def _of_calls(deed: Deed) -> list[set[str]]:
    heads = deed.evidence.headers_at("token")
    forms = [e["form"] for e in deed.evidence.at("token")]
    return [_ways(head, form) for head, form in zip(heads, forms, strict=False)]


def _one_way(deed: Deed) -> Text | None:
    return BOTH if any(len(ways) > 1 for ways in _of_calls(deed)) else None


def _registered(name: str, title: Text, way: str, need: Need, clause: str) -> Case:
    def look(deed: Deed) -> Text | None:
        ways = _of_calls(deed)
        return None if ways and all(way in used for used in ways) else OTHERWISE

    return Case(
        f"token.{name}",
        title,
        Expect.DO,
        clause,
        needs=(need,),
        look=look,
        same=f"{SUITE}-{name}" if way == BASIC else "",
    )


CORE = "OIDC Core 9"
CASES = (
    Case(
        "token.one-authentication",
        _("Chứng minh mình bằng một cách"),
        Expect.DO,
        "RFC 6749 2.3",
        look=_one_way,
    ),
    _registered(
        "client-secret-basic",
        _("Gửi mật khẩu bằng HTTP Basic khi đã đăng ký như vậy"),
        BASIC,
        Need.BASIC,
        CORE,
    ),
    _registered(
        "client-secret-post",
        _("Gửi mật khẩu trong thân khi đã đăng ký như vậy"),
        POST,
        Need.POST,
        CORE,
    ),
    _registered(
        "client-secret-jwt",
        _("Ký bằng mật khẩu (client_secret_jwt) khi đã đăng ký như vậy"),
        ASSERTION,
        Need.SECRET_JWT,
        CORE,
    ),
    _registered(
        "private-key-jwt",
        _("Ký bằng khóa riêng (private_key_jwt) khi đã đăng ký như vậy"),
        ASSERTION,
        Need.KEY_JWT,
        CORE,
    ),
    _registered(
        "public-without-secret",
        _("Ứng dụng công khai không gửi mật khẩu"),
        NOTHING,
        Need.PUBLIC,
        "RFC 6749 2.1",
    ),
)

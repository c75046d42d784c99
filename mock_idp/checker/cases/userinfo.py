"""What the userinfo endpoint answers, and how the client asks."""

from typing import Any

from forms.i18n import Text, _
from mock_idp.checker.case import Case, Expect, Look, Severity, of_fault
from mock_idp.checker.cases.id_tokens import CLAIM_SOURCES
from mock_idp.checker.deed import Deed
from mock_idp.checker.traits import Need

FAIL, WARN = Severity.FAIL, Severity.WARN
REJECT, ACCEPT, SURVIVE = Expect.REJECT, Expect.ACCEPT, Expect.SURVIVE
SUITE = "oidcc-client-test-"
IN_ADDRESS = _("mã truy cập nằm trong địa chỉ")
TWICE = _("mã truy cập được gửi bằng hai cách một lúc")
LARGE = 40_000
ASKS = (Need.USERINFO,)
PLAIN = (Need.USERINFO, Need.PLAIN_USERINFO)


def _in_header_or_body(deed: Deed) -> Text | None:
    calls = deed.evidence.at("userinfo")
    if any("access_token" in call["query"] for call in calls):
        return IN_ADDRESS
    pairs = zip(deed.evidence.headers_at("userinfo"), calls, strict=False)
    twice = ("authorization" in h and "access_token" in c["form"] for h, c in pairs)
    return TWICE if any(twice) else None


def _fault(name: str, expect: Expect, **more: Any) -> Case:  # noqa: ANN401 - fields of a case
    return of_fault(f"U.{name}", expect, group="userinfo", **{"needs": ASKS, **more})


def _said(
    name: str,
    title: Text,
    expect: Expect,
    clause: str,
    set_: dict[str, Any] | None = None,
    drop: str | None = None,
    **more: Any,  # noqa: ANN401 - fields of a case
) -> Case:
    change: dict[str, Any] = {"set": set_ or {}}
    if drop is not None:
        change["drop"] = drop
    then = ({"userinfo": change},)
    return Case(f"userinfo.{name}", title, expect, clause, then, needs=ASKS, **more)


def _seen(name: str, title: Text, look: Look, clause: str, same: str) -> Case:
    return Case(
        f"userinfo.{name}",
        title,
        Expect.DO,
        clause,
        needs=ASKS,
        look=look,
        same=same,
    )


CORE = "OIDC Core 5.3.2"
CASES = (
    _seen(
        "token-in-header-or-body",
        _("Gửi mã truy cập bằng header hoặc thân, không bằng địa chỉ"),
        _in_header_or_body,
        "RFC 6750 2",
        f"{SUITE}userinfo-bearer-header, {SUITE}userinfo-bearer-body",
    ),
    _fault("sub_differs", REJECT, same=f"{SUITE}userinfo-invalid-sub"),
    _said("sub-missing", _("Thiếu sub ở userinfo"), REJECT, CORE, drop="sub"),
    _fault("http_401", SURVIVE),
    _fault("http_403", SURVIVE),
    _fault("http_500", SURVIVE),
    _fault("html", SURVIVE),
    _fault("empty", SURVIVE),
    _fault("signed_by_other_key", REJECT, needs=(Need.USERINFO, Need.SIGNED_USERINFO)),
    Case(
        "userinfo.signed",
        _("userinfo có chữ ký như đã đăng ký"),
        ACCEPT,
        CORE,
        needs=(Need.USERINFO, Need.SIGNED_USERINFO),
        same=f"{SUITE}userinfo-signed",
    ),
    Case(
        "userinfo.encrypted",
        _("userinfo mã hóa như đã đăng ký"),
        ACCEPT,
        CORE,
        needs=(Need.USERINFO, Need.SEALED_USERINFO),
        same=f"{SUITE}userinfo-encrypted",
    ),
    Case(
        "userinfo.signed-aud-other",
        _("userinfo có chữ ký nhưng aud là ứng dụng khác"),
        REJECT,
        CORE,
        ({"userinfo": {"set": {"aud": "somebody-else"}}},),
        severity=WARN,
        needs=(Need.USERINFO, Need.SIGNED_USERINFO),
    ),
    Case(
        "userinfo.signed-iss-other",
        _("userinfo có chữ ký nhưng iss là nơi khác"),
        REJECT,
        CORE,
        ({"userinfo": {"set": {"iss": "https://other.example"}}},),
        severity=WARN,
        needs=(Need.USERINFO, Need.SIGNED_USERINFO),
    ),
    of_fault(
        "U.signed_by_other_key",
        SURVIVE,
        group="userinfo-plain",
        needs=PLAIN,
    ),
    _said(
        "aggregated-claims",
        _("Có thông tin gộp (aggregated) ở userinfo"),
        ACCEPT,
        "OIDC Core 5.6.2.1",
        CLAIM_SOURCES["aggregated"],
        same=f"{SUITE}aggregated-claims",
    ),
    _said(
        "distributed-claims",
        _("Có thông tin phân tán (distributed) ở userinfo"),
        ACCEPT,
        "OIDC Core 5.6.2.2",
        CLAIM_SOURCES["distributed"],
        same=f"{SUITE}distributed-claims",
    ),
    _said(
        "more-claims",
        _("Có thông tin lạ ở userinfo phải bỏ qua"),
        ACCEPT,
        CORE,
        {"x_mock": {"a": [1, None]}, "updated_at": 1700000000},
    ),
    _said(
        "json-null",
        _("Giá trị null thật ở userinfo"),
        ACCEPT,
        CORE,
        {"email": None, "phone_number": None, "middle_name": None},
        severity=WARN,
    ),
    _said(
        "wrong-types",
        _("Kiểu lạ: email_verified là chữ, name là số"),
        SURVIVE,
        "OIDC Core 5.1",
        {"email_verified": "true", "name": 7, "address": "Hà Nội"},
        crash=FAIL,
    ),
    _said(
        "large",
        _("Câu trả lời 40 KB ở userinfo"),
        SURVIVE,
        CORE,
        {"x_mock": "m" * LARGE},
    ),
)

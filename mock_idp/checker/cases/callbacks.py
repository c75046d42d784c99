"""What somebody else does with the e-ID's answer, or the person in a hurry."""

from typing import Any

from forms.i18n import Text, _
from mock_idp.checker.case import Case, Expect, Play, Severity
from mock_idp.checker.deed import Deed
from mock_idp.checker.plays import visits
from mock_idp.checker.plays.visits import LONG
from mock_idp.checker.traits import Need

FAIL, WARN = Severity.FAIL, Severity.WARN
AGAIN = _("ứng dụng gửi cùng một code hai lần")
IN_ADDRESS = _("code còn nằm trong địa chỉ của trang cuối")
SAME_COOKIES = _("cookie phiên không đổi sau khi đăng nhập")
BARE_COOKIES = _("có cookie thiếu HttpOnly hoặc SameSite")


def _once(deed: Deed) -> Text | None:
    codes = deed.evidence.codes_sent
    return AGAIN if len(set(codes)) < len(codes) else None


def _clean_address(deed: Deed) -> Text | None:
    last = deed.last
    return IN_ADDRESS if last is not None and "code=" in last.step.url else None


def _pairs(cookies: tuple[str, ...]) -> set[str]:
    return {cookie.partition(";")[0] for cookie in cookies}


def _renewed(deed: Deed) -> Text | None:
    """Look whether signing in gives the browser a cookie it did not have before."""
    pages = [page for page in deed.pages if page.cookies]
    if len(pages) > 1 and not _pairs(pages[-1].cookies) <= _pairs(pages[0].cookies):
        return None
    return SAME_COOKIES


def _guarded(deed: Deed) -> Text | None:
    cookies = [c.lower() for page in deed.pages for c in page.cookies]
    living = [c for c in cookies if "max-age=0" not in c and "01 jan 1970" not in c]
    bare = [c for c in living if "httponly" not in c or "samesite" not in c]
    return BARE_COOKIES if bare else None


def _case(
    name: str,
    title: Text,
    expect: Expect,
    play: Play | None,
    clause: str,
    **fields: Any,  # noqa: ANN401 - fields of a case
) -> Case:
    known = {"crash": FAIL, "play": play, **fields}
    return Case(f"callback.{name}", title, expect, clause, **known)


REJECT, ACCEPT, SURVIVE, DO = Expect.REJECT, Expect.ACCEPT, Expect.SURVIVE, Expect.DO
CASES = (
    _case(
        "double-submit",
        _("Câu trả lời được gửi hai lần"),
        SURVIVE,
        visits.double_submit,
        "RFC 6749 4.1.2",
        look=_once,
    ),
    _case(
        "other-browser",
        _("Câu trả lời mở ở trình duyệt khác"),
        REJECT,
        visits.other_browser,
        "RFC 6749 10.12",
    ),
    _case(
        "other-browser-midway",
        _("Câu trả lời mở ở trình duyệt đang đăng nhập việc khác"),
        REJECT,
        visits.other_browser_midway,
        "RFC 9700 4.7",
    ),
    _case(
        "code-injected",
        _("code của phiên khác"),
        REJECT,
        visits.injected_code,
        "RFC 9700 4.5",
    ),
    _case(
        "code-made-up",
        _("code bịa, state đúng"),
        REJECT,
        visits.changed(code="made-up-by-check-rp"),
        "RFC 6749 5.2",
    ),
    _case(
        "code-long",
        _("code dài 8 KiB"),
        REJECT,
        visits.changed(code="c" * LONG),
        "RFC 6749 4.1.2",
        crash=WARN,
    ),
    _case(
        "state-strange",
        _("state có ký tự điều khiển"),
        REJECT,
        visits.changed(state="\x00\x1f%00\u200b"),
        "RFC 6749 10.12",
    ),
    _case(
        "empty",
        _("Mở thẳng địa chỉ nhận câu trả lời"),
        REJECT,
        visits.bare(""),
        "RFC 6749 10.12",
    ),
    _case(
        "made-up",
        _("Câu trả lời bịa hoàn toàn"),
        REJECT,
        visits.bare("code=made-up&state=made-up"),
        "RFC 6749 10.12",
    ),
    _case(
        "error-made-up",
        _("Câu trả lời lỗi bịa hoàn toàn"),
        REJECT,
        visits.bare("error=access_denied&state=made-up"),
        "RFC 6749 10.12",
    ),
    _case(
        "bad-encoding",
        _("Câu trả lời có byte không phải UTF-8"),
        REJECT,
        visits.bare("code=%ff%fe&state=%c0%af"),
        "RFC 3986 2.5",
    ),
    _case(
        "two-tabs",
        _("Hai thẻ cùng đăng nhập, xong thẻ đầu"),
        ACCEPT,
        visits.two_tabs,
        "OIDC Core 3.1.2.1",
        severity=WARN,
    ),
    _case(
        "again-while-in",
        _("Đăng nhập lần nữa khi đang trong phiên"),
        ACCEPT,
        visits.twice,
        "OIDC Core 3.1.2.1",
    ),
    _case(
        "given-up",
        _("Bỏ dở rồi đăng nhập lại"),
        ACCEPT,
        visits.given_up,
        "OIDC Core 3.1.2.1",
    ),
    _case(
        "code-leaves-address",
        _("Trang sau đăng nhập không giữ code trong địa chỉ"),
        DO,
        None,
        "RFC 9700 4.2.4",
        severity=WARN,
        look=_clean_address,
    ),
    _case(
        "session-renewed",
        _("Cookie phiên đổi khi đăng nhập"),
        DO,
        None,
        "OWASP ASVS 3.2.1",
        severity=WARN,
        needs=(Need.COOKIES,),
        look=_renewed,
    ),
    _case(
        "cookies-guarded",
        _("Cookie có HttpOnly và SameSite"),
        DO,
        None,
        "OWASP ASVS 3.4",
        severity=WARN,
        needs=(Need.COOKIES,),
        look=_guarded,
    ),
)

"""Sign-ins that begin elsewhere: third-party initiated login (OIDC Core 4)."""

from typing import Any

from forms.i18n import Text, _
from mock_idp.checker.case import Case, Expect, Severity
from mock_idp.checker.deed import Deed
from mock_idp.checker.plays.starting import ELSEWHERE, invited
from mock_idp.checker.traits import Need

CLAUSE = "OIDC Core 4"
HINT = "dao"
STRAYED = _("ứng dụng đưa người dùng tới địa chỉ mà người lạ nêu ra")
NOT_HANDED_ON = _("ứng dụng không chuyển login_hint cho e-ID")
WENT_ON = _("ứng dụng vẫn đăng nhập với issuer không phải của mình")


def _case(
    name: str,
    title: Text,
    expect: Expect,
    said: dict[str, str] | None = None,
    method: str = "GET",
    **more: Any,  # noqa: ANN401 - fields of a case
) -> Case:
    known = {"crash": Severity.FAIL, "needs": (Need.INITIATE,), **more}
    play = invited(said, method)
    return Case(f"start.{name}", title, expect, CLAUSE, play=play, **known)


def _stays(deed: Deed) -> Text | None:
    return STRAYED if deed.has_strayed else None


def _hands_on(deed: Deed) -> Text | None:
    hints = [request.get("login_hint") for request in deed.evidence.requests]
    return None if HINT in hints else NOT_HANDED_ON


def _refuses(deed: Deed) -> Text | None:
    return WENT_ON if deed.is_in else None


DO, ACCEPT, NOTE = Expect.DO, Expect.ACCEPT, Severity.NOTE
CASES = (
    _case(
        "own-issuer",
        _("e-ID mời đăng nhập"),
        ACCEPT,
        same="oidcc-client-test-3rd-party-init-login",
    ),
    _case("by-post", _("e-ID mời đăng nhập bằng POST"), ACCEPT, method="POST"),
    _case(
        "login-hint",
        _("Lời mời có login_hint"),
        DO,
        {"login_hint": HINT},
        severity=NOTE,
        look=_hands_on,
    ),
    _case(
        "target-elsewhere",
        _("target_link_uri là trang của người lạ"),
        DO,
        {"target_link_uri": f"{ELSEWHERE}/page"},
        look=_stays,
    ),
    _case(
        "issuer-elsewhere",
        _("Lời mời nêu issuer lạ: không đi tới đó"),
        DO,
        {"iss": ELSEWHERE},
        look=_stays,
    ),
    _case(
        "issuer-refused",
        _("Lời mời nêu issuer lạ: không đăng nhập ở e-ID quen"),
        DO,
        {"iss": ELSEWHERE},
        severity=NOTE,
        look=_refuses,
    ),
    _case(
        "issuer-missing",
        _("Lời mời không nêu issuer"),
        Expect.SURVIVE,
        {"iss": ""},
    ),
)

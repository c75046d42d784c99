"""Refreshed tokens (OIDC Core 12); for clients that say where they refresh."""

from typing import Any

from forms.i18n import Text, _
from mock_idp.checker.case import Case, Expect, Play, Severity
from mock_idp.checker.deed import Deed
from mock_idp.checker.plays.refreshing import refreshed, refreshed_twice
from mock_idp.checker.traits import Need

FAIL, WARN = Severity.FAIL, Severity.WARN
REFRESH = "refresh_token"
NEEDS = (Need.REFRESHES,)
SAME_TOKEN = "OIDC Core 12.2"  # noqa: S105 - a clause
NOT_CALLED = _("ứng dụng không gửi refresh_token tới điểm cấp mã")
USED = _("ứng dụng dùng mã truy cập của lần làm mới phải từ chối")


def _called(deed: Deed) -> Text | None:
    grants = [e["form"].get("grant_type") for e in deed.evidence.at("token")]
    return None if REFRESH in grants else NOT_CALLED


def _unused(deed: Deed) -> Text | None:
    """Look whether userinfo was asked with what a refused refresh had brought."""
    kinds = [
        e["form"].get("grant_type") if e["endpoint"] == "token" else "userinfo"
        for e in deed.evidence.exchanges
        if e["endpoint"] in ("token", "userinfo")
    ]
    after = kinds[kinds.index(REFRESH) :] if REFRESH in kinds else []
    return USED if "userinfo" in after else None


def _case(
    name: str,
    title: Text,
    expect: Expect,
    clause: str,
    play: Play,
    **more: Any,  # noqa: ANN401 - fields of a case
) -> Case:
    known = {"needs": NEEDS, "grant": REFRESH, "crash": FAIL, **more}
    return Case(f"refresh.{name}", title, expect, clause, play=play, **known)


def _spoiled(name: str, title: Text, claims: dict[str, Any]) -> Case:
    """Return a case whose new ID token tells of somebody or something else."""
    then = ({"id_token": {"set": claims}},)
    return _case(name, title, Expect.DO, SAME_TOKEN, refreshed, then=then, look=_unused)


CASES = (
    _case(
        "works",
        _("Làm mới mã"),
        Expect.ACCEPT,
        "OIDC Core 12.1",
        refreshed,
        look=_called,
        same="oidcc-client-test-refresh-token",
    ),
    _case(
        "rotated",
        _("Làm mới hai lần, mỗi lần refresh_token mới"),
        Expect.ACCEPT,
        "RFC 6749 6",
        refreshed_twice,
        look=_called,
    ),
    _spoiled("iss-other", _("Mã định danh làm mới có iss khác"), {"iss": "other"}),
    _spoiled("sub-other", _("Mã định danh làm mới có sub khác"), {"sub": "other"}),
    _spoiled("aud-other", _("Mã định danh làm mới có aud khác"), {"aud": "other"}),
    _case(
        "refused",
        _("refresh_token bị từ chối"),
        Expect.SURVIVE,
        "RFC 6749 5.2",
        refreshed,
        then=("T.invalid_grant",),
    ),
    _case(
        "same-token-kept",
        _("Làm mới mà không có refresh_token mới, ở trang làm mới"),
        Expect.ACCEPT,
        "RFC 6749 6",
        refreshed,
        then=("T.refresh_token_missing",),
        severity=WARN,
    ),
)

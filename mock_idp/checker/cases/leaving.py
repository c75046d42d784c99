"""Logout tokens of the e-ID, and signing out at the relying party."""

from typing import Any

from forms.i18n import Text, _
from mock_idp.checker.case import Case, Expect, Severity, of_fault
from mock_idp.checker.deed import Deed
from mock_idp.checker.leaving import signing_out, told_to_leave, told_twice
from mock_idp.checker.traits import Need

WARN = Severity.WARN
SUITE = "oidcc-client-test-backchannel-"
BACKCHANNEL = "OIDC Back-Channel Logout 2.6"
INITIATED = "OIDC RP-Initiated Logout 2"
BOTH = (Need.BACKCHANNEL, Need.HOME)
OUT = (Need.LOGOUT, Need.HOME)
STILL_IN = _("phiên vẫn còn sau khi đăng xuất")
NOT_ASKED = _("ứng dụng không đưa người dùng tới điểm đăng xuất của e-ID")
NO_HINT = _("yêu cầu đăng xuất thiếu id_token_hint và client_id")


def _bad(name: str, same: str = "", severity: Severity = Severity.FAIL) -> Case:
    made = of_fault(f"L.{name}", Expect.STAY, group="logout", severity=severity)
    play = told_twice if name == "jti_replayed" else told_to_leave
    known = {"needs": BOTH, "play": play, "same": same}
    return Case(**{**vars(made), **known})


def _token(name: str, title: Text, change: dict[str, Any], same: str = "") -> Case:
    return Case(
        f"logout.{name}",
        title,
        Expect.STAY,
        BACKCHANNEL,
        ({"logout_token": change},),
        needs=BOTH,
        play=told_to_leave,
        same=same,
    )


def _closed(deed: Deed) -> Text | None:
    return STILL_IN if deed.is_in else None


def _went_there(deed: Deed) -> Text | None:
    return None if deed.evidence.at("logout") else NOT_ASKED


def _with_hint(deed: Deed) -> Text | None:
    sent = [{**e["query"], **e["form"]} for e in deed.evidence.at("logout")]
    good = any("id_token_hint" in s or "client_id" in s for s in sent)
    return None if good or not sent else NO_HINT


CASES = (
    Case(
        "logout.valid",
        _("Mã đăng xuất hợp lệ"),
        Expect.LEAVE,
        "OIDC Back-Channel Logout 2.7",
        needs=BOTH,
        play=told_to_leave,
        same=f"{SUITE}rpinitlogout",
    ),
    _bad("iss_wrong", f"{SUITE}logout-wrong-iss"),
    _bad("aud_wrong", f"{SUITE}logout-wrong-aud"),
    _bad("event_wrong", f"{SUITE}logout-wrong-event"),
    _bad("nonce_present", f"{SUITE}logout-with-nonce"),
    _bad("alg_none", f"{SUITE}logout-alg-none"),
    _bad("no_subject"),
    _bad("expired"),
    _bad("jti_replayed", severity=WARN),
    _token(
        "event-missing",
        _("Mã đăng xuất: thiếu events"),
        {"drop": ["events"]},
        f"{SUITE}logout-no-event",
    ),
    _token(
        "alg-wrong",
        _("Mã đăng xuất: ký HS256 bằng khóa công khai"),
        {"set": {}, "sign": "hs256"},
        f"{SUITE}logout-wrong-alg",
    ),
    _token(
        "other-key",
        _("Mã đăng xuất: ký bằng khóa lạ"),
        {"set": {}, "sign": "other_key"},
    ),
    Case(
        "logout.own-session",
        _("Đăng xuất ở ứng dụng thì phiên hết"),
        Expect.DO,
        INITIATED,
        needs=OUT,
        play=signing_out,
        look=_closed,
    ),
    Case(
        "logout.goes-to-provider",
        _("Đăng xuất ở ứng dụng thì tới cả e-ID"),
        Expect.DO,
        INITIATED,
        severity=WARN,
        needs=OUT,
        play=signing_out,
        look=_went_there,
    ),
    Case(
        "logout.says-who",
        _("Yêu cầu đăng xuất nói rõ là ai"),
        Expect.DO,
        INITIATED,
        severity=WARN,
        needs=OUT,
        play=signing_out,
        look=_with_hint,
    ),
)

"""Logout tokens of the e-ID, and signing out at the relying party."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from forms.i18n import Text, _
from mock_idp.checker.browsing.page import Step
from mock_idp.checker.case import Case, Expect, Severity, of_fault
from mock_idp.checker.deed import Deed
from mock_idp.checker.plays.leaving import (
    signing_out,
    told_in_a_frame,
    told_to_leave,
    told_twice,
    way_back,
)
from mock_idp.checker.plays.stage import with_fields, without_query
from mock_idp.checker.traits import Need

WARN = Severity.WARN
SUITE = "oidcc-client-test-backchannel-"
BACKCHANNEL = "OIDC Back-Channel Logout 2.6"
INITIATED = "OIDC RP-Initiated Logout 2"
BOTH = (Need.BACKCHANNEL, Need.HOME)
OUT = (Need.LOGOUT, Need.HOME)
FRAMED = (Need.FRONTCHANNEL, Need.HOME)
FRONT = "OIDC Front-Channel Logout 2"
SUITE_STATES = {"state-missing": "no-state", "state-other": "other-state"}
SIGNED_OUT = _("ứng dụng đóng phiên dù iss hoặc sid không phải của phiên ấy")
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


def _other_state(step: Step) -> Step:
    return with_fields(step, state="somebody-elses-state")


def _no_state(step: Step) -> Step:
    return replace(step, url=without_query(step.url))


def _back(name: str, title: Text, change: Callable[[Step], Step]) -> Case:
    return Case(
        f"logout.{name}",
        title,
        Expect.DO,
        "OIDC RP-Initiated Logout 3",
        crash=Severity.FAIL,
        needs=OUT,
        play=way_back(change),
        look=_closed,
        same=f"oidcc-client-test-rp-init-logout-{SUITE_STATES[name]}",
    )


def _still_in(deed: Deed) -> Text | None:
    return None if deed.is_in else SIGNED_OUT


def _framed(name: str, title: Text, **changes: str) -> Case:
    return Case(
        f"logout.{name}",
        title,
        Expect.DO,
        FRONT,
        severity=Severity.NOTE,
        needs=FRAMED,
        play=told_in_a_frame(**changes),
        look=_still_in,
    )


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
    _back("state-missing", _("Quay về sau đăng xuất: thiếu state"), _no_state),
    _back("state-other", _("Quay về sau đăng xuất: state khác"), _other_state),
    Case(
        "logout.front-valid",
        _("Đăng xuất qua khung trang (front-channel)"),
        Expect.DO,
        FRONT,
        needs=FRAMED,
        play=told_in_a_frame(),
        look=_closed,
        same="oidcc-client-test-frontchannel-rpinitlogout",
    ),
    _framed("front-iss-other", _("Đăng xuất qua khung trang: iss lạ"), iss="other"),
    _framed("front-sid-other", _("Đăng xuất qua khung trang: sid lạ"), sid="other"),
)

"""What only a Vietnamese e-ID does: levels, numbers, names, dates, the phone."""

from typing import Any

from forms.i18n import Text, _
from mock_idp.checker.case import Case, Expect, Play, Severity, of_fault
from mock_idp.checker.plays.visits import sign_in_then_clean
from mock_idp.checker.traits import Need

FAIL, WARN, NOTE = Severity.FAIL, Severity.WARN, Severity.NOTE
REJECT, ACCEPT, REPROMPT = Expect.REJECT, Expect.ACCEPT, Expect.REPROMPT
SLOW_SECONDS = 3.0
LEVEL = (Need.LEVEL,)
NAME, BIRTH = (Need.USERINFO, Need.NAME), (Need.USERINFO, Need.BIRTH)


def _of(
    fault: str,
    expect: Expect,
    **more: Any,  # noqa: ANN401 - fields of a case
) -> Case:
    return of_fault(fault, expect, group="vneid", crash=FAIL, **more)


def _person(
    person: str,
    title: Text,
    expect: Expect,
    clause: str,
    name: str,
    needs: tuple[Need, ...] = (),
    play: Play | None = None,
) -> Case:
    return Case(
        f"vneid.{name}",
        title,
        expect,
        clause,
        crash=FAIL,
        needs=needs,
        person=person,
        play=play,
    )


CASES = (
    _of("I.acr_lower", REPROMPT, needs=LEVEL),
    _of("I.acr_missing", REPROMPT, needs=LEVEL),
    Case(
        "vneid.acr-unknown",
        _("acr lạ"),
        REPROMPT,
        "RFC 9470 4",
        ({"id_token": {"set": {"acr": "urn:example:other:muc-9"}}},),
        crash=FAIL,
        needs=LEVEL,
    ),
    _person(
        "chi",
        _("Người chỉ có tài khoản mức 1"),
        REJECT,
        "OIDC Core 3.1.2.6",
        "level-one-account",
        LEVEL,
    ),
    _of("U.number_changed", REJECT, severity=NOTE, needs=(Need.USERINFO, Need.NUMBER)),
    _of("U.names_nfd", ACCEPT, severity=WARN, needs=NAME),
    _of("U.names_bare", ACCEPT, severity=WARN, needs=NAME),
    _of("U.names_tcvn3", Expect.SURVIVE, needs=NAME),
    _of("U.date_vietnamese", Expect.SURVIVE, needs=BIRTH),
    _of("U.birth_year_only", ACCEPT, severity=WARN, needs=BIRTH),
    _of("U.null_texts", Expect.SURVIVE, needs=(Need.USERINFO,)),
    _person(
        "pao",
        _("Người chỉ có năm sinh"),
        ACCEPT,
        "OIDC Core 5.1",
        "year-only-person",
    ),
    _person("bia", _("Họ tên dài 60 ký tự"), ACCEPT, "OIDC Core 5.1", "long-name"),
    _person("thach", _("Họ tên tám chữ"), ACCEPT, "OIDC Core 5.1", "eight-words"),
    _person(
        "hhuong", _("Họ tên có dấu nháy đơn"), ACCEPT, "OIDC Core 5.1", "apostrophe"
    ),
    _person("kim", _("Người nước ngoài"), ACCEPT, "OIDC Core 5.1", "foreigner"),
    _person(
        "phuc",
        _("Người cao tuổi không có thư điện tử"),
        ACCEPT,
        "OIDC Core 5.3.2",
        "no-email",
    ),
    _person(
        "tuyet",
        _("Tài khoản đang bị khóa"),
        REJECT,
        "OIDC Core 3.1.2.6",
        "locked-account",
    ),
    _of("P.deny", REJECT),
    _of("P.ignore", REJECT),
    _of("P.lost_device", REJECT),
    Case(
        "vneid.slow-approval",
        _("Đồng ý trên điện thoại sau vài giây"),
        ACCEPT,
        "OIDC Core 3.1.2.1",
        ({"fault": "A.slow_redirect", "seconds": SLOW_SECONDS},),
        crash=FAIL,
    ),
    Case(
        "vneid.deny-then-agree",
        _("Từ chối trên điện thoại, rồi đồng ý"),
        Expect.RECOVER,
        "OIDC Core 3.1.2.6",
        ("P.deny",),
        crash=FAIL,
        play=sign_in_then_clean,
    ),
)

"""The published keys and the configuration; last, because clients remember them.

The very last one leaves a foreign key in the published set, so nothing may follow it.
"""

from typing import Any

from forms.i18n import Text, _
from mock_idp.checker.case import Case, Expect, Severity, of_fault
from mock_idp.checker.plays.visits import sign_in_then_clean, twice
from mock_idp.checker.traits import Need

FAIL, WARN = Severity.FAIL, Severity.WARN
SLOW_SECONDS = 1.0
SUITE = "oidcc-client-test-"
ROTATED = "K.rotated"
RS256 = (Need.RS256,)


def _after_rotation(
    name: str, title: Text, fault: str, severity: Severity = WARN
) -> Case:
    """Return a case where new keys must be fetched, and fetching goes wrong."""
    return Case(
        f"keys.{name}",
        title,
        Expect.RECOVER,
        "OIDC Core 10.1.1",
        (ROTATED, fault),
        severity=severity,
        play=sign_in_then_clean,
    )


def _metadata(name: str, expect: Expect = Expect.REJECT, **more: Any) -> Case:  # noqa: ANN401 - fields of a case
    return of_fault(f"D.{name}", expect, group="discovery", **more)


CASES = (
    _metadata("issuer_mismatch", same=f"{SUITE}discovery-issuer-mismatch"),
    _metadata("jwks_uri_missing", severity=WARN),
    _metadata("http_endpoints", Expect.SURVIVE),
    _metadata("http_500", Expect.SURVIVE),
    _metadata("slow", Expect.ACCEPT, seconds=SLOW_SECONDS),
    Case(
        "discovery.down-then-clean",
        _("Cấu hình hỏng rồi lại tốt"),
        Expect.RECOVER,
        "OIDC Discovery 4.3",
        ("D.http_500",),
        play=sign_in_then_clean,
    ),
    of_fault("K.http_404", Expect.SURVIVE, group="keys"),
    of_fault("K.empty", Expect.SURVIVE, group="keys"),
    of_fault("K.kid_duplicate", Expect.SURVIVE, group="keys"),
    of_fault("K.kty_wrong", Expect.REJECT, group="keys", needs=RS256),
    of_fault("K.stale", Expect.REJECT, group="keys", needs=RS256),
    Case(
        "keys.kid-absent-one-key",
        _("Thiếu kid, bộ khóa chỉ có một khóa hợp"),
        Expect.ACCEPT,
        "OIDC Core 10.1",
        ({"jwks": {"set": {"keys": "{signing_keys}"}}}, "I.kid_missing"),
        severity=WARN,
        needs=RS256,
        same=f"{SUITE}kid-absent-single-jwks",
    ),
    Case(
        "keys.rotated",
        _("Đổi khóa ngay trước khi ký"),
        Expect.ACCEPT,
        "OIDC Core 10.1.1",
        (ROTATED,),
        same=f"{SUITE}signing-key-rotation-just-before-signing",
    ),
    Case(
        "keys.rotated-twice",
        _("Đổi khóa hai lần liền"),
        Expect.ACCEPT,
        "OIDC Core 10.1.1",
        (ROTATED,),
        play=twice,
        same=f"{SUITE}signing-key-rotation",
    ),
    _after_rotation("rotated-stale", _("Khóa mới, bộ khóa cũ rồi lại tốt"), "K.stale"),
    _after_rotation(
        "rotated-404", _("Khóa mới, bộ khóa mất rồi lại tốt"), "K.http_404"
    ),
    Case(
        "keys.rotated-other-key",
        _("Khóa mới, nhưng ký bằng khóa lạ"),
        Expect.REJECT,
        "RFC 7515 5.2",
        (ROTATED, "I.other_key"),
    ),
    _after_rotation(
        "rotated-kty", _("Khóa mới, bộ khóa sai loại rồi lại tốt"), "K.kty_wrong"
    ),
    _after_rotation(
        "rotated-empty", _("Khóa mới, bộ khóa rỗng rồi lại tốt"), "K.empty"
    ),
    of_fault("I.kid_duplicate", Expect.SURVIVE, group="keys-doubled", needs=RS256),
)

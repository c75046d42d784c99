"""What the ID token says, and how it is signed."""

from typing import Any

from forms.i18n import Text, _
from mock_idp.checker.case import Case, Expect, Severity, of_fault
from mock_idp.checker.traits import Need

WARN, NOTE = Severity.WARN, Severity.NOTE
REJECT, ACCEPT = Expect.REJECT, Expect.ACCEPT
CORE = "OIDC Core 3.1.3.7"
SUITE = "oidcc-client-test-"
LONG_SUB = {"sub": "s" * 255}
CLAIM_SOURCES = {
    "aggregated": {
        "_claim_names": {"address": "src1"},
        "_claim_sources": {"src1": {"JWT": "eyJhbGciOiJub25lIn0.e30."}},
    },
    "distributed": {
        "_claim_names": {"credit_score": "src1"},
        "_claim_sources": {
            "src1": {"endpoint": "https://other.example/claims", "access_token": "x"}
        },
    },
}


def _fault(name: str, expect: Expect = REJECT, *more: Any, **fields: Any) -> Case:  # noqa: ANN401 - fields of a case
    return of_fault(f"I.{name}", expect, *more, group="id-token", **fields)


def _said(
    name: str,
    title: Text,
    expect: Expect,
    clause: str = CORE,
    set_: dict[str, Any] | None = None,
    drop: str | None = None,
    kind: str = "id_token",
    **fields: Any,  # noqa: ANN401 - fields of a case
) -> Case:
    change: dict[str, Any] = {"set": set_ or {}}
    if drop is not None:
        change["drop"] = drop
    return Case(f"id-token.{name}", title, expect, clause, ({kind: change},), **fields)


CASES = (
    _fault("iss_wrong", same=f"{SUITE}invalid-iss"),
    _fault("iss_slash"),
    _said("iss-missing", _("Thiếu iss trong mã định danh"), REJECT, drop="iss"),
    _fault("aud_other", same=f"{SUITE}invalid-aud"),
    _said(
        "aud-missing",
        _("Thiếu aud"),
        REJECT,
        drop="aud",
        same=f"{SUITE}missing-aud",
    ),
    _said("aud-empty", _("aud là danh sách rỗng"), REJECT, set_={"aud": []}),
    _said(
        "aud-one",
        _("aud là danh sách chỉ có ứng dụng"),
        ACCEPT,
        set_={"aud": ["{client}"]},
        needs=(Need.STEADY,),
    ),
    _fault("aud_array"),
    _fault("azp_wrong"),
    _fault("exp_past"),
    _said("exp-missing", _("Thiếu exp"), REJECT, drop="exp"),
    _fault("iat_future", severity=NOTE),
    _said(
        "iat-missing", _("Thiếu iat"), REJECT, drop="iat", same=f"{SUITE}missing-iat"
    ),
    _fault("nbf_future", severity=WARN),
    _fault("nonce_missing", needs=(Need.NONCE,)),
    _fault("nonce_wrong", needs=(Need.NONCE,), same=f"{SUITE}nonce-invalid"),
    _fault("sub_missing", same=f"{SUITE}missing-sub"),
    _fault("sub_empty", severity=WARN),
    Case(
        "id-token.sub-long",
        _("sub dài 255 ký tự"),
        ACCEPT,
        "OIDC Core 2",
        ({"id_token": {"set": LONG_SUB}}, {"userinfo": {"set": LONG_SUB}}),
        severity=WARN,
        needs=(Need.USERINFO,),
    ),
    _fault("at_hash_wrong", severity=NOTE, same=f"{SUITE}invalid-athash"),
    _said(
        "at-hash-missing",
        _("Thiếu at_hash (được phép ở luồng code)"),
        ACCEPT,
        "OIDC Core 3.1.3.6",
        drop="at_hash",
    ),
    _fault("alg_none", same=f"{SUITE}idtoken-sig-none"),
    _fault("alg_hs256", same=f"{SUITE}invalid-sig-hs256"),
    _fault("other_key", same=f"{SUITE}invalid-sig-rs256"),
    Case(
        "id-token.other-curve-key",
        _("Ký ES256 bằng khóa lạ"),
        REJECT,
        "RFC 7515 5.2",
        ("I.alg_unexpected", "I.other_key"),
        needs=(Need.RS256,),
        same=f"{SUITE}invalid-sig-es256",
    ),
    _fault("alg_unexpected", severity=WARN),
    _fault("kid_unknown"),
    _fault("kid_missing", Expect.SURVIVE, same=f"{SUITE}kid-absent-multiple-jwks"),
    _fault("typ_wrong", severity=NOTE),
    _said(
        "crit-unknown",
        _("Header crit có tên lạ"),
        REJECT,
        "RFC 7515 4.1.11",
        {"crit": ["x-mock"], "x-mock": True},
        kind="id_token_header",
    ),
    Case(
        "id-token.jku-followed",
        _("Khóa lạ, header jku chỉ sang nơi khác"),
        REJECT,
        "RFC 8725 3.10",
        (
            {"id_token_header": {"set": {"jku": "http://127.0.0.1:1/keys"}}},
            "I.other_key",
        ),
    ),
    _said(
        "exp-text",
        _("exp là chữ"),
        Expect.SURVIVE,
        "RFC 7519 4.1.4",
        {"exp": "soon"},
    ),
    _said(
        "more-claims",
        _("Có thông tin lạ phải bỏ qua"),
        ACCEPT,
        CORE,
        {"x_mock": {"a": [1, None]}, "amr": ["pin", "hwk", "x"]},
    ),
    _said(
        "aggregated-claims",
        _("Có thông tin gộp (aggregated)"),
        ACCEPT,
        "OIDC Core 5.6.2.1",
        CLAIM_SOURCES["aggregated"],
        same=f"{SUITE}aggregated-claims",
    ),
    _said(
        "distributed-claims",
        _("Có thông tin phân tán (distributed)"),
        ACCEPT,
        "OIDC Core 5.6.2.2",
        CLAIM_SOURCES["distributed"],
        same=f"{SUITE}distributed-claims",
    ),
    _fault("auth_time_stale", Expect.REPROMPT, needs=(Need.MAX_AGE,)),
)

"""What FAPI 2.0 asks of clients; for clients of that profile."""

from typing import Any

from forms.i18n import Text, _
from mock_idp.checker.case import Case, Expect, Look, Severity
from mock_idp.checker.deed import Deed
from mock_idp.checker.evidence import claims_of
from mock_idp.checker.plays.visits import two_browsers
from mock_idp.checker.traits import Need

ONLY = (Need.FAPI2,)
NOT_DONE = _("ứng dụng không làm như hồ sơ fapi2 đòi")
MORE = _("địa chỉ trình duyệt mở mang nhiều hơn client_id và request_uri")
REPEATED = _("giá trị lặp lại ở lần đăng nhập sau")
PROFILE = "FAPI 2.0 Security Profile 5.3.3"
FIRST_ERROR = 400


def _pushed(deed: Deed) -> Text | None:
    sent = len(deed.evidence.at("authorize"))
    return None if sent and len(deed.evidence.at("par")) >= sent else NOT_DONE


def _short_address(deed: Deed) -> Text | None:
    allowed = {"client_id", "request_uri"}
    queries = (set(e["query"]) for e in deed.evidence.at("authorize"))
    return None if all(names <= allowed for names in queries) else MORE


def _bound(deed: Deed) -> Text | None:
    heads = (*deed.evidence.headers_at("token"), *deed.evidence.headers_at("userinfo"))
    return None if heads and all("dpop" in head for head in heads) else NOT_DONE


def _new_proofs(deed: Deed) -> Text | None:
    heads = (*deed.evidence.headers_at("token"), *deed.evidence.headers_at("userinfo"))
    ids = [claims_of(head.get("dpop", "")).get("jti") for head in heads]
    return None if len(set(ids)) == len(ids) else REPEATED


def _assertion(deed: Deed) -> Text | None:
    calls = deed.evidence.at("token")
    good = all("client_assertion" in call["form"] for call in calls)
    return None if calls and good else NOT_DONE


def _s256(deed: Deed) -> Text | None:
    methods = [r.get("code_challenge_method") for r in deed.evidence.requests]
    return None if methods and set(methods) == {"S256"} else NOT_DONE


def _seen(
    name: str,
    title: Text,
    look: Look,
    clause: str = PROFILE,
    **more: Any,  # noqa: ANN401 - fields of a case
) -> Case:
    return Case(
        f"fapi2.{name}",
        title,
        Expect.DO,
        clause,
        **{"needs": ONLY, "look": look, **more},
    )


def _http(name: str, title: Text, body: str, clause: str) -> Case:
    answer = {"status": FIRST_ERROR, "type": "application/json", "body": body}
    return Case(
        f"fapi2.{name}",
        title,
        Expect.REJECT,
        clause,
        ({"http": answer},),
        "par",
        needs=(Need.PUSHED,),
    )


CASES = (
    _seen("pushed", _("Gửi yêu cầu trước (PAR)"), _pushed),
    _seen(
        "short-address",
        _("Địa chỉ chỉ có client_id và request_uri"),
        _short_address,
        "RFC 9126 4",
        severity=Severity.WARN,
        needs=(Need.PUSHED,),
    ),
    _seen("pkce", _("PKCE S256 ở hồ sơ fapi2"), _s256),
    _seen("sender-constrained", _("Ràng mã với khóa (DPoP)"), _bound),
    _seen(
        "proofs-new",
        _("Mỗi chứng thực DPoP có jti riêng"),
        _new_proofs,
        "RFC 9449 4.2",
        needs=(Need.DPOP,),
        play=two_browsers,
    ),
    _seen("private-key-jwt", _("Chứng minh mình bằng private_key_jwt"), _assertion),
    _http(
        "par-refused",
        _("Yêu cầu gửi trước bị từ chối"),
        '{"error":"invalid_request"}',
        "RFC 9126 2.3",
    ),
    _http("par-broken", _("PAR trả lời JSON hỏng"), "{", "RFC 9126 2.3"),
    Case(
        "fapi2.token-type-bearer",
        _("Dùng DPoP mà nhận token_type Bearer"),
        Expect.REJECT,
        "RFC 9449 5",
        ({"token_response": {"set": {"token_type": "Bearer"}}},),
        severity=Severity.WARN,
        needs=(Need.DPOP,),
    ),
    Case(
        "fapi2.iss-missing",
        _("Thiếu iss ở hồ sơ fapi2"),
        Expect.REJECT,
        PROFILE,
        ("A.iss_missing",),
        needs=ONLY,
    ),
)

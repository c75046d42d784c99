"""What one clean sign-in tells about a relying party: which cases apply to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from forms.i18n import Text, _
from mock_idp.checker.evidence import Evidence
from mock_idp.checker.target import Target
from mock_idp.oidc.claims.scopes import ACR

NUMBER_DIGITS = 12
SYNTHETIC = "9"


class Need(Enum):
    """What a relying party must do for a case to apply; the value says why not."""

    NONCE = _("ứng dụng không gửi nonce")
    PKCE = _("ứng dụng không dùng PKCE")
    USERINFO = _("ứng dụng không gọi userinfo")
    LEVEL = _("ứng dụng không xin mức định danh (acr_values hoặc claims)")
    MAX_AGE = _("ứng dụng không gửi max_age")
    NUMBER = _("số định danh không có ở cả mã định danh lẫn userinfo (scope dinh_danh)")
    NAME = _("ứng dụng không xin tên qua userinfo (scope profile)")
    BIRTH = _("ứng dụng không xin ngày sinh qua userinfo (scope profile)")
    HOME = _("không có trang cho thấy phiên còn hay hết; thêm --home")
    BACKCHANNEL = _("ứng dụng không đăng ký backchannel_logout_uri")
    LOGOUT = _("không có địa chỉ đăng xuất; thêm --logout")
    FAPI2 = _("ứng dụng không ở hồ sơ fapi2")
    DPOP = _("ứng dụng không dùng DPoP")
    PUSHED = _("ứng dụng không gửi yêu cầu trước (PAR)")
    SIGNED_USERINFO = _("ứng dụng không đăng ký userinfo có chữ ký")
    PLAIN_USERINFO = _("ứng dụng đăng ký userinfo có chữ ký hoặc mã hóa")
    RS256 = _("mã định danh của ứng dụng không ký bằng RS256")
    BASIC = _("ứng dụng không đăng ký client_secret_basic")
    QUERY = _("ứng dụng nhận câu trả lời bằng form_post")
    REFRESH = _("ứng dụng không làm mới mã trong lúc đăng nhập")
    COOKIES = _("ứng dụng không đặt cookie khi đăng nhập")
    POST = _("ứng dụng không đăng ký client_secret_post")
    SECRET_JWT = _("ứng dụng không đăng ký client_secret_jwt")
    KEY_JWT = _("ứng dụng không đăng ký private_key_jwt")
    PUBLIC = _("ứng dụng có mật khẩu hoặc khóa, không phải ứng dụng công khai")
    SEALED_USERINFO = _("ứng dụng không đăng ký userinfo mã hóa")
    HYBRID = _("ứng dụng không dùng luồng lai (code id_token)")
    FRONT_TOKEN = _("ứng dụng không nhận mã truy cập qua trình duyệt")
    OBJECT = _("ứng dụng không gửi yêu cầu trong JWT (request)")
    REFRESHES = _("không có địa chỉ làm mới mã; thêm --refresh")
    INITIATE = _("không có initiate_login_uri; thêm --initiate")
    FRONTCHANNEL = _("không có frontchannel_logout_uri; thêm --frontchannel")
    STEADY = _("ứng dụng đăng ký lại, mang client_id mới ở mỗi lần đăng nhập")
    DYNAMIC = _("ứng dụng không tự đăng ký; thêm --dynamic nếu có")


@dataclass(frozen=True)
class Traits:
    """What is known of the relying party.

    Attributes:
        request: the parameters of its authorization request.
        client: its registration.
        home: a page that shows the session, when there is one.
    """

    redirect_uri: str
    request: Mapping[str, Any]
    client: Mapping[str, Any]
    met: frozenset[Need]
    home: str | None = None
    set_cookies: tuple[str, ...] = ()

    def missing(self, needs: tuple[Need, ...]) -> Need | None:
        """Return the first need that is not met."""
        return next((need for need in needs if need not in self.met), None)


def met_needs(
    evidence: Evidence,
    client: Mapping[str, Any],
    target: Target,
    *,
    home: str | None,
    set_cookies: bool,
) -> frozenset[Need]:
    """Return what a clean sign-in shows that the relying party does."""
    asked: Mapping[str, Any] = evidence.requests[-1] if evidence.requests else {}
    told = {
        **_asked(asked),
        **_called(evidence),
        **_told(evidence),
        **_registered(client),
        **_given(target),
        Need.STEADY: asked.get("client_id") in (None, client.get("client_id")),
        Need.HOME: home is not None,
        Need.COOKIES: set_cookies,
    }
    return frozenset(need for need, is_met in told.items() if is_met)


def _given(target: Target) -> dict[Need, bool]:
    return {
        Need.LOGOUT: target.logout is not None,
        Need.REFRESHES: target.refresh is not None,
        Need.INITIATE: target.initiate is not None,
        Need.FRONTCHANNEL: target.frontchannel is not None,
        Need.DYNAMIC: target.client_id is None,
    }


def _registered(client: Mapping[str, Any]) -> dict[Need, bool]:
    method = client.get("token_endpoint_auth_method")
    signed, sealed = (
        bool(client.get(f"userinfo_{kind}_response_alg"))
        for kind in ("signed", "encrypted")
    )
    return {
        Need.BACKCHANNEL: bool(client.get("backchannel_logout_uri")),
        Need.FAPI2: str(client.get("profile", "")).startswith("fapi2"),
        Need.SIGNED_USERINFO: signed,
        Need.SEALED_USERINFO: sealed,
        Need.PLAIN_USERINFO: not signed and not sealed,
        Need.RS256: (client.get("id_token_signed_response_alg") or "RS256") == "RS256",
        Need.BASIC: method == "client_secret_basic",
        Need.POST: method == "client_secret_post",
        Need.SECRET_JWT: method == "client_secret_jwt",
        Need.KEY_JWT: method == "private_key_jwt",
        Need.PUBLIC: method == "none",
    }


def _asked(asked: Mapping[str, Any]) -> dict[Need, bool]:
    mode = asked.get("response_mode")
    types = set(str(asked.get("response_type", "")).split())
    return {
        Need.NONCE: bool(asked.get("nonce")),
        Need.PKCE: bool(asked.get("code_challenge")),
        Need.LEVEL: asks_level(asked),
        Need.MAX_AGE: "max_age" in asked,
        Need.QUERY: mode in (None, "", "query") and types <= {"code"},
        Need.HYBRID: {"code", "id_token"} <= types,
        Need.FRONT_TOKEN: {"id_token", "token"} <= types,
        Need.OBJECT: bool(asked.get("request")),
    }


def asks_level(asked: Mapping[str, Any]) -> bool:
    """Say whether a request asks for more than the lowest level."""
    wanted = f"{asked.get('acr_values', '')} {asked.get('claims', '')}"
    lowest = min(ACR)
    return any(name in wanted for level, name in ACR.items() if level > lowest)


def _called(evidence: Evidence) -> dict[Need, bool]:
    tokens = evidence.at("token")
    types = {e["form"].get("grant_type") for e in tokens}
    responses = evidence.said("token_response")
    return {
        Need.USERINFO: bool(evidence.at("userinfo")),
        Need.PUSHED: bool(evidence.at("par")),
        Need.DPOP: any(said.get("token_type") == "DPoP" for said in responses),
        Need.REFRESH: "refresh_token" in types,
    }


def _told(evidence: Evidence) -> dict[Need, bool]:
    token = _last(evidence.said("id_token_claims"))
    info = _last(evidence.said("userinfo_claims"))
    return {
        Need.NUMBER: bool(numbers(token)) and bool(numbers(info)),
        Need.NAME: "name" in info,
        Need.BIRTH: "birthdate" in info,
    }


def _last(said: tuple[Any, ...]) -> Mapping[str, Any]:
    return said[-1] if said and isinstance(said[-1], dict) else {}


def numbers(claims: Mapping[str, Any]) -> list[str]:
    """Return the claims that hold a synthetic personal number."""
    return [name for name, value in claims.items() if _is_number(value)]


def _is_number(value: object) -> bool:
    return (
        isinstance(value, str)
        and len(value) == NUMBER_DIGITS
        and value.isascii()
        and value.isdigit()
        and value.startswith(SYNTHETIC)
    )


FACTS: tuple[tuple[Need, Text], ...] = (
    (Need.PKCE, _("PKCE")),
    (Need.NONCE, _("nonce")),
    (Need.LEVEL, _("xin mức định danh")),
    (Need.USERINFO, _("gọi userinfo")),
    (Need.PUSHED, _("PAR")),
    (Need.DPOP, _("DPoP")),
    (Need.BACKCHANNEL, _("đăng xuất qua kênh sau")),
)
"""What a report tells of the relying party."""

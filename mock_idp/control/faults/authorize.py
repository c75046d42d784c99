"""Faults of the authorization endpoint's answers (group A)."""

from dataclasses import replace

from forms.i18n import Text, _
from mock_idp.control.faults.fault import Change, Fault, Scene
from mock_idp.oidc.authorization.response import AuthorizeResponse
from mock_idp.oidc.emission import Kind

TELL = _("Không mở phiên; nói cho người dùng biết chuyện gì xảy ra và cho thử lại.")
REFUSE = _("Từ chối câu trả lời này, không gọi điểm cấp mã.")
CORE = "OIDC Core 3.1.2.6"
OWN = ("code", "id_token", "access_token", "token_type", "expires_in")
SLOW_SECONDS = 10.0


def _fails(error: str) -> Change:
    """Return a change that makes the answer an error."""

    def change(answer: AuthorizeResponse, _scene: Scene) -> AuthorizeResponse:
        kept = tuple(
            (n, v)
            for n, v in answer.fields
            if n not in (*OWN, "error", "error_description", "session_state")
        )
        told = (("error", error), ("error_description", "Fault switched on."))
        return replace(answer, fields=(*told, *kept))

    return change


def _without(name: str) -> Change:
    return lambda answer, _scene: replace(
        answer, fields=tuple((n, v) for n, v in answer.fields if n != name)
    )


def _with(name: str, value: str) -> Change:
    def change(answer: AuthorizeResponse, _scene: Scene) -> AuthorizeResponse:
        fields = tuple((n, value if n == name else v) for n, v in answer.fields)
        return replace(answer, fields=fields)

    return change


def _twice(answer: AuthorizeResponse, _scene: Scene) -> AuthorizeResponse:
    codes = tuple((n, f"{v}x") for n, v in answer.fields if n == "code")
    return replace(answer, fields=(*answer.fields, *codes))


def _other_mode(answer: AuthorizeResponse, _scene: Scene) -> AuthorizeResponse:
    return replace(answer, mode="query" if answer.mode == "fragment" else "fragment")


def _slowly(answer: AuthorizeResponse, scene: Scene) -> AuthorizeResponse:
    scene.wait(SLOW_SECONDS if scene.seconds is None else scene.seconds)
    return answer


def _fault(name: str, title: Text, must: Text, change: Change, clause: str) -> Fault:
    said = {Kind.AUTHORIZE_RESPONSE: change}
    return Fault(f"A.{name}", title, must, "authorize", said, clause=clause)


def _error(error: str, title: Text) -> Fault:
    return _fault(error, title, TELL, _fails(error), CORE)


FAULTS = (
    _error("access_denied", _("Người dùng từ chối (access_denied)")),
    _error("login_required", _("Đòi đăng nhập lại (login_required)")),
    _error("interaction_required", _("Đòi người dùng thao tác (interaction_required)")),
    _error("consent_required", _("Đòi đồng ý chia sẻ (consent_required)")),
    _error(
        "unmet_authentication_requirements",
        _("Không đạt mức định danh (unmet_authentication_requirements)"),
    ),
    _error("server_error", _("Máy chủ lỗi (server_error)")),
    _error("temporarily_unavailable", _("Tạm ngừng (temporarily_unavailable)")),
    _fault(
        "state_missing", _("Thiếu state"), REFUSE, _without("state"), "RFC 6749 10.12"
    ),
    _fault(
        "state_altered",
        _("state bị đổi"),
        REFUSE,
        _with("state", "altered-by-fault"),
        "RFC 6749 10.12",
    ),
    _fault("iss_missing", _("Thiếu iss"), REFUSE, _without("iss"), "RFC 9207 2.4"),
    _fault(
        "iss_wrong",
        _("iss của nhà cung cấp khác (trộn lẫn)"),
        REFUSE,
        _with("iss", "https://other.example"),
        "RFC 9207 2.4",
    ),
    _fault("code_missing", _("Thiếu code"), TELL, _without("code"), "RFC 6749 4.1.2"),
    _fault("code_duplicate", _("Hai code"), REFUSE, _twice, "RFC 6749 3.1"),
    _fault(
        "wrong_mode",
        _("Trả lời sai kiểu (fragment thay query)"),
        TELL,
        _other_mode,
        "OAuth 2.0 Multiple Response Types 2.1",
    ),
    _fault(
        "slow_redirect",
        _("Chuyển hướng chậm 10 giây"),
        _("Chờ; state và phiên tạm của ứng dụng vẫn còn hạn."),
        _slowly,
        "RFC 6749 4.1.1",
    ),
)

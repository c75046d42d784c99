"""What the e-ID answers through the browser."""

from forms.i18n import Text, _
from mock_idp.checker.case import Case, Expect, Severity, of_fault
from mock_idp.checker.deed import Deed
from mock_idp.checker.plays.visits import sign_in_then_clean
from mock_idp.checker.traits import Need

FAIL, WARN = Severity.FAIL, Severity.WARN
ERRORS = (
    *("access_denied", "login_required", "interaction_required", "consent_required"),
    *("unmet_authentication_requirements", "server_error", "temporarily_unavailable"),
)
PROBE = "mock-idp-probe"
SLOW_SECONDS = 1.5
REFLECTED = _("trang của ứng dụng chép nguyên error_description thành thẻ HTML")
CALLED = _("ứng dụng vẫn gọi điểm cấp mã")


def no_token_call(deed: Deed) -> Text | None:
    """Say that a client went on to the token endpoint although it must not."""
    return CALLED if deed.evidence.at("token") else None


def _not_reflected(deed: Deed) -> Text | None:
    return REFLECTED if any(page.has_tag(PROBE) for page in deed.pages) else None


def _error(error: str) -> Case:
    made = of_fault(f"A.{error}", Expect.REJECT, group="response", crash=FAIL)
    return Case(**{**vars(made), "look": no_token_call, "same": _SAME.get(error, "")})


_SAME = {"access_denied": "oidcc-client-test-form-post-error"}


def _answer(
    name: str,
    title: Text,
    expect: Expect,
    clause: str,
    set_: dict[str, str] | None = None,
    drop: tuple[str, ...] = (),
    **more: object,
) -> Case:
    change = {"set": set_ or {}, **({"drop": list(drop)} if drop else {})}
    then = ({"authorize_response": change},)
    known = {"crash": FAIL, **more}
    return Case(f"response.{name}", title, expect, clause, then, **known)  # type: ignore[arg-type]


def _refused(name: str, severity: Severity = FAIL, **more: object) -> Case:
    made = of_fault(f"A.{name}", Expect.REJECT, group="response", severity=severity)
    return Case(**{**vars(made), "crash": FAIL, **more})


ERROR = {"error": "access_denied", "error_description": "Fault switched on."}
CASES = (
    *(_error(error) for error in ERRORS),
    _answer(
        "error-unknown",
        _("Lỗi có mã lạ"),
        Expect.REJECT,
        "RFC 6749 4.1.2.1",
        {"error": "x_unknown_to_everybody"},
        ("code",),
        look=no_token_call,
    ),
    _answer(
        "error-with-code",
        _("Có cả lỗi lẫn code"),
        Expect.REJECT,
        "RFC 6749 4.1.2.1",
        ERROR,
        severity=WARN,
    ),
    _answer(
        "error-html",
        _("error_description chứa thẻ HTML"),
        Expect.REJECT,
        "RFC 9700 4.16",
        {**ERROR, "error_description": f"<{PROBE}>probe</{PROBE}>"},
        ("code",),
        look=_not_reflected,
    ),
    _answer(
        "error-vietnamese",
        _("error_description bằng tiếng Việt"),
        Expect.REJECT,
        "RFC 6749 4.1.2.1",
        {**ERROR, "error_description": "Bạn đã từ chối trên điện thoại"},
        ("code",),
    ),
    _answer(
        "error-long",
        _("error_description dài 3.000 ký tự"),
        Expect.REJECT,
        "RFC 6749 4.1.2.1",
        {**ERROR, "error_description": "x" * 3000},
        ("code",),
    ),
    Case(
        "response.error-then-clean",
        _("Bị từ chối, rồi đăng nhập lại"),
        Expect.RECOVER,
        "OIDC Core 3.1.2.6",
        ("A.access_denied",),
        crash=FAIL,
        play=sign_in_then_clean,
    ),
    _refused("state_missing", same=""),
    _refused("state_altered"),
    _answer(
        "state-empty", _("state rỗng"), Expect.REJECT, "RFC 6749 10.12", {"state": ""}
    ),
    _refused("iss_missing"),
    _refused("iss_wrong"),
    _answer(
        "iss-path",
        _("iss của e-ID khác cùng máy chủ"),
        Expect.REJECT,
        "RFC 9207 2.4",
        {"iss": "{issuer}/t/other"},
    ),
    _answer("iss-empty", _("iss rỗng"), Expect.REJECT, "RFC 9207 2.4", {"iss": ""}),
    _refused("code_missing", look=no_token_call),
    _answer(
        "code-empty", _("code rỗng"), Expect.REJECT, "RFC 6749 4.1.2", {"code": ""}
    ),
    _refused("code_duplicate", WARN),
    _refused("wrong_mode", needs=(Need.QUERY,)),
    of_fault(
        "A.slow_redirect",
        Expect.ACCEPT,
        group="response",
        seconds=SLOW_SECONDS,
        crash=FAIL,
    ),
    _answer(
        "more-parameters",
        _("Có tham số lạ phải bỏ qua"),
        Expect.ACCEPT,
        "RFC 6749 4.1.2",
        {"x_mock": "1", "scope": "openid", "session_state": "abc.def"},
    ),
)

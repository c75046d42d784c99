"""Clients that register themselves (RFC 7591, OIDC Dynamic Registration)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from forms.i18n import Text, _
from mock_idp.checker.browsing.agent import is_here
from mock_idp.checker.case import Case, Expect, Look, Severity
from mock_idp.checker.deed import Deed
from mock_idp.checker.traits import Need

FAIL, NOTE = Severity.FAIL, Severity.NOTE
DYNAMIC = (Need.DYNAMIC,)
REGISTRATION, RFC = "OIDC Registration 2", "RFC 7591 3.2"
JSON = "application/json"
BARE_HTTP = _("redirect_uri là http mà không phải máy này")
UNSIGNED = _("ứng dụng xin mã định danh không ký")
NO_NAME = _("ứng dụng không khai client_name")
UNUSED = _("ứng dụng đăng ký response_type mà không dùng")


def _record(check: Any) -> Look:  # noqa: ANN401 - a look at a record
    def look(deed: Deed) -> Text | None:
        found: Text | None = check(deed.evidence.client)
        return found

    return look


def _safe_addresses(record: Mapping[str, Any]) -> Text | None:
    parts = [urlsplit(uri) for uri in record.get("redirect_uris", ())]
    bare = [p for p in parts if p.scheme == "http" and not is_here(p.hostname or "")]
    return BARE_HTTP if bare else None


def _signed(record: Mapping[str, Any]) -> Text | None:
    return UNSIGNED if record.get("id_token_signed_response_alg") == "none" else None


def _named(record: Mapping[str, Any]) -> Text | None:
    return None if record.get("client_name") else NO_NAME


def _only_used(deed: Deed) -> Text | None:
    kinds = {str(r.get("response_type")) for r in deed.evidence.requests}
    registered = set(deed.evidence.client.get("response_types", ()))
    return UNUSED if registered - kinds else None


def _seen(name: str, title: Text, look: Look, clause: str, severity: Severity) -> Case:
    return Case(
        f"registration.{name}",
        title,
        Expect.DO,
        clause,
        severity=severity,
        needs=DYNAMIC,
        look=look,
    )


def _http(name: str, title: Text, status: int, body: str, kind: str = JSON) -> Case:
    answer = {"status": status, "body": body, "type": kind}
    return Case(
        f"registration.{name}",
        title,
        Expect.REJECT,
        RFC,
        ({"http": answer},),
        "registration",
        needs=DYNAMIC,
    )


CASES = (
    Case(
        "registration.works",
        _("Ứng dụng tự đăng ký rồi đăng nhập"),
        Expect.ACCEPT,
        RFC,
        needs=DYNAMIC,
        same="oidcc-client-test-dynamic-registration",
    ),
    _seen(
        "addresses-safe",
        _("redirect_uris là https, hoặc http của máy này"),
        _record(_safe_addresses),
        REGISTRATION,
        FAIL,
    ),
    _seen("signed", _("Xin mã định danh có ký"), _record(_signed), REGISTRATION, FAIL),
    _seen("named", _("Khai tên ứng dụng"), _record(_named), "RFC 7591 2", NOTE),
    _seen(
        "only-what-is-used",
        _("Chỉ đăng ký response_type có dùng"),
        _only_used,
        "RFC 7591 2",
        NOTE,
    ),
    _http(
        "refused",
        _("Đăng ký bị từ chối"),
        400,
        '{"error":"invalid_redirect_uri","error_description":"Fault switched on."}',
    ),
    _http("down", _("Đăng ký gặp lỗi 503"), 503, "<h1>503</h1>", "text/html"),
    _http("broken", _("Câu trả lời đăng ký là JSON hỏng"), 201, "{"),
    _http("empty", _("Câu trả lời đăng ký không có client_id"), 201, "{}"),
)

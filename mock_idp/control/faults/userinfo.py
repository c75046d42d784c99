"""Faults of the userinfo endpoint's answers (group U)."""

import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from forms.i18n import Text, _
from mock_idp.control.faults import forging
from mock_idp.control.faults.fault import (
    HTML,
    Change,
    Early,
    Fault,
    HttpAnswer,
    Late,
    Scene,
    page,
    put,
    reply,
)
from mock_idp.oidc.emission import Kind

REFUSE = _("Không tin câu trả lời này; không gộp vào người đã đăng nhập.")
GO_ON = _("Đăng nhập vẫn được bằng mã định danh, hoặc báo lỗi tử tế; không lỗi 500.")
READ = _("Đọc đúng, hoặc báo dữ liệu lạ; không lưu chữ hỏng.")
CORE = "OIDC Core 5.3.2"
NAMES = ("name", "family_name", "middle_name", "given_name")
TOKEN_ERRORS = "RFC 6750 3.1"  # noqa: S105 - a clause

_LETTERS = "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_CODES = (
    "a8a9aaabacadaeb5b6b7b8b9bbbcbdbec6c7c8c9cacbcccecfd0d1d2d3d4d5d6d7d8dcdddedf"
    "e1e2e3e4e5e6e7e8e9eaebecedeeeff1f2f3f4f5f6f7f8f9fafbfcfdfe"
)
TCVN3 = dict(zip(_LETTERS, bytes.fromhex(_CODES).decode("latin-1"), strict=True))
"""Letters of the old TCVN 5712 (ABC) fonts, read as Latin-1: the usual mojibake."""


def _is_about_person(name: str) -> bool:
    return name in NAMES or name.lower() in ("hovaten", "ho_va_ten", "full_name")


def _names(change: Callable[[str], str]) -> Change:
    """Return a change of every text that is a person's name."""

    def changed(value: Mapping[str, Any], _scene: Scene) -> dict[str, Any]:
        return {
            k: change(v) if isinstance(v, str) and _is_about_person(k) else v
            for k, v in value.items()
        }

    return changed


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _bare(text: str) -> str:
    marks = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in marks if not unicodedata.combining(c))


def _tcvn3(text: str) -> str:
    return "".join(
        TCVN3.get(c, TCVN3.get(c.lower(), c))
        for c in unicodedata.normalize("NFC", text)
    )


def _birth(change: Callable[[str], str]) -> Change:
    def changed(value: Mapping[str, Any], _scene: Scene) -> dict[str, Any]:
        born = value.get("birthdate")
        return (
            {**value, "birthdate": change(born)} if isinstance(born, str) else {**value}
        )

    return changed


def _nulls(value: Mapping[str, Any], _scene: Scene) -> dict[str, Any]:
    return {
        k: "null" if isinstance(v, str) and k not in ("sub", "iss", "aud") else v
        for k, v in value.items()
    }


def _other_number(value: Mapping[str, Any], _scene: Scene) -> dict[str, Any]:
    """Change the last digit of the personal number; it stays a synthetic one."""
    return {
        k: v[:-1] + str((int(v[-1]) + 1) % 10) if _is_number(v) else v
        for k, v in value.items()
    }


def _is_number(value: object) -> bool:
    return (
        isinstance(value, str)
        and len(value) == len("900000000000")
        and value.isascii()
        and value.isdigit()
    )


def _html(answer: HttpAnswer, _scene: Scene) -> HttpAnswer:
    body = b"<!doctype html><title>Sign in</title><p>Please sign in</p>"
    return replace(answer, status=200, body=body).with_header("Content-Type", HTML)


def _empty(answer: HttpAnswer, _scene: Scene) -> HttpAnswer:
    return replace(answer, status=200, body=b"")


def _foreign(answer: HttpAnswer, scene: Scene) -> HttpAnswer:
    """Answer with a JWT that a foreign key has signed."""
    try:
        claims = json.loads(answer.body)
    except ValueError:
        token = forging.other_key(answer.body.decode("ascii", "replace"), scene)
        return replace(answer, body=token.encode())
    header = {"alg": "RS256", "kid": scene.provider.keys.current("RS256").kid}
    names = {"iss": scene.provider.issuer, "aud": scene.about.client_id}
    token = forging.signed_by_another(header, {**claims, **names})
    return replace(answer, body=token.encode()).with_header(
        "Content-Type", "application/jwt"
    )


def _early(name: str, title: Text, step: Early, clause: str) -> Fault:
    return Fault(f"U.{name}", title, GO_ON, "userinfo", early=step, clause=clause)


def _late(name: str, title: Text, must: Text, step: Late) -> Fault:
    return Fault(f"U.{name}", title, must, "userinfo", late=step, clause=CORE)


def _said(name: str, title: Text, must: Text, change: Change, clause: str) -> Fault:
    said = {Kind.USERINFO_CLAIMS: change}
    return Fault(f"U.{name}", title, must, "userinfo", said, clause=clause)


FAULTS = (
    _said("sub_differs", _("sub khác mã định danh"), REFUSE, put(sub="other"), CORE),
    _early(
        "http_401",
        _("401 invalid_token"),
        reply(
            401,
            b'{"error":"invalid_token"}',
            WWW_Authenticate='Bearer realm="mock-idp", error="invalid_token"',
        ),
        TOKEN_ERRORS,
    ),
    _early(
        "http_403",
        _("403 insufficient_scope"),
        reply(
            403,
            b'{"error":"insufficient_scope"}',
            WWW_Authenticate='Bearer realm="mock-idp", error="insufficient_scope"',
        ),
        TOKEN_ERRORS,
    ),
    _early(
        "http_500",
        _("Lỗi 500 ở userinfo"),
        page(500, "Internal Server Error"),
        "RFC 9110 15.6.1",
    ),
    _late("html", _("200 mà là trang HTML"), REFUSE, _html),
    _late("empty", _("200 mà thân rỗng, ở userinfo"), REFUSE, _empty),
    _late("signed_by_other_key", _("Ký bằng khóa lạ, ở userinfo"), REFUSE, _foreign),
    _said("names_nfd", _("Tên ở dạng NFD"), READ, _names(_decomposed), "Unicode TR15"),
    _said("names_bare", _("Tên không dấu"), READ, _names(_bare), "TCVN 6909:2001"),
    _said(
        "date_vietnamese",
        _("Ngày sinh dạng dd/MM/yyyy"),
        READ,
        _birth(lambda born: "/".join(reversed(born.split("-")))),
        "OIDC Core 5.1",
    ),
    _said(
        "birth_year_only",
        _("Chỉ có năm sinh"),
        READ,
        _birth(lambda born: born[:4]),
        "OIDC Core 5.1",
    ),
    _said("null_texts", _("Giá trị là chữ null"), READ, _nulls, "OIDC Core 5.3.2"),
    _said(
        "number_changed",
        _("Số định danh khác lần trước"),
        REFUSE,
        _other_number,
        "OIDC Core 5.7",
    ),
    _said(
        "names_tcvn3",
        _("Tên hỏng phông TCVN3 (ABC)"),
        READ,
        _names(_tcvn3),
        "TCVN 5712:1993",
    ),
)

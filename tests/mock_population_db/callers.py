"""Those who call the register in tests, and what they send."""

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

DAO, UNG, UT = "901196004217", "901093118650", "901158070032"
HOA, THANG, LAM = "901194085561", "901091020846", "901062013377"
SEN, HUY = "901192077348", "901089015527"
MY, THAO, HAI = "901300052906", "901191094432", "901087050021"
LINH, CUONG = "938198066274", "938095030057"
NOBODY = "901196000000"
REAL = "001196004217"
HOAN_KIEM = {"country": "VN", "province": "01", "commune": "00070"}


class Caller:
    """Calls the register with key, purpose and requester; a header may be changed."""

    def __init__(self, app: Flask, **headers: str | None) -> None:
        self.app = app
        self.headers: dict[str, str | None] = {
            "Authorization": "Bearer demo-register-key",
            "X-Purpose": "birth_declaration",
            "X-Requester": "lienthong-portal",
            **headers,
        }

    def with_headers(self, **headers: str | None) -> "Caller":
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return Caller(self.app, **{**self.headers, **named})

    def get(self, path: str) -> TestResponse:
        return self._open("GET", path)

    def post(self, path: str, body: Any, key: str | None = None) -> TestResponse:
        caller = self.with_headers(Idempotency_Key=key) if key else self
        return caller._open("POST", path, json=body)

    def post_bytes(self, path: str, content: bytes) -> TestResponse:
        caller = self.with_headers(Idempotency_Key="bytes")
        return caller._open("POST", path, data=content, content_type="application/json")

    def delete(self, path: str) -> TestResponse:
        return self._open("DELETE", path)

    def _open(self, method: str, path: str, **options: Any) -> TestResponse:
        sent = {name: value for name, value in self.headers.items() if value}
        with self.app.test_client() as client:
            return client.open(path, method=method, headers=sent, **options)


def address(detail: str = "số 12 phố Hàng Bạc", **parts: str) -> dict[str, str]:
    return {**HOAN_KIEM, "detail": detail, **parts}


def a_birth(**changes: Any) -> dict[str, Any]:
    """The birth of Đào's daughter; a change of ``child`` is merged."""
    child = {
        "surname": "Nguyễn",
        "middle_name": "Trần Bảo",
        "given_name": "Ân",
        "sex": "2",
        "date_of_birth": "2026-03-07",
        "nationality": "VN",
        "ethnicity": "01",
        "hometown": address(""),
        "birth_place": address("Bệnh viện Đa khoa Hà Nội (giả lập)"),
        **changes.pop("child", {}),
    }
    return {
        "child": child,
        "mother_id": DAO,
        "father_id": UNG,
        "registered_on": "2026-03-10",
        "registration_place": address("UBND phường Hoàn Kiếm"),
        "certificate_number": "123/2026",
        "birth_notice_code": "00123.GCS.01001.26",
        **changes,
    }


def a_residence(who: str, **changes: Any) -> dict[str, Any]:
    return {
        "personal_id": who,
        "address": address(),
        "household_head_id": UNG,
        "relation_to_head": "birth_child",
        "registered_on": "2026-03-11",
        **changes,
    }


def an_insurance(who: str, **changes: Any) -> dict[str, Any]:
    return {
        "personal_id": who,
        "facility_code": "01101",
        "issued_on": "2026-03-11",
        **changes,
    }


def born(caller: Caller, key: str = "birth-1", **changes: Any) -> str:
    """Register a birth and return the child's number."""
    answer = caller.post("/v1/births", a_birth(**changes), key)
    assert answer.status_code == 201, answer.text
    return str(answer.json["personal_id"])

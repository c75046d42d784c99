"""Faults, as integrators of the published look-up meet them."""

import unicodedata

import pytest

from tests.mock_population_db.callers import DAO, Caller
from tests.mock_population_db.facade.asking import Integrator, envelope

FAULT = "X-Population-Fault"


@pytest.fixture
def ask(register_app):
    integrator = Integrator(register_app)
    sent = iter(range(100))
    return lambda **more: integrator.post(envelope(MaYeuCau=f"YC-{next(sent)}", **more))


@pytest.fixture
def on(register_app):
    admin = Caller(register_app, Authorization="Bearer demo-admin-key")
    return lambda kind, **more: admin.post("/admin/faults", {"kind": kind, **more})


def test_an_empty_answer_is_that_of_no_match(ask, on):
    whole = ask().text
    on("empty", person=DAO)

    answer = ask()

    assert (answer.status_code, answer.headers[FAULT]) == (200, "empty")
    assert "TRẦN THỊ HỒNG ĐÀO" in whole
    assert DAO not in answer.text


def test_partial_data_keeps_number_name_and_date_only(ask, on):
    on("partial", times=1)

    answer, whole = ask(), ask()

    assert DAO in answer.text
    assert "ThuongTru" in whole.text
    assert "ThuongTru" not in answer.text


def test_nfd_and_wrong_person_reach_soap_too(ask, on):
    on("nfd", times=1)
    decomposed = ask()
    on("wrong_person", times=1)

    wrong = ask()

    assert unicodedata.normalize("NFC", decomposed.text) != decomposed.text
    assert wrong.headers[FAULT] == "wrong_person"
    assert "TRẦN THỊ HỒNG ĐÀO" not in wrong.text

import pytest

from mock_population_db.quality.cleaning.job import Job, verify
from mock_population_db.quality.cleaning.matching.over_http import HttpJudge
from mock_population_db.quality.errors import RegisterRefused
from mock_population_db.serving import serve
from tests.mock_population_db.callers import DAO, NOBODY, UNG
from tests.mock_population_db.quality.people import HEADER, as_csv, classes

NAME, DAY = "Trần Thị Hồng Đào", "02/07/1996"
ASKING = {"X-Purpose": "data_cleaning", "X-Requester": "bhxh"}


def a_list(folder, *rows):
    file = folder / "list.csv"
    lines = [(str(n), *one, "Nữ", "") for n, one in enumerate(rows)]
    file.write_text(as_csv(lines, HEADER))
    return Job(file, folder / "out")


def test_a_list_is_verified_over_the_api(tmp_path, register_app):
    job = a_list(
        tmp_path,
        (DAO, NAME, DAY),
        (DAO, "Tran Thi Hong Dao", DAY),
        (DAO, NAME, "07/02/1996"),
        (DAO, NAME, "1996"),
        (DAO, NAME, "03/07/1996"),
        (UNG, NAME, DAY),
        (NOBODY, NAME, DAY),
        ("001196004217", NAME, DAY),
        ("90119", NAME, DAY),
        (DAO, "x" * 300, DAY),
    )

    with serve(register_app) as url:
        outcome = verify(job, HttpJudge(url, "demo-register-key", ASKING))

    # the first line of a person is kept, the others are duplicates of it
    assert classes(tmp_path) == {
        2: "exact",
        3: "duplicate",
        4: "duplicate",
        5: "duplicate",
        6: "date_differs",
        7: "no_match",
        8: "no_match",
        9: "real_number",
        10: "malformed",
        11: "malformed",
    }
    found = {one["code"]: one["rows"] for one in outcome.report["findings"]}
    assert found["other_marks"] == found["day_month_swapped"] == found["year_only"] == 1


def test_a_refusal_is_told_and_the_run_can_be_resumed(tmp_path, register_app):
    job = a_list(tmp_path, (DAO, NAME, DAY))

    with serve(register_app) as url:
        with pytest.raises(RegisterRefused) as caught:
            verify(job, HttpJudge(url, "wrong", ASKING))
        judge = HttpJudge(url, "demo-register-key", ASKING)
        outcome = verify(job, judge, resume=True)

    assert "401" in caught.value.detail
    assert outcome.report["matched"] == 1


def test_a_register_that_is_not_there_is_told(tmp_path):
    job = a_list(tmp_path, (DAO, NAME, DAY))

    with pytest.raises(RegisterRefused):
        verify(job, HttpJudge("http://127.0.0.1:9", "key", ASKING))

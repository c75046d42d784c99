import pytest

from mock_population_db.quality.cleaning.matching.findings import (
    BIT,
    class_of,
    codes_of,
)
from tests.mock_population_db.quality.people import (
    AN,
    BINH,
    HOA,
    OLD,
    OLD_NUMBER,
    TWO,
    as_csv,
    classes,
    read,
    row,
    verified,
)

CASES = [
    (row(AN), "exact"),
    (row(AN, name="NGUYEN VAN AN"), "missing_diacritics"),
    (row(HOA, name="Đỗ Thị Hoà"), "tone_placement"),
    (row(HOA, name="Dỗ Thị Hòa"), "d_or_dd"),
    (row(AN, name="Nguyễn Hữu Ân"), "wrong_middle_name"),
    (row(AN, day="03/11/1990"), "day_month_swapped"),
    (row(AN, day="1990"), "year_only"),
    (row(AN, day="11/03/1991"), "date_differs"),
    (row(AN, day=""), "date_missing"),
    (row(AN, number="901090999999"), "number_unknown"),
    (row(AN, number=""), "number_missing"),
    (row(AN, number="90109"), "number_malformed"),
    (row(AN, number=str(OLD_NUMBER)), "old_number"),
    (row(AN, number="001090000001"), "real_number"),
    (row(AN, number="012345678"), "real_number"),
    (row(AN, number=str(HOA.number)), "copied_from_household"),
    (row(AN, day="25/12/1992"), "copied_from_household"),
    (row(AN, number=str(TWO.number)), "number_of_other"),
    (row(AN, name="Phạm Quốc Khánh"), "name_differs"),
    (row(AN, name="Phạm Quốc Khánh", number="901090999999"), "no_match"),
    (row(AN, name="", number=""), "name_missing"),
    (row(TWO, number=""), "ambiguous"),
    (row(OLD), "dead"),
    (row(AN, sex="Nữ"), "sex_contradicts"),
    (
        row(AN, address="Phường Hàng Bạc, Quận Hoàn Kiếm, Thành phố Hà Nội"),
        "old_address",
    ),
    (row(AN, address="Phường Ba Đình, Thành phố Hà Nội"), "address_differs"),
]


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_a_row_is_put_into_its_class(tmp_path, line, expected):
    # a clean row first, so that columns are known whatever the second says
    verified(tmp_path, as_csv([row(BINH), line]))

    assert classes(tmp_path)[3] == expected


def test_a_matched_row_carries_what_the_register_has(tmp_path):
    verified(tmp_path, as_csv([row(HOA, name="Do Thi Hoa", day="1992", id='x,"1')]))

    (matched,) = read(tmp_path / "out" / "matched.csv")
    assert matched == {
        "line": "2",
        "row_id": 'x,"1',
        "personal_id": str(HOA.number),
        "full_name": "Đỗ Thị Hòa",
        "date_of_birth": "25/12/1992",
        "class": "year_only",
        "findings": "year_only missing_diacritics",
    }


def test_a_row_may_have_several_findings_and_the_weightiest_is_its_class():
    bits = BIT["untidy_text"] | BIT["dead"] | BIT["old_number"]

    assert class_of(bits) == "dead"
    assert codes_of(bits) == ["dead", "old_number", "untidy_text"]
    assert class_of(0) == "exact"


def test_numbers_of_real_people_are_not_written_down(tmp_path):
    lines = [
        row(AN),
        row(AN, number="001090000001"),
        row(AN, number="012345678"),
        row(AN, number="001 090 000 002")[:3],
    ]

    outcome = verified(tmp_path, as_csv(lines))

    written = "".join(
        path.read_text() for path in (tmp_path / "out").iterdir() if path.is_file()
    )
    for hidden in ("001090000001", "012345678", "001 090 000 002"):
        assert hidden not in written
    assert outcome.report["rejected"] == 3


def test_of_two_rows_about_one_person_the_better_is_kept(tmp_path):
    rows = [row(AN, number="901090999999"), row(HOA), row(AN), row(AN, id="again")]

    verified(tmp_path, as_csv(rows))

    assert classes(tmp_path) == {2: "duplicate", 3: "exact", 4: "exact", 5: "duplicate"}
    reasons = [one["_reason"] for one in read(tmp_path / "out" / "rejects.csv")]
    assert all("Dòng được giữ: 4." in reason for reason in reasons)

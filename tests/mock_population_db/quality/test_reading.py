import codecs
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mock_population_db.quality.cleaning.reading.encodings import detect
from mock_population_db.quality.cleaning.reading.lines import Splitter
from mock_population_db.quality.cleaning.reading.opening import open_table
from mock_population_db.quality.errors import (
    ColumnsMissing,
    ColumnUnknown,
    EncodingUnclear,
    EncodingUnknown,
    FieldUnknown,
    FileUnreadable,
    ListEmpty,
    ParquetSupportMissing,
    QualityError,
)
from mock_population_db.quality.spelling.legacy import to_tcvn3, to_vni
from tests.mock_population_db.quality.people import (
    AN,
    BINH,
    HEADER,
    HOA,
    as_csv,
    classes,
    read,
    row,
    verified,
)

CLEAN = as_csv([row(AN), row(HOA), row(BINH)])


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (CLEAN.encode(), "utf-8"),
        (codecs.BOM_UTF8 + CLEAN.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + CLEAN.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + CLEAN.encode("utf-16-be"), "utf-16-be"),
        (CLEAN.encode("utf-16-le"), "utf-16-le"),
        (to_tcvn3(CLEAN).encode("latin-1"), "tcvn3 (latin-1)"),
        (to_tcvn3(CLEAN).encode(), "tcvn3 (utf-8)"),
        (to_vni(CLEAN).encode("cp1252"), "vni (cp1252)"),
        (CLEAN.replace("\n", "\r\n").encode(), "utf-8"),
        (
            CLEAN.replace('"', "").replace(", T", " T").replace(",", ";").encode(),
            "utf-8",
        ),
    ],
)
def test_every_usual_encoding_is_noticed_and_read(tmp_path, data, encoding):
    outcome = verified(tmp_path, data)

    assert outcome.report["reading"]["encoding"] == encoding
    found = classes(tmp_path)
    assert found[3] == found[4] == "exact"
    assert len(found) == 3


def test_an_encoding_that_is_not_sure_is_not_guessed(tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes(bytes(range(128, 256)) * 50)

    with pytest.raises(EncodingUnclear):
        detect(file)
    with pytest.raises(EncodingUnknown):
        detect(file, "ebcdic")


def test_a_broken_line_is_rejected_with_its_number_and_reason(tmp_path):
    lines = [
        ",".join(HEADER),
        "1,901090000001,Nguyễn Văn Ân,11/03/1990,Nam,",
        "2,too,few",
        '3,901090000001,"Nguyễn Văn,11/03/1990,Nam,',
        "4,901192000002,Đỗ\0Thị Hòa,25/12/1992,Nữ,",
        "5,901192000002,Đỗ\x07Thị Hòa,25/12/1992,Nữ,",
        "",
        "6,901192000002,Đỗ Thị Hòa,25/12/1992,Nữ,",
        "7,901192000002,Đỗ Thị Hòa,25/12/1992,Nữ,,extra",
        "8," + "x" * 70_000,
        '9,901218000003,"Nguyễn Đức Bình",06/05/2018,Nam,',
    ]
    data = "\n".join(lines).encode() + b"\n10,\xff\xfe,x,y,z,\n"

    outcome = verified(tmp_path, data)

    assert classes(tmp_path) == {
        2: "exact",
        3: "columns",
        4: "unbalanced_quote",
        5: "nul",
        6: "control_character",
        8: "exact",
        9: "columns",
        10: "line_too_long",
        11: "exact",
        12: "encoding",
    }
    rejected = {one["_line"]: one for one in read(tmp_path / "out" / "rejects.csv")}
    assert rejected["3"]["_reason"] == "Dòng có 3 cột, cần 6 cột."
    assert rejected["3"]["_raw"] == "2,too,few"
    assert outcome.report["lines"] == 10


def test_a_quoted_value_may_hold_a_line_break(tmp_path):
    text = as_csv([row(AN, address="Phường Hoàn Kiếm,\nThành phố Hà Nội"), row(HOA)])

    verified(tmp_path, text)

    assert classes(tmp_path) == {2: "exact", 4: "exact"}


def test_values_in_each_others_columns_are_noticed(tmp_path):
    swapped = row(AN)
    swapped[1], swapped[2] = swapped[2], swapped[1]
    rows = [row(HOA), swapped, row(BINH)]

    verified(tmp_path, as_csv(rows))

    assert classes(tmp_path)[3] == "columns_swapped"


@pytest.mark.parametrize(
    "header",
    [
        ("STT", "CCCD", "HỌ TÊN", "Ngày, tháng, năm sinh", "Phái", "Nơi cư trú"),
        ("id", "personal_id", "full_name", "date_of_birth", "sex", "address"),
        ("a", "b", "c", "d", "e", "f"),
    ],
)
def test_columns_are_known_by_name_or_by_what_stands_in_them(tmp_path, header):
    verified(tmp_path, as_csv([row(AN), row(HOA)], header))

    assert set(classes(tmp_path).values()) == {"exact"}


def test_a_list_without_header_begins_with_line_1(tmp_path):
    verified(tmp_path, as_csv([row(AN), row(HOA)]).split("\n", 1)[1])

    assert classes(tmp_path) == {1: "exact", 2: "exact"}


def test_three_columns_may_hold_the_name(tmp_path):
    header = ("Số định danh", "Họ", "Chữ đệm", "Tên", "Ngày sinh")
    rows = [("901090000001", "Nguyễn", "Văn", "Ân", "11/03/1990")]

    verified(tmp_path, as_csv(rows, header))

    assert classes(tmp_path) == {2: "exact"}


def test_the_user_may_say_which_column_is_which(tmp_path):
    text = as_csv([row(AN)], ("m", "x1", "x2", "x3", "g", "d"))
    columns = {"personal_id": "x1", "full_name": "x2", "date_of_birth": "x3"}

    verified(tmp_path, text, columns=columns)

    assert classes(tmp_path) == {2: "exact"}


@pytest.mark.parametrize(
    ("text", "columns", "error"),
    [
        ("a,b\n1,2\n", {}, ColumnsMissing),
        (CLEAN, {"personal_id": "không có"}, ColumnUnknown),
        (CLEAN, {"blood": "Mã"}, FieldUnknown),
        ("", {}, ListEmpty),
        ("PAR1 but not really", {}, FileUnreadable),
    ],
)
def test_a_list_that_cannot_be_read_says_why_and_leaves_nothing(
    tmp_path, text, columns, error
):
    with pytest.raises(error):
        verified(tmp_path, text, columns=columns)

    assert list((tmp_path / "out").iterdir()) == []


def test_parquet_is_read_like_csv(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    columns = zip(*[row(AN), row(HOA), row(BINH, day="2018")], strict=True)
    table = pyarrow.table(dict(zip(HEADER, map(list, columns), strict=True)))
    parquet.write_table(table, tmp_path / "list.csv", row_group_size=2)

    verified(tmp_path, (tmp_path / "list.csv").read_bytes(), block=1)

    assert classes(tmp_path) == {1: "exact", 2: "exact", 3: "year_only"}


def test_parquet_without_its_library_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(ParquetSupportMissing) as caught:
        verified(tmp_path, b"PAR1")

    assert "lien-thong[parquet]" in caught.value.detail


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(tmp_path, data):
    file = tmp_path / "any.csv"
    file.write_bytes(data)

    try:
        table = open_table(file, tmp_path, block=37)
    except QualityError:
        return

    ends = [lines.end.offset for lines in table.blocks()]
    assert ends == sorted(set(ends))
    assert not ends or ends[-1] == table.size


LINE = st.sampled_from(
    ["1,2", '1,"2"', '"1,2', '1,"2', '2",3', "1,2,3", "", '"a""b",c', "x\0,y", '"'],
)


@settings(max_examples=100)
@given(st.lists(LINE, min_size=1, max_size=30))
def test_every_line_is_a_row_or_rejected_or_part_of_its_neighbour(lines):
    text = "".join(f"{line}\n" for line in lines)

    found = Splitter(",", 2).split(text, 1, is_last=True)

    assert found.count == len(lines)
    assert all(len(values) == 2 for values in found.rows)
    told = {*found.numbers, *(one.line for one in found.broken)}
    for number, line in enumerate(lines, 1):
        if line in {"1,2", '1,"2"', "1,2,3", "x\0,y"}:
            joined = any(start in told for start in range(max(1, number - 4), number))
            assert number in told or joined

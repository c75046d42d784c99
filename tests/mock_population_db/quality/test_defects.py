from collections import Counter

import pytest

from forms.names import fold
from mock_population_db.quality.defects import (
    Change,
    Config,
    default_config,
    restore,
    spoil,
    spoil_blocks,
)
from mock_population_db.quality.defects.catalogue import KINDS
from mock_population_db.quality.defects.config import read_config
from mock_population_db.quality.errors import ConfigMalformed, TruthMalformed
from mock_population_db.quality.rows import blocks_of
from mock_population_db.quality.scopes import NationRegistry


def changes_of(truth, kind):
    return [change for change in truth if change.kind == kind]


def test_there_are_at_least_ten_kinds_and_all_have_a_rate():
    assert len(KINDS) == 15
    assert set(default_config().rates) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_measured_rate_is_the_configured_one(kind, clean, spoilt):
    _rows, truth = spoilt

    measured = len(changes_of(truth, kind)) / len(clean)

    assert measured == pytest.approx(default_config().rates[kind], rel=0.1)


def test_the_truth_lists_what_really_changed_and_nothing_else(clean, spoilt):
    rows, truth = spoilt
    before = {row["row_id"]: row for row in clean}
    after = {row["row_id"]: row for row in rows}

    found = {
        (row_id, field, before[row_id][field], value)
        for row_id, row in after.items()
        if row_id in before
        for field, value in row.items()
        if before[row_id][field] != value
    }

    told = {change[:4] for change in truth if change.kind != "double_registration"}
    assert found == told
    assert all(change.before != change.after for change in truth)


def test_the_truth_restores_the_clean_rows(clean, spoilt):
    rows, truth = spoilt

    assert restore(rows, truth) == clean


def test_a_truth_of_another_list_is_refused(spoilt):
    rows, truth = spoilt
    stranger = Change("1", "full_name", "An", "Không phải tên này", "d_or_dd")

    with pytest.raises(TruthMalformed):
        restore(rows, [*truth, stranger])


def test_the_same_seed_gives_the_same_defects_and_another_seed_others(nation, clean):
    registry = NationRegistry(nation)

    one = spoil(clean[:800], default_config(), 5, registry)
    again = spoil(iter(clean[:800]), default_config(), 5, registry)
    other = spoil(clean[:800], default_config(), 6, registry)

    assert one == again
    assert one[1] != other[1]


def test_a_stream_is_spoilt_block_by_block_with_exact_rates(clean):
    config = Config({"missing_diacritics": 0.013})

    made = [
        len(changes)
        for _block, changes in spoil_blocks(blocks_of(clean, 500), config, 3)
    ]

    assert len(made) == 12
    assert sum(made) == 78
    assert set(made) <= {6, 7}


def test_swapped_days_are_other_dates_that_exist(spoilt):
    _rows, truth = spoilt

    for change in changes_of(truth, "day_month_swapped"):
        day, month, year = change.before.split("/")
        assert change.after == f"{month}/{day}/{year}"
        assert day != month
        assert int(day) <= 12


def test_wrong_middle_names_differ_without_marks_too(spoilt):
    _rows, truth = spoilt
    changes = changes_of(truth, "wrong_middle_name")

    assert changes
    assert all(fold(one.before) != fold(one.after) for one in changes)


def test_old_numbers_lead_back_to_the_person_only_through_the_register(nation, spoilt):
    _rows, truth = spoilt
    changes = changes_of(truth, "old_number")

    registry = NationRegistry(nation)

    for change in changes:
        assert registry.old_numbers([change.before]) == [change.after]
        assert len(change.after) == 9
        assert change.after[0] in "789"


def test_a_second_number_is_nobodys(nation, clean, spoilt):
    rows, truth = spoilt
    numbers = {row["row_id"]: row["personal_id"] for row in rows}
    first = {row["row_id"]: row for row in clean}

    for change in changes_of(truth, "double_registration"):
        second = numbers[change.row_id]
        assert nation.index_of(second) is None
        assert second[:6] == first[change.before]["personal_id"][:6]


def test_what_was_copied_is_a_value_of_the_household(clean, spoilt):
    _rows, truth = spoilt
    home_of = {row["row_id"]: row["household"] for row in clean}
    homes = {}
    for row in clean:
        homes.setdefault(row["household"], []).append(row)

    for change in changes_of(truth, "copied_from_household"):
        members = homes[home_of[change.row_id]]
        others = [one for one in members if one["row_id"] != change.row_id]
        assert change.after in {one[change.field] for one in others}


def test_phones_are_copied_too_where_a_list_has_them():
    rows = [
        {"row_id": str(n), "household": "1", "phone": f"09990{n:05}"} for n in range(9)
    ]

    _spoilt, truth = spoil(rows, Config({"copied_from_household": 0.5}), 1)

    assert {change.field for change in truth} == {"phone"}


def test_unequal_offices_keep_the_rate_of_the_whole_list(clean):
    even = Config({"year_only": 0.05})
    unequal = Config({"year_only": 0.05}, office=1.0)
    rows = [row | {"office": str(int(row["row_id"]) % 8)} for row in clean]

    spreads = []
    for config in (even, unequal):
        _rows, truth = spoil(rows, config, 4)
        assert len(truth) == pytest.approx(0.05 * len(rows), rel=0.02)
        offices = Counter(int(change.row_id) % 8 for change in truth)
        spreads.append(max(offices.values()) / min(offices.values()))

    assert spreads[1] > 2 * spreads[0]


def test_a_bad_decade_has_more_defects(clean):
    config = Config({"untidy_text": 0.05}, eras={2000: 4.0})
    registered = {row["row_id"]: int(row["registered"]) // 10 for row in clean}

    _rows, truth = spoil(clean, config, 4)

    everybody = Counter(registered.values())
    wrong = Counter(registered[change.row_id] for change in truth)
    rates = {decade: wrong[decade] / everybody[decade] for decade in everybody}
    assert rates[200] == pytest.approx(4 * rates[201], rel=0.35)


def test_a_kind_that_is_not_possible_anywhere_is_not_made():
    rows = [{"row_id": str(n), "full_name": "Le An"} for n in range(50)]

    _rows, truth = spoil(rows, Config({"missing_diacritics": 0.5}), 1)

    assert truth == []


@pytest.mark.parametrize(
    "text",
    [
        "rates = 3",
        "[rates]\nno_such_kind = 0.1",
        "[rates]\nyear_only = 1.5",
        "[rates]\nyear_only = nan",
        "[rates]\nyear_only = true",
        "[correlation]\noffice = -1",
        "[correlation.eras]\n1995 = 2.0",
        "[other]",
        "rates = [",
    ],
)
def test_a_wrong_configuration_says_where_and_why(tmp_path, text):
    file = tmp_path / "config.toml"
    file.write_text(text)

    with pytest.raises(ConfigMalformed) as caught:
        read_config(file)

    assert "Sửa tệp TOML" in caught.value.detail

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_population_db.nation.mixing import chain, mix, pick
from mock_population_db.nation.permutation import (
    SERIALS,
    all_back,
    all_forth,
    back,
    forth,
    rank_of,
    serial_of,
)

lanes = st.integers(0, 2**32 - 1)
LARGEST = 2**31 - 1
GOLDEN = [0, 152788568, 3413970443, 1314288277, 4, 128665, 356554, 234262]


def test_hashes_are_those_of_every_machine():
    found = [mix(0), mix(1), mix(2**32 - 1), chain(2026, 3), forth(5, 97, 11)]
    found += [
        serial_of(0, 1),
        serial_of(999_999, 2**32 - 1),
        forth(10**6, 2 * 10**6, 9),
    ]

    assert found == GOLDEN


@given(st.lists(lanes, min_size=1, max_size=50))
@settings(max_examples=50, deadline=None)
def test_a_hash_is_the_same_for_a_number_and_an_array(numbers):
    array = np.array(numbers, np.int64)

    assert mix(array).tolist() == [mix(number) for number in numbers]
    assert pick(array, LARGEST).tolist() == [
        pick(number, LARGEST) for number in numbers
    ]


@given(st.integers(1, 400), lanes)
@settings(max_examples=60, deadline=None)
def test_a_permutation_reaches_every_place_once(count, key):
    there = [forth(place, count, key) for place in range(count)]

    assert sorted(there) == list(range(count))
    assert [back(place, count, key) for place in there] == list(range(count))


@given(st.lists(st.tuples(st.integers(1, LARGEST), lanes, lanes), max_size=40))
@settings(max_examples=60, deadline=None)
def test_permutations_of_many_are_those_of_each(rows):
    counts = np.array([count for count, _place, _key in rows], np.int64)
    places = np.array([place % count for count, place, _key in rows], np.int64)
    keys = np.array([key for _count, _place, key in rows], np.int64)

    there = all_forth(places, counts, keys)

    each = zip(places.tolist(), counts.tolist(), keys.tolist(), strict=True)
    assert there.tolist() == [forth(*row) for row in each]
    assert all_back(there, counts, keys).tolist() == places.tolist()


def test_a_million_ranks_have_a_million_serials():
    ranks = np.arange(SERIALS)

    serials = serial_of(ranks, np.full_like(ranks, 77))

    assert np.bincount(serials, minlength=SERIALS).tolist() == [1] * SERIALS
    assert rank_of(int(serials[12_345]), 77) == 12_345

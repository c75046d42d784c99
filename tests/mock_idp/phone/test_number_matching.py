"""The numbers themselves."""

from mock_idp.phone.matching import draw


def test_three_different_numbers_hold_the_right_one() -> None:
    matches = [draw() for _ in range(200)]

    assert all(len(set(match.offered)) == 3 for match in matches)
    assert all(match.number in match.offered for match in matches)
    assert all(10 <= n <= 99 for match in matches for n in match.offered)
    assert len({match.number for match in matches}) > 20


def test_the_old_number_does_not_come_back() -> None:
    assert all(47 not in draw(avoid=47).offered for _ in range(200))

"""Shelves forget in time and never grow beyond their room."""

from hypothesis import given
from hypothesis import strategies as st

from mock_idp.clock import Clock
from mock_idp.oidc.store import Shelf


def test_a_thing_is_forgotten_when_its_time_is_over(clock: Clock) -> None:
    shelf: Shelf[str] = Shelf(clock.now, 10)
    shelf.put("key", "thing")

    clock.advance(9.9)
    before = shelf.find("key")
    clock.advance(0.1)

    assert before == "thing"
    assert shelf.find("key") is None
    assert len(shelf) == 0


def test_replacing_does_not_lengthen_a_life(clock: Clock) -> None:
    shelf: Shelf[str] = Shelf(clock.now, 10)
    shelf.put("key", "thing")
    clock.advance(9)

    shelf.replace("key", "other")
    clock.advance(1)

    assert shelf.find("key") is None


def test_the_least_used_goes_first(clock: Clock) -> None:
    shelf: Shelf[int] = Shelf(clock.now, 10, room=2)
    shelf.put("a", 1)
    shelf.put("b", 2)
    shelf.find("a")

    shelf.put("c", 3)

    assert shelf.find("b") is None
    assert shelf.find("a") == 1


@given(st.lists(st.text(max_size=3)), st.integers(min_value=1, max_value=5))
def test_a_shelf_never_holds_more_than_its_room(keys: list[str], room: int) -> None:
    shelf: Shelf[int] = Shelf(lambda: 0.0, 10, room)

    for key in keys:
        shelf.put(key, 1)

    assert len(shelf) <= room

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from portal.agency.asked import FILTERS, LONGEST_SEARCH, SORTS, Asked, Page


@pytest.fixture
def addresses() -> Iterator[None]:
    app = Flask(__name__)
    app.add_url_rule("/agency", "agency.queue", lambda: "")
    with app.test_request_context():
        yield


def test_an_address_gives_back_the_view_it_was_made_from(addresses: None) -> None:
    asked = Asked("late", "Đào", "changed", backwards=True, page=3)

    address = asked.address()

    sent = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
    assert Asked.read(sent) == asked


def test_the_plain_queue_has_the_plain_address(addresses: None) -> None:
    assert Asked().address() == "/agency"


def test_the_same_head_again_turns_the_order_round(addresses: None) -> None:
    asked = Asked(sort="code", page=4)

    again = asked.sorted_by("code")
    other = asked.sorted_by("name")

    assert again == "/agency?sort=-code"
    assert other == "/agency?sort=name"


@given(
    st.dictionaries(
        st.sampled_from(["filter", "q", "sort", "page", "x"]), st.text(max_size=2000)
    )
)
def test_no_address_is_so_odd_that_it_breaks_the_queue(sent: dict[str, str]) -> None:
    asked = Asked.read(sent)

    assert asked.filter in {"", *FILTERS}
    assert asked.sort in SORTS
    assert asked.page >= 1
    assert len(asked.text) <= LONGEST_SEARCH
    asked.text.encode("utf-8")


@given(st.integers(1, 10_000), st.integers(0, 5_000))
def test_a_page_lies_inside_the_list(asked: int, total: int) -> None:
    page = Page.of(asked, total)

    assert 1 <= page.number <= page.count
    assert page.first - 1 <= page.last <= max(total, 0)
    assert page.last - page.first < 50

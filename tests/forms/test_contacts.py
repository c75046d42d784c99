from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.contacts import ContactError, email, phone


@pytest.mark.parametrize(
    "text",
    ["0999012345", "09990 12345", "+84 9990 12345", "84999012345", "0084999012345"],
)
def test_a_reserved_phone_number_is_kept_as_ten_digits(text: str) -> None:
    assert phone(text) == "0999012345"


def test_a_phone_number_that_may_ring_is_refused_with_the_reason() -> None:
    with pytest.raises(ContactError) as caught:
        phone("0912 345 678")

    assert "người thật" in str(caught.value)


@pytest.mark.parametrize("text", ["", "12", "0999", "09990123456789", "không có"])
def test_a_text_that_is_no_phone_number_is_refused(text: str) -> None:
    with pytest.raises(ContactError) as caught:
        phone(text)

    assert "10 chữ số" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("dao@example.vn", "dao@example.vn"),
        ("Dao.T@EXAMPLE.com", "Dao.T@example.com"),
        ("a+b@ward.example", "a+b@ward.example"),
    ],
)
def test_an_address_at_a_reserved_domain_is_kept(text: str, kept: str) -> None:
    assert email(text) == kept


@pytest.mark.parametrize("text", ["dao@gmail.com", "dao@example.vn.evil.com"])
def test_an_address_that_may_reach_somebody_is_refused_with_the_reason(
    text: str,
) -> None:
    with pytest.raises(ContactError) as caught:
        email(text)

    assert "người thật" in str(caught.value)


@pytest.mark.parametrize("text", ["", "dao", "dao@", "@example.vn", "a b@example.vn"])
def test_a_text_that_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ContactError) as caught:
        email(text)

    assert "ten@example.vn" in str(caught.value)


@given(st.text(max_size=60))
def test_no_text_gets_out_of_the_reserved_ranges(text: str) -> None:
    for read in (phone, email):
        with suppress(ContactError):
            kept = read(text)
            assert kept.startswith("09990") or "example" in kept

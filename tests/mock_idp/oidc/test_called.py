"""Two spellings of one address are the same; two addresses never are."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_idp.oidc.called import normalised


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("https://a.example", "https://a.example/"),
        ("HTTPS://A.Example:443/", "https://a.example/"),
        ("http://a.example:80/x", "http://a.example/x"),
        ("http://a.example:443/x", "http://a.example:443/x"),
        ("https://a.example/%7euser/%2f", "https://a.example/~user/%2F"),
        ("https://a.example/a/./b/../c", "https://a.example/a/c"),
        ("https://a.example/a/..", "https://a.example/"),
        ("https://a.example/../../x", "https://a.example/x"),
        ("https://a.example//x", "https://a.example//x"),
        ("https://a.example/x/", "https://a.example/x/"),
        ("https://[::1]:443/x", "https://[::1]/x"),
        ("https://a.example/x?y#z", "https://a.example/x"),
    ],
)
def test_an_address_has_one_normal_form(written: str, normal: str) -> None:
    assert normalised(written) == normal


@pytest.mark.parametrize(
    "text",
    [
        *("", "/x", "a.example", "ftp://a.example", "https://", "https:///x"),
        *("https://u@a.example/", "https://a.example:99999/", "https://[::1/"),
        *("https://a.example/ x", "https://a.exa\nmple/", "https://é.example/"),
    ],
)
def test_what_is_no_address_has_none(text: str) -> None:
    assert normalised(text) is None


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abhtps:/.?#%25@[]A~é\n ", max_size=40).map("http:".__add__))
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    normal = normalised(text)

    assert normal is None or normalised(normal) == normal
    assert normal is None or urlsplit(normal).path.startswith("/")

"""The claims parameter: what can be read, and what is made of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_idp.oidc.claims.requested import ClaimsMalformed, RequestedClaims

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id_token", "userinfo", "acr", "sub", "value", "values"])
            | st.text(max_size=8),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def test_each_place_has_its_own_wishes() -> None:
    text = (
        '{"userinfo": {"name": {"essential": true}, "email": null},'
        ' "id_token": {"acr": {"values": ["a", "b"]}}, "future": 1}'
    )

    requested = RequestedClaims.parse(text)

    assert requested.userinfo == {"name": {"essential": True}, "email": None}
    assert requested.voluntary_acr == ("a", "b")
    assert requested.essential_acr is None
    assert requested.content["future"] == 1


def test_nothing_sent_is_nothing_asked() -> None:
    requested = RequestedClaims.parse(None)

    assert not requested.userinfo
    assert not requested.id_token
    assert requested.subject is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('{"id_token": {"acr": {"essential": true, "value": "a"}}}', ("a",)),
        ('{"id_token": {"acr": {"essential": true, "values": ["a", 1]}}}', ("a",)),
        ('{"id_token": {"acr": {"essential": true}}}', None),
        ('{"id_token": {"acr": {"essential": "true", "value": "a"}}}', None),
        ('{"userinfo": {"acr": {"essential": true, "value": "a"}}}', None),
    ],
)
def test_a_level_is_insisted_on_by_values_only(
    text: str, values: tuple[str, ...] | None
) -> None:
    assert RequestedClaims.parse(text).essential_acr == values


@pytest.mark.parametrize(
    "text", ["", "x", "1", "[]", '{"userinfo": {"a": true}}', "NaN"]
)
def test_anything_else_is_malformed(text: str) -> None:
    with pytest.raises(ClaimsMalformed):
        RequestedClaims.parse(text)


@given(JSON)
def test_whatever_json_comes_is_read_or_refused(content: object) -> None:
    try:
        requested = RequestedClaims.of(content)
    except ClaimsMalformed:
        return

    assert requested.subject is None or isinstance(requested.subject, str)
    assert all(isinstance(acr, str) for acr in requested.essential_acr or ())
    assert all(isinstance(acr, str) for acr in requested.voluntary_acr)

"""ID tokens that come through the browser: hybrid and implicit flow."""

from typing import Any

from forms.i18n import Text, _
from mock_idp.checker.case import Case, Expect, of_fault
from mock_idp.checker.traits import Need

REJECT = Expect.REJECT
SUITE = "oidcc-client-test-"
HYBRID, WITH_TOKEN = (Need.HYBRID,), (Need.FRONT_TOKEN,)


def _said(
    name: str,
    title: Text,
    clause: str,
    change: dict[str, Any],
    needs: tuple[Need, ...],
    same: str = "",
) -> Case:
    then = ({"id_token": {"set": {}, **change}},)
    return Case(
        f"id-token.{name}",
        title,
        REJECT,
        clause,
        then,
        "authorize",
        needs=needs,
        same=same,
    )


CASES = (
    of_fault(
        "I.c_hash_wrong",
        REJECT,
        group="id-token",
        needs=HYBRID,
        same=f"{SUITE}invalid-chash",
    ),
    _said(
        "c-hash-missing",
        _("Thiếu c_hash ở luồng lai"),
        "OIDC Core 3.3.2.11",
        {"drop": ["c_hash"]},
        HYBRID,
        f"{SUITE}missing-chash",
    ),
    _said(
        "sub-differs-from-front",
        _("sub qua trình duyệt khác với điểm cấp mã"),
        "OIDC Core 3.3.3.6",
        {"set": {"sub": "somebody-else"}},
        HYBRID,
    ),
    _said(
        "front-at-hash-wrong",
        _("at_hash sai, mã truy cập qua trình duyệt"),
        "OIDC Core 3.2.2.9",
        {"set": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}},
        WITH_TOKEN,
        f"{SUITE}invalid-athash",
    ),
    _said(
        "front-at-hash-missing",
        _("Thiếu at_hash, mã truy cập qua trình duyệt"),
        "OIDC Core 3.2.2.9",
        {"drop": ["at_hash"]},
        WITH_TOKEN,
        f"{SUITE}missing-athash",
    ),
)

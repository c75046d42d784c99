"""Faults of back-channel logout tokens (group L)."""

from collections.abc import Mapping
from typing import Any

from forms.i18n import Text, _
from mock_idp.control.faults import forging
from mock_idp.control.faults.fault import Change, Fault, Scene, drop, put
from mock_idp.oidc.emission import Kind

REFUSE = _("Trả 400 và không đăng xuất ai.")
ONCE = _("Trả 200 cho cả hai lần, đăng xuất một lần.")
CLAUSE = "OIDC Back-Channel Logout 2.6"
HOUR = 3600
RETRIED = "L.retried"


def _replayed(value: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
    """Repeat the id of the logout token before; the first one is only remembered."""
    jti = scene.memory.last_jti or str(value.get("jti"))
    scene.memory.last_jti = jti
    return {**value, "jti": jti}


def _expired(value: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
    now = int(scene.provider.now())
    return {**value, "iat": now - 2 * HOUR, "exp": now - HOUR}


def _unchanged(token: str, _scene: Scene) -> str:
    return token


def _said(name: str, title: Text, change: Change) -> Fault:
    said = {Kind.LOGOUT_TOKEN_CLAIMS: change}
    return Fault(f"L.{name}", title, REFUSE, "", said, clause=CLAUSE)


FAULTS = (
    _said("iss_wrong", _("Mã đăng xuất: iss sai"), put(iss="https://other.example")),
    _said("aud_wrong", _("Mã đăng xuất: aud sai"), put(aud="other-client")),
    _said(
        "event_wrong",
        _("Mã đăng xuất: events sai"),
        put(events={"https://other.example/event": {}}),
    ),
    _said("nonce_present", _("Mã đăng xuất: có nonce"), put(nonce="present-by-fault")),
    Fault(
        "L.alg_none",
        _("Mã đăng xuất: không ký (alg none)"),
        REFUSE,
        "",
        {Kind.LOGOUT_TOKEN: forging.unsigned},
        clause=CLAUSE,
    ),
    _said("no_subject", _("Mã đăng xuất: không sub, không sid"), drop("sub", "sid")),
    _said("jti_replayed", _("Mã đăng xuất: jti lặp lại"), _replayed),
    _said("expired", _("Mã đăng xuất: đã hết hạn"), _expired),
    Fault(
        RETRIED,
        _("Ứng dụng trả lời chậm nên mã đăng xuất được gửi lại"),
        ONCE,
        "",
        {Kind.LOGOUT_TOKEN: _unchanged},
        clause=CLAUSE,
    ),
)

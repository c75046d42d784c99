"""Who signed a token: a key of ours, a key or the secret of a client, or nobody known.

Nothing is fetched for this: of a client's published keys only those count that the
provider has read before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forms.i18n import Text, _
from mock_idp.glass.shown import LONGEST_NAME, shown
from mock_idp.oidc import jose
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.clients.keys import (
    KeysUnavailable,
    ReadKeys,
    public_key,
    read_key_set,
)
from mock_idp.oidc.provider import Provider

if TYPE_CHECKING:
    from joserfc.jwk import Key

GOOD, BAD, NONE = "good", "bad", "none"
STATES = {
    "upcoming": _("sắp dùng"),
    "current": _("đang dùng"),
    "leaving": _("sắp gỡ"),
    "retired": _("đã gỡ"),
}
BY_US = _("Chữ ký đúng, bằng khóa %(kid)s của nhà cung cấp (%(state)s).")
BY_CLIENT = _("Chữ ký đúng, bằng khóa của dịch vụ %(client)s.")
BY_SECRET = _("Chữ ký đúng, bằng mật khẩu của dịch vụ %(client)s.")
BY_HEADER = _("Chữ ký đúng, bằng khóa ghi ngay trong phần đầu.")
BY_NOBODY = _("Chữ ký không khớp khóa nào được biết ở đây.")
UNSIGNED = _("Không có chữ ký (alg none).")


@dataclass(frozen=True)
class Signature:
    """Whether a signature is good, in words; ``kid`` names the key of ours."""

    state: str
    text: str | Text
    kid: str | None = None


def signature(
    provider: Provider, token: str, header: dict[str, Any], clients: tuple[Client, ...]
) -> Signature:
    """Return who signed a token whose header was read."""
    alg = str(header.get("alg"))
    if alg == "none":
        return Signature(NONE, UNSIGNED)
    for own in provider.keys.all():
        if own.alg == alg and jose.claims_if_signed(token, own.key, alg) is not None:
            state = STATES[own.state(provider.now())]
            return Signature(GOOD, BY_US % {"kid": own.kid, "state": state}, own.kid)
    return _by_others(provider, token, header, clients)


def _by_others(
    provider: Provider, token: str, header: dict[str, Any], clients: tuple[Client, ...]
) -> Signature:
    alg = str(header["alg"])
    if alg in jose.ASYMMETRIC_ALGS and isinstance(header.get("jwk"), dict):
        key = public_key(header["jwk"])
        good = key is not None and jose.claims_if_signed(token, key, alg) is not None
        return Signature(GOOD, BY_HEADER) if good else Signature(BAD, BY_NOBODY)
    for client in clients:
        name = {"client": shown(client.client_id, LONGEST_NAME)}
        words = BY_SECRET if alg in jose.HMAC_ALGS else BY_CLIENT
        for key in _keys(provider, client, alg):
            if jose.claims_if_signed(token, key, alg) is not None:
                return Signature(GOOD, words % name)
    return Signature(BAD, BY_NOBODY)


def _keys(provider: Provider, client: Client, alg: str) -> "Iterator[Key]":
    """Return the keys a client may have signed with, as far as they are known."""
    if alg in jose.HMAC_ALGS:
        if client.client_secret:
            yield jose.secret_key(client.client_secret)
        return
    if alg not in jose.ASYMMETRIC_ALGS:
        return
    kept = provider.store.client_keys.find(client.client_id)
    if isinstance(kept, ReadKeys):
        yield from kept.keys
    elif client.jwks is not None:
        try:
            yield from read_key_set(client.jwks)
        except KeysUnavailable:
            return

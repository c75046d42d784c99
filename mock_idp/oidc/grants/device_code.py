"""The device code grant (RFC 8628 §3.4-3.5): a device asks whether it may."""

from mock_idp.oidc.grants.answer import first_answer
from mock_idp.oidc.grants.device_authorization import GRANT_TYPE, DeviceRequest
from mock_idp.oidc.grants.narrowing import to_resources
from mock_idp.oidc.grants.token_request import TokenRequest
from mock_idp.oidc.message import Json, refused
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Grant

NAME = GRANT_TYPE
MORE_SECONDS = 5
"""What ``slow_down`` adds to the interval (RFC 8628 §3.5)."""
EARLY_SECONDS = 1
"""How much too early a question may arrive: networks are not even."""


def device_code(provider: Provider, asking: TokenRequest) -> Json:
    """Give a device its tokens once the person has agreed.

    Raises:
        Refused: with ``authorization_pending``, ``slow_down``, ``access_denied``,
            ``expired_token``, ``invalid_request``, ``invalid_grant`` or
            ``invalid_target``.
    """
    device = provider.store.devices.find(asking.needed("device_code"))
    if (
        not isinstance(device, DeviceRequest)
        or device.client_id != asking.client.client_id
        or device.device_code != asking.body.get("device_code")
    ):
        raise refused("invalid_grant", "The device code is unknown.")
    with provider.store.lock:
        consented = _consented(device, provider.now())
        grant = to_resources(asking.bound(consented), asking.body)
        device.is_used = True
    return first_answer(provider, asking, grant, consented)


def _consented(device: DeviceRequest, now: float) -> Grant:
    if device.is_used:
        raise refused("invalid_grant", "The device code was used before.")
    if device.is_denied:
        raise refused("access_denied", "The person said no.")
    if now >= device.expires_at:
        raise refused("expired_token", "The device code has expired.")
    if device.grant is None:
        raise refused(_patience(device, now), "The person has not answered yet.")
    return device.grant


def _patience(device: DeviceRequest, now: float) -> str:
    """Note the question and say whether it came too soon."""
    before, device.asked_at = device.asked_at, now
    if before is None or now - before >= device.interval - EARLY_SECONDS:
        return "authorization_pending"
    device.interval += MORE_SECONDS
    return "slow_down"

"""Whose key a request of the facade carries.

The data exchange platform (NDXP) signs: ``Timestamp``, ``X-Road-Client``, ``ApiKey``
and ``Authorization: Basic base64(user:sha256(url+user+timestamp+secret))``. Here the
user is the caller's name and the secret its key. Unless ``POPULATION_FACADE_SIGNED``
is on, the key alone in ``ApiKey``, or as a bearer key, is enough.
"""

import base64
import binascii
import hashlib
import hmac
import re

from flask import request

from mock_population_db import errors
from mock_population_db.access.callers import Caller, caller_named
from mock_population_db.api.calling import bearer_key, register

_TIMESTAMP = re.compile(r"[0-9A-Za-z:+.\-]{8,40}")
_LONGEST_CLIENT = 200


def facade_key() -> str:
    """Return the caller's key, once the headers prove it.

    Raises:
        KeyRefused: there is none, or nobody has it.
        NotSigned: a header is missing or the signature is wrong.
    """
    scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "basic":
        return _signed(given.strip()).key
    if register().settings.facade_signed:
        raise errors.NotSigned(header="Authorization")
    return request.headers.get("ApiKey", "").strip() or bearer_key()


def signature(url: str, user: str, timestamp: str, secret: str) -> str:
    """Return the signature of one request, as 64 hexadecimal digits."""
    signed = f"{url}{user}{timestamp}{secret}"
    return hashlib.sha256(signed.encode("utf-8", "replace")).hexdigest()


def _signed(credentials: str) -> Caller:
    timestamp = request.headers.get("Timestamp", "").strip()
    if not _TIMESTAMP.fullmatch(timestamp):
        raise errors.NotSigned(header="Timestamp")
    client = request.headers.get("X-Road-Client", "").strip()
    if not 0 < len(client) <= _LONGEST_CLIENT:
        raise errors.NotSigned(header="X-Road-Client")
    user, given = _opened(credentials)
    caller = caller_named(register().callers, user)
    if caller is None or not _is_right(caller, timestamp, given):
        raise errors.NotSigned(header="Authorization")
    api_key = request.headers.get("ApiKey", "").strip().encode("utf-8", "replace")
    if api_key and not hmac.compare_digest(api_key, caller.key.encode()):
        raise errors.NotSigned(header="ApiKey")
    return caller


def _is_right(caller: Caller, timestamp: str, given: str) -> bool:
    return any(
        hmac.compare_digest(
            signature(url, caller.name, timestamp, caller.key).encode(),
            given.lower().encode("utf-8", "replace"),
        )
        for url in (request.url, request.base_url)
    )


def _opened(credentials: str) -> tuple[str, str]:
    try:
        text = base64.b64decode(credentials, validate=True).decode()
    except (binascii.Error, ValueError) as error:
        raise errors.NotSigned(header="Authorization") from error
    user, _colon, given = text.partition(":")
    return user, given

"""What is encrypted for a client, and by it for us (OIDC Core §10.2)."""

from mock_idp.oidc import jose, secret_encryption
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.clients.keys import keys_of
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.secret_encryption import SECRET_ALGS


def sealed(
    provider: Provider,
    client: Client,
    text: str,
    algs: tuple[str, str | None],
    cty: str | None = "JWT",
) -> str:
    """Encrypt a text for a client, with its key or with its secret.

    Args:
        provider: who encrypts.
        client: who shall read it.
        text: what is encrypted.
        algs: how the content key is wrapped, and how the content is encrypted; without
            the second the default of OIDC.
        cty: ``JWT`` when the text is a token.

    Raises:
        BadToken: the client has no key or secret that fits.
        KeysUnavailable: its keys cannot be read.
    """
    alg, enc = algs[0], algs[1] or jose.CONTENT_ENCRYPTION[0]
    if alg in SECRET_ALGS:
        return secret_encryption.encrypt(text, _secret(client), alg, enc, cty)
    keys = keys_of(provider, client, use="enc")
    return jose.encrypt(text, keys, alg, enc, cty)


def unsealed(provider: Provider, client: Client | None, text: str) -> str:
    """Return a token as it was before somebody encrypted it for us, if anybody did.

    Args:
        provider: whom it is for.
        client: who may have encrypted it with its secret, when that is known.
        text: a compact token, encrypted or not.

    Raises:
        BadToken: not for us, not allowed, or malformed.
    """
    if not jose.is_encrypted(text):
        return text
    if jose.header_of(text)["alg"] in SECRET_ALGS:
        return secret_encryption.decrypt(text, _secret(client))
    return jose.decrypt(provider.keys, text)


def _secret(client: Client | None) -> str:
    """Return the secret of a client that can keep one.

    Raises:
        BadToken: it has none, or it is a public client.
    """
    if client is None or client.client_secret is None or client.is_public:
        raise jose.BadToken("There is no client secret to encrypt with.")
    return client.client_secret

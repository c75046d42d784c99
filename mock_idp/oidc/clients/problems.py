"""Why a client cannot be registered (RFC 7591 §3.2.2)."""

INVALID_METADATA = "invalid_client_metadata"
INVALID_REDIRECT = "invalid_redirect_uri"


class BadMetadata(ValueError):  # noqa: N818 - named after what happened
    """A record does not describe a client; the text says why, in ASCII.

    Attributes:
        error: ``invalid_redirect_uri`` or ``invalid_client_metadata``.
    """

    def __init__(self, reason: str, error: str | None = None) -> None:
        super().__init__(reason)
        self.error = error or INVALID_METADATA

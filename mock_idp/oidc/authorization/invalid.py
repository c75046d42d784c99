"""What is wrong with an authorization request, before it is known how to say so."""


class Invalid(Exception):  # noqa: N818 - named after what happened
    """A request cannot be granted: an error code and an ASCII description.

    The codes are those of RFC 6749 §4.1.2.1, OIDC Core §3.1.2.6, RFC 8707 §2 and
    RFC 9101 §7.
    """

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.error = error
        self.description = description


def invalid_request(description: str) -> Invalid:
    """Return the error for a request that is malformed."""
    return Invalid("invalid_request", description)

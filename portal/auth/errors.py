"""What can go wrong at sign-in."""

from portal.errors import PortalError


class ProviderDown(PortalError):  # noqa: N818 - named after what happened
    """The identity provider does not answer, or answers rubbish."""


class SignInRefused(PortalError):  # noqa: N818 - named after what happened
    """The person or the provider said no."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

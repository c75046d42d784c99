"""What can go wrong with effects."""

from portal.errors import PortalError


class UnknownEffect(PortalError):  # noqa: N818 - named after what happened
    """No function carries out this effect."""

    def __init__(self, effect: str) -> None:
        super().__init__(f"no effect is called {effect!r}")
        self.effect = effect


class CannotApply(PortalError):  # noqa: N818
    """The dossier does not say enough for this effect; an officer has to look.

    Attributes:
        detail: what is missing, in Vietnamese, for officers.
    """

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail

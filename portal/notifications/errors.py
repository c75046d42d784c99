"""What can go wrong with messages."""

from portal.errors import PortalError


class UnknownTemplate(PortalError):  # noqa: N818 - named after what happened
    """No message has this name."""

    def __init__(self, template: str) -> None:
        super().__init__(f"no message is called {template!r}")
        self.template = template

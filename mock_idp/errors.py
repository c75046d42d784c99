"""What can go wrong in the mock e-ID, as one tree."""


class MockIdpError(Exception):
    """Something is wrong in the mock e-ID."""


class BadSetting(MockIdpError):  # noqa: N818 - named after what happened
    """A setting cannot be used as it is written."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class RegisterDown(MockIdpError):  # noqa: N818 - named after what happened
    """The population register does not answer, or answers with rubbish."""


class TransactionNotFound(MockIdpError):  # noqa: N818 - named after what happened
    """No sign-in with this code is under way; it may have ended or grown too old."""


class OtherBrowser(MockIdpError):  # noqa: N818 - named after what happened
    """The sign-in was begun in another browser; only that browser may go on."""


class BadFormToken(MockIdpError):  # noqa: N818 - named after what happened
    """A form was sent without the token of the page it stands on."""


class IllegalMove(MockIdpError):  # noqa: N818 - named after what happened
    """A request to a phone cannot take this step from where it stands."""

    def __init__(self, state: str, move: str) -> None:
        super().__init__(f"{move} is not possible when {state}")
        self.state = state
        self.move = move

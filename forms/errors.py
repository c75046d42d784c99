"""What can go wrong with forms and procedures."""


class FormsError(Exception):
    """Something is wrong with a form or a procedure."""


class UnknownProcedure(FormsError):  # noqa: N818 - named after what happened
    """No procedure has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"No procedure has the code {code!r}.")
        self.code = code


class NotInForce(FormsError):  # noqa: N818 - named after what happened
    """The procedure exists, but no version of it is in force on this date."""

    def __init__(self, code: str, on: object) -> None:
        super().__init__(f"No version of {code!r} is in force on {on}.")
        self.code = code
        self.on = on


class UnknownCode(FormsError):  # noqa: N818 - named after what happened
    """A code list does not hold this code."""

    def __init__(self, codelist: str, code: str) -> None:
        super().__init__(f"{codelist} has no code {code!r}.")
        self.codelist = codelist
        self.code = code

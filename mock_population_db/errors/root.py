"""The root of the register's errors: a code that stays, a message that helps."""

from typing import ClassVar

from forms.i18n import Text, _


class PopulationError(Exception):
    """The register refuses or cannot answer."""

    code: ClassVar[str] = "population_error"
    message: ClassVar[Text] = _("Cơ sở dữ liệu dân cư giả lập không làm được việc này.")

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code)
        self.facts = facts

    @property
    def detail(self) -> str:
        """The message in the language of the moment, with its facts filled in."""
        return str(self.message) % self.facts if self.facts else str(self.message)

"""What dossiers can refuse, each with the facts a screen needs."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from portal.errors import PortalError

if TYPE_CHECKING:
    from portal.dossiers.events import Event


class DossierError(PortalError):
    """Something a dossier or draft does not allow."""


class DraftNotFound(DossierError):  # noqa: N818 - named after what happened
    """This person has no draft with this token."""


class StaleDraft(DossierError):  # noqa: N818
    """The draft was saved elsewhere since this page was opened."""


class DraftOutdated(DossierError):  # noqa: N818
    """The law the draft was opened under is no longer in force."""

    def __init__(self, procedure: str, version: str) -> None:
        super().__init__(f"{procedure} {version} is no longer in force.")
        self.procedure = procedure
        self.version = version


class IncompleteDraft(DossierError):  # noqa: N818
    """The eForm or its papers are not complete and right.

    Attributes:
        errors: field (or ``paper.<code>``) to its messages, ready to show.
    """

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__(f"to be corrected: {', '.join(errors)}")
        self.errors = {name: list(texts) for name, texts in errors.items()}


class LockedValueChanged(DossierError):  # noqa: N818
    """A value that a register vouches for came back changed.

    Attributes:
        fields: names of the locked fields, in the form's order.
    """

    def __init__(self, fields: Sequence[str]) -> None:
        super().__init__(f"locked: {', '.join(fields)}")
        self.fields = tuple(fields)


class DuplicateDossier(DossierError):  # noqa: N818
    """The same person has already applied for the same child.

    Attributes:
        code: the earlier dossier.
    """

    def __init__(self, code: str) -> None:
        super().__init__(f"already applied for: {code}")
        self.code = code


class DossierNotFound(DossierError):  # noqa: N818
    """There is no such dossier, or it is not yours to see."""


class ActionNotAllowed(DossierError):  # noqa: N818
    """The branch does not stand where this action is possible.

    Attributes:
        action: what was asked, for example ``decide``.
        branch: code of the branch.
        status: where the branch stands.
    """

    def __init__(self, action: str, branch: str, status: str) -> None:
        super().__init__(f"{action} is not possible: {branch} is {status}")
        self.action = action
        self.branch = branch
        self.status = status


class StaleDossier(DossierError):  # noqa: N818
    """Somebody else changed this branch since the page was opened.

    Attributes:
        changes: the events since the reader's version that concern the branch.
    """

    def __init__(self, changes: Sequence["Event"]) -> None:
        super().__init__(f"{len(changes)} change(s) since")
        self.changes = tuple(changes)


class NoReason(DossierError):  # noqa: N818
    """A return or a refusal needs at least one reason in words."""


class ReasonNotAnswerable(DossierError):  # noqa: N818
    """The citizen could not answer this reason.

    The field or paper is not part of this branch, a register vouches for the value,
    or another agency has already decided upon it.

    Attributes:
        field: name of the field or paper.
    """

    def __init__(self, field: str) -> None:
        super().__init__(f"cannot be supplemented: {field}")
        self.field = field


class ImpossibleEvent(DossierError):  # noqa: N818
    """The history of a dossier cannot hold this event here."""

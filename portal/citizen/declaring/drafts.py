"""What the pages of a draft share: the draft itself, its form, its sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from flask import g, redirect, url_for
from flask.typing import ResponseReturnValue

from forms import registry
from forms.eform import Eform
from forms.procedure import Procedure
from portal.auth.guards import citizen
from portal.autofill.service import Filled
from portal.citizen.declaring.progress import Known, Progress, progress_of
from portal.documents import service as documents
from portal.dossiers import drafting

if TYPE_CHECKING:
    from portal.dossiers.models import Draft


@dataclass(frozen=True)
class OpenDraft:
    """A draft with the procedure and form that belong to it."""

    draft: "Draft"
    procedure: Procedure

    @property
    def token(self) -> str:
        """The draft's name in addresses."""
        return self.draft.token

    @cached_property
    def form(self) -> Eform:
        """The eForm with what was filled in and what was typed."""
        return drafting.form_of(g.db, self.draft)

    @cached_property
    def filled(self) -> Mapping[str, Filled]:
        """The first values with their sources, by field."""
        return {
            name: Filled.from_json(stored)
            for name, stored in self.draft.prefill.items()
        }

    @cached_property
    def typed(self) -> frozenset[str]:
        """The fields that the citizen has answered or changed."""
        eform = self.procedure.eform
        return frozenset(
            name
            for name in eform.field_names()
            if any(any(self.draft.entries.get(key, [])) for key in eform.keys(name))
        )

    @cached_property
    def progress(self) -> Progress:
        """How far the draft is, worked out on a form of its own."""
        known = Known(
            prefilled=self.filled.keys(),
            typed=self.typed,
            uploaded={document.paper for document in self.uploads},
            seen=self.draft.sections_done,
        )
        form = drafting.form_of(g.db, self.draft)
        return progress_of(form, self.procedure, known)

    @cached_property
    def uploads(self) -> Sequence[documents.Document]:
        """The papers that were added so far."""
        return documents.uploads_of(g.db, self.draft.token)

    def source_of(self, name: str) -> Filled | None:
        """Return where a field's value comes from; ``None``: the citizen typed it."""
        filled = self.filled.get(name)
        same = filled is not None and self.form.value(name) == filled.value
        return filled if same else None


def own_draft(token: str) -> OpenDraft:
    """Return the signed-in citizen's draft.

    Raises:
        DraftNotFound: there is none with this token, or it is another person's.
    """
    draft = drafting.find_draft(g.db, token=token, person_id=citizen().person_id)
    return OpenDraft(draft, registry.get_version(draft.procedure, draft.version))


def already_sent(opened: OpenDraft) -> ResponseReturnValue | None:
    """Lead on to the dossier when the draft has become one."""
    code = opened.draft.dossier_code
    return None if code is None else redirect(url_for("citizen.track", code=code), 303)

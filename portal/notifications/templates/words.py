"""What a message is made of, and the names that messages need."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from forms import registry
from forms.agencies import office_title
from forms.procedure import Procedure


@dataclass(frozen=True)
class Words:
    """A text with its heading."""

    subject: str
    body: str


def procedure_of(facts: Mapping[str, Any]) -> Procedure:
    """Return the procedure in the version that the dossier keeps."""
    return registry.get_version(facts["procedure"], facts["version"])


def offices(codes: Iterable[str]) -> str:
    """Return offices as people name them, with commas."""
    return ", ".join(office_title(code) for code in codes)


def branch_titles(procedure: Procedure, codes: Iterable[str]) -> str:
    """Return branches as people name them, with commas."""
    return ", ".join(_lower(str(procedure.branch(code).title)) for code in codes)


def result_title(procedure: Procedure, branch: str) -> str:
    """Return the result of a branch, as it stands inside a sentence."""
    return _lower(str(procedure.branch(branch).result.title))


def paragraphs(*texts: str) -> str:
    """Put texts below each other, leaving empty ones out."""
    return "\n".join(text for text in texts if text)


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]

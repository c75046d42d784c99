"""Drafts: open, find, save a section, keep first values, report a wrong value."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from forms import registry
from forms.eform import Eform
from forms.names import normalise
from portal import clock
from portal.autofill.values import Fill
from portal.dossiers.errors import DraftNotFound, LockedValueChanged, StaleDraft
from portal.dossiers.models import Draft

Entries = Mapping[str, Sequence[str]]

TOKEN_BYTES = 16
MAX_NOTE = 1000


def open_draft(db: Session, *, world: str, procedure: str, person_id: str) -> Draft:
    """Open an empty draft of the version of the procedure that is in force.

    Raises:
        UnknownProcedure, NotInForce: from the registry.
    """
    version = registry.get(procedure, clock.today(db, world)).version
    now = clock.now(db, world)
    draft = Draft(
        token=secrets.token_urlsafe(TOKEN_BYTES),
        world=world,
        procedure=procedure,
        version=version,
        person_id=person_id,
        entries={},
        prefill={},
        discrepancies={},
        notes=[],
        sections_done=[],
        opened_at=now,
        updated_at=now,
        dossier_code=None,
    )
    db.add(draft)
    db.flush()
    return draft


def find_draft(db: Session, *, token: str, person_id: str) -> Draft:
    """Return one's own draft, submitted or not.

    Raises:
        DraftNotFound: no such draft, or somebody else's.
    """
    draft = db.get(Draft, token) if _is_plain(token) else None
    if draft is None or draft.person_id != person_id:
        raise DraftNotFound(token)
    return draft


def drafts_of(db: Session, *, person_id: str, world: str) -> list[Draft]:
    """Return a person's drafts that are not yet submitted, newest first."""
    return list(
        db.scalars(
            sa.select(Draft)
            .where(
                Draft.person_id == person_id,
                Draft.world == world,
                Draft.dossier_code.is_(None),
            )
            .order_by(Draft.updated_at.desc(), Draft.token)
        )
    )


def discard_draft(db: Session, draft: Draft) -> None:
    """Throw a draft away; a submitted one stays.

    Raises:
        DraftNotFound: it has been submitted.
    """
    if draft.dossier_code is not None:
        raise DraftNotFound(draft.token)
    db.delete(draft)
    db.flush()


def form_of(db: Session, draft: Draft) -> Eform:
    """Return the draft's eForm: typed entries where typed, first values elsewhere."""
    eform = registry.get_version(draft.procedure, draft.version).eform
    return eform.open(
        entries=draft.entries,
        prefill=prefill_of(draft),
        locked=locked_of(draft),
        today=clock.today(db, draft.world),
    )


def prefill_of(draft: Draft) -> dict[str, Any]:
    """Return the first values of a draft as canonical answers."""
    return {name: filled["value"] for name, filled in draft.prefill.items()}


def locked_of(draft: Draft) -> frozenset[str]:
    """Return the fields whose values a register vouches for."""
    return frozenset(name for name, filled in draft.prefill.items() if filled["locked"])


def save_section(
    db: Session,
    draft: Draft,
    *,
    section: str,
    entries: Entries,
    done: bool,
    row_version: int | None = None,
) -> Draft:
    """Keep what was typed in one section, right or wrong.

    Args:
        db: the caller's session.
        draft: one's own draft.
        section: code of the section; other fields are left alone.
        entries: posted keys of this section (``Eform.entries_from``).
        done: the citizen says the section is finished.
        row_version: the draft's version when the page was opened, to notice a
            second window; unchecked when left out.

    Raises:
        StaleDraft: the draft was saved elsewhere meanwhile.
        LockedValueChanged: a locked field came back with another value.
        DraftNotFound: the draft has been submitted.
    """
    _check_open(draft, row_version)
    eform = registry.get_version(draft.procedure, draft.version).eform
    fields = eform.section(section).fields
    _check_locked(eform, draft, fields, entries)
    keys = {key for name in fields for key in eform.keys(name)}
    kept = {key: values for key, values in draft.entries.items() if key not in keys}
    typed = {key: list(values) for key, values in entries.items() if key in keys}
    draft.entries = kept | typed
    others = [code for code in draft.sections_done if code != section]
    draft.sections_done = [*others, section] if done else others
    return _touch(db, draft)


def keep_prefill(db: Session, draft: Draft, fill: Fill) -> Draft:
    """Keep the first values that the sources gave, with where they came from.

    A source that did not answer this time does not take away what it gave before.
    """
    _check_open(draft, None)
    draft.prefill = draft.prefill | {
        name: filled.to_json() for name, filled in fill.values.items()
    }
    # The Vietnamese source texts, translated when shown.
    draft.notes = [str.__str__(note) for note in fill.notes]
    return _touch(db, draft)


def report_discrepancy(
    db: Session, draft: Draft, *, field: str, declared: str, note: str = ""
) -> Draft:
    """Keep what the citizen says is right where a register says otherwise.

    An empty ``declared`` takes the report back.

    Raises:
        DraftNotFound: the draft has been submitted, or has no such field.
    """
    _check_open(draft, None)
    eform = registry.get_version(draft.procedure, draft.version).eform
    if field not in eform.field_names():
        raise DraftNotFound(draft.token)
    others = {k: v for k, v in draft.discrepancies.items() if k != field}
    words = normalise(declared)[:MAX_NOTE]
    if words:
        others[field] = {
            "declared": words,
            "note": normalise(note)[:MAX_NOTE],
            "found": draft.prefill.get(field),
            "at": clock.now(db, draft.world).isoformat(),
        }
    draft.discrepancies = others
    return _touch(db, draft)


def _check_open(draft: Draft, row_version: int | None) -> None:
    if draft.dossier_code is not None:
        raise DraftNotFound(draft.token)
    if row_version is not None and row_version != draft.row_version:
        raise StaleDraft(draft.token)


def _check_locked(
    eform: type[Eform], draft: Draft, fields: Collection[str], entries: Entries
) -> None:
    locked = locked_of(draft) & set(fields)
    changed = eform.forged(Posted(entries), prefill_of(draft), locked)
    if changed:
        raise LockedValueChanged(changed)


class Posted(dict[str, list[str]]):
    """Entries that can be asked like a posted form."""

    def __init__(self, entries: Entries) -> None:
        super().__init__({key: list(values) for key, values in entries.items()})

    def getlist(self, key: str) -> list[str]:
        """Return every value of a key; none when it was not posted."""
        return self.get(key, [])


def _touch(db: Session, draft: Draft) -> Draft:
    token = draft.token
    try:
        draft.updated_at = clock.now(db, draft.world)
        db.flush()
    except StaleDataError:
        raise StaleDraft(token) from None
    return draft


def _is_plain(token: str) -> bool:
    return token.isascii() and token.replace("-", "").replace("_", "").isalnum()

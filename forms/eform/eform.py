"""The form itself: open it, check it, read its answers."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Self, cast

from wtforms import Form
from wtforms.validators import ValidationError

from forms.conditions import Json
from forms.eform.messages import Translations
from forms.eform.problems import find_problems
from forms.eform.section import Section
from forms.fields.choices import CheckboxField
from forms.fields.field import EformField
from forms.fields.posted import Entries, values_of
from forms.fields.spec import FieldSpec
from forms.i18n import Text, _

NO_DAY = date(1900, 1, 1)
_CALLED = _("%(label)s (%(person)s)")


class Eform(Form):
    """An electronic declaration (tờ khai điện tử).

    Subclasses declare fields and say on which page each stands. A method
    ``validate_<field>(field)`` holds a rule that looks at other answers; it runs when
    the field is shown and has no other error, also when it is blank or locked.
    """

    class Meta:
        """WTForms' own messages in the reader's language."""

        def get_translations(self, form: object) -> Translations:  # noqa: ARG002
            """Return the wording of WTForms' built-in messages."""
            return Translations()

    code: ClassVar[str] = ""
    title: ClassVar[Text] = Text()
    sections: ClassVar[tuple[Section, ...]] = ()
    people: ClassVar[dict[str, Text]] = {}
    tied: ClassVar[dict[str, tuple[str, ...]]] = {}
    """First values that fit only while another field keeps its own first value:
    when the address changes, so does the household. They are dropped, not kept."""
    today: date

    def __init__(
        self,
        formdata: Any = None,  # noqa: ANN401 - WTForms takes any multi-dict
        data: Mapping[str, Any] | None = None,
        *,
        locked: Collection[str] = (),
        today: date = NO_DAY,
    ) -> None:
        self.today = today
        super().__init__(formdata, data=dict(data or {}))
        for name in locked:
            if name in self._fields and self[name].data is not None:
                self[name].locked = True

    @classmethod
    def open(
        cls,
        *,
        entries: Mapping[str, Sequence[str]],
        prefill: Mapping[str, Json],
        locked: Collection[str] = (),
        today: date,
    ) -> Self:
        """Open the form with what was typed and what the sources gave.

        Args:
            entries: raw posted text by key; counts before ``prefill``.
            prefill: canonical values by field name.
            locked: fields whose value in ``prefill`` may not be changed; their entries
                are ignored. A name without a usable value is not locked.
            today: the date in the form's world.
        """
        loose = cls._loose(entries, prefill)
        first = {name: value for name, value in prefill.items() if name not in loose}
        kept = {name for name in locked if cls._is_usable(name, first)}
        shut = {key for name in kept for key in cls.keys(name)}
        typed = {key: texts for key, texts in entries.items() if key not in shut}
        return cls(Entries(typed), data=first, locked=kept, today=today)

    # What the form is

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """Return all field names, in the order of the pages."""
        return tuple(cls.specs())

    @classmethod
    def specs(cls) -> dict[str, FieldSpec]:
        """Return every field's definition, in the order of the pages."""
        if "_specs" not in cls.__dict__:
            cls._specs = cls._describe()
        return cls._specs

    _specs: ClassVar[dict[str, FieldSpec]]
    _blank: ClassVar["Eform"]

    @classmethod
    def blank(cls) -> Self:
        """Return one shared empty form, to ask about fields; never filled in."""
        if "_blank" not in cls.__dict__:
            cls._blank = cls()
        return cast("Self", cls._blank)

    @classmethod
    def _describe(cls) -> dict[str, FieldSpec]:
        blank = cls.blank()
        placed = {name: s.code for s in cls.sections for name in s.fields}
        order = [name for name in placed if name in blank]
        order += [name for name in blank._fields if name not in placed]
        return {name: blank[name].describe(placed.get(name, "")) for name in order}

    @classmethod
    def section(cls, code: str) -> Section:
        """Return the page with this code.

        Raises:
            KeyError: there is none.
        """
        for section in cls.sections:
            if section.code == code:
                return section
        raise KeyError(code)

    @classmethod
    def problems(cls, branches: Collection[str], sources: Collection[str]) -> list[str]:
        """List what is wrong with the definition; an empty list means sound."""
        return find_problems(cls, set(branches), set(sources))

    @classmethod
    def called(cls, name: str) -> str:
        """Return how messages name a field: «Họ (người mẹ)»."""
        spec = cls.specs()[name]
        alike = [other for other in cls.specs().values() if other.label == spec.label]
        person = cls.section(spec.section).person if spec.section else ""
        if len(alike) == 1 or person not in cls.people:
            return str(spec.label)
        title = str(cls.people[person])
        return _CALLED % {"label": spec.label, "person": title[:1].lower() + title[1:]}

    # Posting

    @classmethod
    def keys(cls, name: str) -> tuple[str, ...]:
        """Return the keys under which a browser posts a field."""
        return cls.blank()[name].keys() if name in cls.specs() else ()

    @classmethod
    def entries_from(
        cls, posted: object, names: Collection[str]
    ) -> dict[str, list[str]]:
        """Keep what was posted for some fields: known keys, clean, bounded.

        Browsers do not post a box that is not ticked, so such a box among ``names``
        counts as answered «no».
        """
        kept: dict[str, list[str]] = {}
        for name in names:
            for key in cls.keys(name):
                values = values_of(posted, key)
                if values is not None:
                    kept[key] = values
                elif isinstance(cls.blank()[name], CheckboxField):
                    kept[key] = [""]
        return kept

    @classmethod
    def forged(
        cls, posted: object, prefill: Mapping[str, Json], locked: Collection[str]
    ) -> list[str]:
        """Return the locked fields that came back with another value."""
        loose = cls._loose(posted, prefill)
        return [
            name
            for name in cls.field_names()
            if name in locked
            and name in prefill
            and name not in loose
            and cls.blank()[name].is_forged(posted, prefill[name])
        ]

    @classmethod
    def _loose(cls, posted: object, prefill: Mapping[str, Json]) -> set[str]:
        """Return the fields whose first value no longer fits (see :attr:`tied`)."""
        return {
            name
            for other, names in cls.tied.items()
            if other in prefill and cls.blank()[other].says_else(posted, prefill[other])
            for name in names
        }

    @classmethod
    def _is_usable(cls, name: str, prefill: Mapping[str, Json]) -> bool:
        return (
            name in prefill
            and name in cls.specs()
            and cls.blank()[name].accept(prefill[name]) is not None
        )

    # Checking

    def __getitem__(self, name: str) -> EformField:
        return cast("EformField", super().__getitem__(name))

    def check(self, names: Collection[str] | None = None) -> bool:
        """Check the shown fields among ``names`` (all when ``None``).

        Errors are in :attr:`errors` and on the fields; fields outside ``names`` keep
        none.
        """
        for name in self.field_names():
            field = self[name]
            field.errors = []
            if (names is None or name in names) and self.is_shown(name):
                self._check(name, field)
        return not self.errors

    def validate(self, extra_validators: object = None) -> bool:  # noqa: ARG002
        """Check the whole form; WTForms' name for :meth:`check`."""
        return self.check()

    def _check(self, name: str, field: EformField) -> None:
        field.validate(self)
        rule = getattr(self, f"validate_{name}", None)
        if rule is None or field.errors:
            return
        try:
            rule(field)
        except ValidationError as error:
            field.errors = [str(error)]

    @property
    def errors(self) -> dict[str, Any]:
        """The errors by field name, in the order of the pages."""
        return {
            name: self[name].errors for name in self.field_names() if self[name].errors
        }

    def warnings(self, names: Collection[str] | None = None) -> dict[str, str]:
        """Return doubts about shown answers; they stop nobody.

        A method ``doubt_<field>(field)`` returns the doubt, empty without one.
        """
        found: dict[str, str] = {}
        for name in self.field_names():
            doubt = getattr(self, f"doubt_{name}", None)
            if doubt is None or (names is not None and name not in names):
                continue
            if self.value(name) is not None and (text := doubt(self[name])):
                found[name] = text
        return found

    def missing_message(self, field: EformField) -> str:
        """Return what to say about a blank field; empty when it may stay blank."""
        return field.missing_message()

    def is_shown(self, name: str) -> bool:
        """Tell whether a field is asked at all, given the other answers."""
        return self._shown(name, frozenset())

    def _shown(self, name: str, asking: frozenset[str]) -> bool:
        condition = self[name].shown_when
        if condition is None or name in asking:
            return True
        asking |= {name}
        known: dict[str, Json] = {}
        for other in condition.names & set(self._fields):
            value = self[other].data
            if value is not None and self._shown(other, asking):
                known[other] = value
        return condition(known)

    # Answers

    def value(self, name: str) -> Json | None:
        """Return a shown field's canonical answer, ``None`` without one."""
        return self[name].data if self.is_shown(name) else None

    def text(self, name: str) -> str:
        """Return a shown field's answer when it is a text, else an empty one."""
        value = self.value(name)
        return value if isinstance(value, str) else ""

    def answers(self) -> dict[str, Json]:
        """Return the canonical answers of all shown fields that have one."""
        found = {name: self.value(name) for name in self.field_names()}
        return {name: value for name, value in found.items() if value is not None}

    @classmethod
    def display(cls, name: str, value: Json) -> str:
        """Return a canonical answer as a person reads it."""
        return cls.blank()[name].show(value)

    @classmethod
    def topic(cls, name: str) -> Text:
        """Return what an answer is about where it is only read."""
        return cls.blank()[name].topic

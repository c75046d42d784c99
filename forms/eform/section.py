"""A page of an eForm."""

from dataclasses import dataclass

from forms.i18n import Text

NOTHING = Text()


@dataclass(frozen=True)
class Section:
    """Questions that stand on one page.

    Attributes:
        code: stable name, part of the page's address.
        title: heading of the page.
        person: who the page is about; the check page groups by it.
        fields: names of the fields, in order.
        lead: a sentence under the heading.
    """

    code: str
    title: Text
    person: str
    fields: tuple[str, ...]
    lead: Text = NOTHING

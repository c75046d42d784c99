"""Dates in three boxes; a whole date may also be pasted into the first."""

from calendar import monthrange
from collections.abc import Mapping
from typing import ClassVar

from forms import dates
from forms.conditions import Json
from forms.fields.field import BadEntry, EformField
from forms.fields.posted import digits, is_number
from forms.i18n import Text, _

PART_NAMES: dict[str, Text] = {
    "day": _("ngày"),
    "month": _("tháng"),
    "year": _("năm"),
}
_MONTHS = 12
_YEAR_DIGITS = 4
_SHORT_DIGITS = 2


class PartialDateField(EformField):
    """A date of which only the year, or month and year, may be known."""

    kind: ClassVar[str] = "partial_date"
    parts: ClassVar[tuple[str, ...]] = ("day", "month", "year")

    def read(self, raw: Mapping[str, str]) -> Json | None:
        """Return the canonical date, as precise as it was typed.

        Raises:
            BadEntry: a box is missing or wrong; it names the boxes.
        """
        boxes = self._spread({part: digits(raw[part]) for part in self.parts})
        if not any(boxes.values()):
            return None
        self._refuse_missing(boxes)
        self._refuse_unreal(boxes)
        known = [int(boxes[part]) for part in reversed(self.parts) if boxes[part]]
        return "-".join(f"{number:02}" for number in known)

    def _spread(self, boxes: dict[str, str]) -> dict[str, str]:
        """Take apart a whole date that was pasted into the first box."""
        if boxes["month"] or boxes["year"]:
            return boxes
        parts = dates.pasted(boxes["day"], self.today)
        return dict(zip(self.parts, parts, strict=True)) if parts else boxes

    def _missing(self, boxes: Mapping[str, str]) -> tuple[str, ...]:
        needed = ["year"]
        if boxes["day"]:
            needed.insert(0, "month")
        return tuple(part for part in needed if not boxes[part])

    def _refuse_missing(self, boxes: Mapping[str, str]) -> None:
        if missing := self._missing(boxes):
            names = ", ".join(str(PART_NAMES[part]) for part in missing)
            raise BadEntry(
                _("%(field)s còn thiếu: %(parts)s. Hãy nhập thêm.")
                % {"field": self.called, "parts": names},
                missing,
            )

    def _refuse_unreal(self, boxes: Mapping[str, str]) -> None:
        wrong = tuple(p for p in self.parts if boxes[p] and not is_number(boxes[p]))
        if wrong:
            raise BadEntry(
                _("%(field)s chỉ gồm chữ số, ví dụ 2 – 7 – 1990. Hãy nhập lại.")
                % {"field": self.called},
                wrong,
            )
        self._refuse_year(boxes["year"])
        self._refuse_month_and_day(boxes)

    def _refuse_year(self, year: str) -> None:
        if len(year) == _YEAR_DIGITS and (
            dates.EARLIEST_YEAR <= int(year) <= dates.LATEST_YEAR
        ):
            return
        raise BadEntry(
            _("%(field)s: năm cần bốn chữ số, từ %(first)d trở đi. Kiểm tra lại năm.")
            % {"field": self.called, "first": dates.EARLIEST_YEAR},
            ("year",),
        )

    def _refuse_month_and_day(self, boxes: Mapping[str, str]) -> None:
        month = boxes["month"]
        if month and not (len(month) <= _SHORT_DIGITS and 1 <= int(month) <= _MONTHS):
            raise BadEntry(
                _("%(field)s: tháng từ 1 đến 12. Kiểm tra lại tháng.")
                % {"field": self.called},
                ("month",),
            )
        day = boxes["day"]
        if not day:
            return
        last = monthrange(int(boxes["year"]), int(month))[1]
        if not (len(day) <= _SHORT_DIGITS and 1 <= int(day) <= last):
            raise BadEntry(
                _(
                    "%(field)s: tháng %(month)d/%(year)s có %(last)d ngày. "
                    "Kiểm tra lại ngày."
                )
                % {
                    "field": self.called,
                    "month": int(month),
                    "year": boxes["year"],
                    "last": last,
                },
                ("day",),
            )

    def accept(self, value: object) -> Json | None:
        """Return a source's date, full or partial."""
        return value if isinstance(value, str) and dates.is_canonical(value) else None

    def boxes(self, value: Json | None) -> dict[str, str]:
        """Return day, month and year, blank where not known."""
        known = value.split("-") if isinstance(value, str) else []
        year, month, day = [*known, "", "", ""][:3]
        return {"day": day, "month": month, "year": year}

    def show(self, value: Json) -> str:
        """Return 07/03/2026, 05/1960 or 1960."""
        known = self.accept(value)
        return dates.show(known) if isinstance(known, str) else ""


class DateField(PartialDateField):
    """A full date.

    A source may still give a partial one: some registered people have no full date
    of birth, and the register is right about them.
    """

    kind: ClassVar[str] = "date"

    def _missing(self, boxes: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(part for part in self.parts if not boxes[part])

    def is_forged(self, posted: object, value: Json) -> bool:
        """Tell whether a locked date came back changed, partial ones included."""
        raw, kept = self.collect(posted), self.accept(value)
        if raw is not None and kept is not None and raw == self.boxes(kept):
            return False
        return super().is_forged(posted, value)

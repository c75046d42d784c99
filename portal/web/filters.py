"""How dates, money and sizes are written on a page."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from jinja2 import Environment

from forms.i18n import Text, _, gettext, language
from forms.names import split_name

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS: tuple[Text, ...] = (
    _("Thứ Hai"),
    _("Thứ Ba"),
    _("Thứ Tư"),
    _("Thứ Năm"),
    _("Thứ Sáu"),
    _("Thứ Bảy"),
    _("Chủ nhật"),
)
KILO = 1024
_PERSONAL_NUMBER = re.compile(r"[0-9]{12}")


def install(env: Environment) -> None:
    """Offer the filters to templates."""
    env.filters.update(
        moment=moment,
        at_time=at_time,
        stamp=stamp,
        day=day,
        weekday=weekday,
        dong=dong,
        file_size=file_size,
        lower_first=lower_first,
        age=age,
        given_name=given_name,
    )
    env.tests["personal_number"] = is_personal_number


def local(when: datetime | str) -> datetime:
    """Return a moment in Vietnam's time; ISO text is read first."""
    if isinstance(when, str):
        when = datetime.fromisoformat(when)
    return when.astimezone(VIETNAM)


def moment(when: datetime | str) -> str:
    """Write date and time: ``08:31 ngày 10/03/2026``."""
    here = local(when)
    return gettext("%(time)s ngày %(day)s") % {
        "time": f"{here:%H:%M}",
        "day": f"{here:%d/%m/%Y}",
    }


def at_time(when: datetime | str) -> str:
    """Write the time of day only: ``08:31``."""
    return f"{local(when):%H:%M}"


def stamp(when: datetime | str) -> str:
    """Write date and time for a column: ``10/03/2026 08:31``."""
    return f"{local(when):%d/%m/%Y %H:%M}"


def day(when: date | datetime | str) -> str:
    """Write a date: ``10/03/2026``."""
    if isinstance(when, datetime | str):
        when = local(when)
    return f"{when:%d/%m/%Y}"


def weekday(when: date | datetime) -> str:
    """Write a date with its day of the week: ``Thứ Ba, 10/03/2026``."""
    if isinstance(when, datetime):
        when = local(when)
    return f"{WEEKDAYS[when.weekday()]}, {when:%d/%m/%Y}"


def dong(amount: int) -> str:
    """Write money: ``1.250.000 đồng``; nothing to pay is ``Miễn phí``."""
    if amount == 0:
        return gettext("Miễn phí")
    grouped = f"{amount:,}"
    if language() == "vi":
        grouped = grouped.replace(",", ".")
    return gettext("%(amount)s đồng") % {"amount": grouped}


def file_size(count: int) -> str:
    """Write a file's size: ``182 KB``, ``1,4 MB``."""
    if count < KILO * KILO:
        return f"{max(1, round(count / KILO))} KB"
    size = f"{count / KILO / KILO:.1f}"
    return f"{size.replace('.', ',') if language() == 'vi' else size} MB"


def lower_first(text: str) -> str:
    """Begin a text with a small letter, to stand inside a sentence.

    Abbreviations stay as they are: ``BHYT`` does not become ``bHYT``.
    """
    shown = str(text)
    if len(shown) > 1 and shown[1].isupper():
        return shown
    return shown[:1].lower() + shown[1:]


def age(then: datetime, now: datetime) -> str:
    """Write how long ago something was: ``hôm nay``, ``hôm qua``, ``3 ngày trước``."""
    days = (local(now).date() - local(then).date()).days
    if days <= 0:
        return gettext("hôm nay")
    if days == 1:
        return gettext("hôm qua")
    return gettext("%(days)d ngày trước") % {"days": days}


def given_name(full_name: str) -> str:
    """Return the given name: «Đào» of «Trần Thị Hồng Đào»."""
    return split_name(full_name)[2] or full_name


def is_personal_number(text: object) -> bool:
    """Tell whether a value is a personal number, which is read in groups of three."""
    return isinstance(text, str) and bool(_PERSONAL_NUMBER.fullmatch(text))

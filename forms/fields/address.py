"""An address: province, commune, detail (two levels since 1 July 2025)."""

from collections.abc import Mapping
from typing import ClassVar, Unpack

from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from forms import personal_id
from forms.codelists import (
    CommuneUnclear,
    Option,
    address_text,
    commune,
    match_commune,
    match_province,
    options,
)
from forms.codelists.addresses import HOME
from forms.conditions import Json
from forms.errors import UnknownCode
from forms.fields.field import BadEntry, Definition, EformField
from forms.fields.posted import TOO_LONG
from forms.i18n import Text, _
from forms.names import normalise

LONGEST_DETAIL = 120

MISSING_PARTS: dict[str, Text] = {
    "province": _("%(field)s: chưa chọn tỉnh, thành phố. Hãy chọn trong danh sách."),
    "commune": _("%(field)s: chưa có phường, xã, đặc khu. Hãy gõ tên để tìm."),
    "detail": _("%(field)s: chưa có số nhà, đường, thôn. Hãy nhập thêm."),
}


class AddressField(EformField):
    """Province, commune and detail.

    The commune may be typed: its name is looked up inside the province, with or
    without marks and «phường». A name that is unclear is answered with candidates.

    Args:
        label: the legal wording.
        needs: the boxes that must be filled for an address in Việt Nam.
        country: the field that holds the country; abroad only the detail is needed.
    """

    kind: ClassVar[str] = "address"
    parts: ClassVar[tuple[str, ...]] = ("province", "commune", "detail")

    def __init__(
        self,
        label: Text,
        needs: tuple[str, ...] = ("province", "commune"),
        country: str = "",
        **definition: Unpack[Definition],
    ) -> None:
        self.needs = needs
        self.country_field = country
        super().__init__(label, **definition)

    @property
    def country(self) -> str:
        """The two-letter code of the country this address is in."""
        ask = getattr(self.form, "value", None)
        found = ask(self.country_field) if ask and self.country_field else None
        return found if isinstance(found, str) else HOME

    @property
    def provinces(self) -> tuple[Option, ...]:
        """The provinces to choose from."""
        return options("province_2digit")

    @property
    def commune_name(self) -> str:
        """The commune as text for a box to type in: its name, or what was typed."""
        try:
            return commune(self.raw["commune"]).full_name
        except UnknownCode:
            return self.raw["commune"]

    def read(self, raw: Mapping[str, str]) -> Json | None:
        """Return the address with codes; parts that are blank stay blank.

        Raises:
            BadEntry: province or commune is unknown, or the detail too long.
        """
        if not any(raw[part] for part in self.parts):
            return None
        province = self._province(raw["province"])
        return {
            "province": province,
            "commune": self._commune(raw["commune"], province),
            "detail": self._detail(raw["detail"]),
        }

    def _province(self, text: str) -> str:
        if not text:
            return ""
        if found := match_province(text):
            return found.code
        raise BadEntry(
            _(
                "%(field)s: không có tỉnh, thành phố này (34 đơn vị từ 01/7/2025). "
                "Hãy chọn trong danh sách."
            )
            % {"field": self.called},
            ("province",),
        )

    def _commune(self, text: str, province: str) -> str:
        if not text:
            return ""
        if not province:
            raise BadEntry(
                MISSING_PARTS["province"] % {"field": self.called}, ("province",)
            )
        try:
            return match_commune(text, province).code
        except CommuneUnclear as error:
            raise BadEntry(self._unclear(error), ("commune",)) from None

    def _unclear(self, error: CommuneUnclear) -> str:
        if not error.candidates:
            return _(
                "%(field)s: tỉnh, thành phố đã chọn không có “%(text)s”. "
                "Kiểm tra chính tả hoặc chọn lại tỉnh."
            ) % {"field": self.called, "text": error.text}
        names = "; ".join(unit.full_name for unit in error.candidates)
        return _("%(field)s: “%(text)s” chưa rõ. Có phải bạn muốn: %(names)s?") % {
            "field": self.called,
            "text": error.text,
            "names": names,
        }

    def _detail(self, text: str) -> str:
        text = normalise(text)
        if len(text) > LONGEST_DETAIL:
            raise BadEntry(
                TOO_LONG % {"label": self.called, "max": LONGEST_DETAIL}, ("detail",)
            )
        try:
            personal_id.refuse_real(text)
        except personal_id.RealNumber as error:
            raise BadEntry(str(error), ("detail",)) from None
        return text

    def accept(self, value: object) -> Json | None:
        """Return a source's address when it has text parts, and known codes if any."""
        if not isinstance(value, Mapping):
            return None
        found = {part: value.get(part) or "" for part in self.parts}
        if not all(isinstance(text, str) for text in found.values()):
            return None
        raw = {part: normalise(str(text)) for part, text in found.items()}
        try:
            return self.read({**raw, "detail": raw["detail"][:LONGEST_DETAIL]})
        except BadEntry:
            return None

    def boxes(self, value: Json | None) -> dict[str, str]:
        """Return province code, commune code and detail."""
        if not isinstance(value, dict):
            return dict.fromkeys(self.parts, "")
        return {part: value.get(part, "") for part in self.parts}

    def pre_validate(self, form: BaseForm) -> None:
        """Ask for the parts that are needed in this country."""
        super().pre_validate(form)
        filled = self.data if isinstance(self.data, dict) else {}
        needs = self.needs if self.country == HOME else ("detail",)
        self.bad = tuple(part for part in needs if not filled.get(part))
        if self.bad:
            raise StopValidation(MISSING_PARTS[self.bad[0]] % {"field": self.called})

    def show(self, value: Json) -> str:
        """Return the address on one line."""
        return address_text(value, self.country) if isinstance(value, dict) else ""

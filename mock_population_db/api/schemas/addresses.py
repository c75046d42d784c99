"""Addresses: codes of province and commune, and the rest as text."""

from marshmallow import ValidationError, post_load, validate, validates_schema

from forms import codelists
from forms.errors import UnknownCode
from forms.i18n import _, gettext
from mock_population_db.api.schemas.shape import Shape
from mock_population_db.api.typed_fields import CleanText, Code

HOME = "VN"


class Address(Shape):
    """An address: codes of province and commune, and the rest as text."""

    country = Code(codelists.countries, load_default=HOME)
    province = CleanText(low=0, high=2, load_default="", allow_none=True)
    commune = CleanText(low=0, high=5, load_default="", allow_none=True)
    detail = CleanText(low=0, high=250, load_default="", allow_none=True)

    @validates_schema(skip_on_field_errors=True)
    def commune_lies_in_province(
        self, address: dict[str, str], **_more: object
    ) -> None:
        """In Việt Nam the commune must exist and lie in the province."""
        if address["country"] != HOME:
            return
        try:
            unit = codelists.commune(address["commune"])
        except UnknownCode as error:
            raise ValidationError(
                gettext("Không có xã, phường mang mã này."), "commune"
            ) from error
        if unit.province != address["province"]:
            raise ValidationError(
                gettext("Xã, phường này không thuộc tỉnh, thành phố đã ghi."), "commune"
            )

    @post_load
    def nothing_is_empty_text(
        self,
        address: dict[str, str | None],
        **_more: object,
    ) -> dict[str, str]:
        """A part sent as null is kept as an empty text."""
        return {name: part or "" for name, part in address.items()}


class Hometown(Address):
    """A home town (quê quán): the province must be known, the commune may be."""

    @validates_schema(skip_on_field_errors=True)
    def commune_lies_in_province(self, address: dict[str, str], **more: object) -> None:
        """Check the commune where there is one, else the province."""
        if address["country"] != HOME or address["commune"]:
            super().commune_lies_in_province(address, **more)
            return
        try:
            codelists.province(address["province"])
        except UnknownCode as error:
            raise ValidationError(
                gettext("Không có tỉnh, thành phố mang mã này."), "province"
            ) from error


class HomeAddress(Address):
    """An address in Việt Nam."""

    country = Code(
        codelists.countries,
        load_default=HOME,
        validate=validate.Equal(HOME, error=_("Địa chỉ này phải ở Việt Nam.")),
    )

"""What every shape of the contract is."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import Any

from marshmallow import Schema, fields
from marshmallow.decorators import POST_DUMP, PRE_DUMP

from forms.i18n import _

Convert = Callable[[Any], Any]


class Shape(Schema):
    """An object with exactly the fields it names."""

    error_messages: dict[str, str] = {  # noqa: RUF012 - marshmallow's name
        "unknown": _("Không có ô này."),
        "type": _("Ô này cần là một đối tượng JSON."),
    }

    def dump(self, obj: Any, *, many: bool | None = None) -> Any:  # noqa: ANN401 - marshmallow's
        """Write a record; a plain dict takes a much shorter way than marshmallow's."""
        is_hooked = self._hooks.get(PRE_DUMP) or self._hooks.get(POST_DUMP)
        if many or self.many or is_hooked or not isinstance(obj, dict):
            return super().dump(obj, many=many)
        return self._short(obj)

    def _short(self, record: Mapping[str, Any]) -> dict[str, Any]:
        written = {}
        for name, key, convert in self._ways:
            if name in record:
                value = record[name]
                written[key] = None if value is None else convert(value)
        return written

    @cached_property
    def _ways(self) -> list[tuple[str, str, Convert]]:
        return [
            (field.attribute or name, field.data_key or name, _way(name, field))
            for name, field in self.dump_fields.items()
        ]


def _way(name: str, field: fields.Field[Any]) -> Convert:
    """Return what writes one field as marshmallow would."""
    kind = type(field)
    if kind._serialize is fields.String._serialize:  # noqa: SLF001 - the same way
        return _text
    if isinstance(field, fields.List):
        return partial(_each, _way(name, field.inner))
    if isinstance(field, fields.Nested) and not field.many:
        return field.schema.dump
    return lambda value: field._serialize(value, name, {name: value})  # noqa: SLF001


def _text(value: object) -> str:
    return value if type(value) is str else str(value)


def _each(convert: Convert, values: Any) -> list[Any]:  # noqa: ANN401 - any iterable
    return [None if value is None else convert(value) for value in values]

"""WTForms fields for eForms: each knows its law, its source and its readers."""

from forms.fields.address import AddressField
from forms.fields.choices import CheckboxField, RadioField, SelectField
from forms.fields.computed import ComputedField
from forms.fields.dates import DateField, PartialDateField
from forms.fields.field import BadEntry, EformField
from forms.fields.posted import Entries, clean
from forms.fields.spec import FieldSpec
from forms.fields.text import (
    EmailField,
    IntegerField,
    PersonalIdField,
    PhoneField,
    TextField,
)

__all__ = [
    "AddressField",
    "BadEntry",
    "CheckboxField",
    "ComputedField",
    "DateField",
    "EformField",
    "EmailField",
    "Entries",
    "FieldSpec",
    "IntegerField",
    "PartialDateField",
    "PersonalIdField",
    "PhoneField",
    "RadioField",
    "SelectField",
    "TextField",
    "clean",
]

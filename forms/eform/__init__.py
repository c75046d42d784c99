"""An electronic declaration: a WTForms form that knows its law and its readers."""

from forms.conditions import Json
from forms.eform.eform import Eform
from forms.eform.section import Section
from forms.fields.spec import FieldSpec

__all__ = ["Eform", "FieldSpec", "Json", "Section"]

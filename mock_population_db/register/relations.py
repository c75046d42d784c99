"""Relations to the head of household: the codes that a household record holds.

A child's relation is a code of the eForm's list (``birth_child``,
``paternal_grandchild`` …, :func:`forms.codelists.relations_to_head`); these are the
others.
"""

from forms.i18n import Text, _

RELATIONS: dict[str, Text] = {
    "head": _("Chủ hộ"),
    "wife": _("Vợ"),
    "husband": _("Chồng"),
    "father": _("Cha"),
    "mother": _("Mẹ"),
    "father_in_law": _("Cha vợ, cha chồng"),
    "mother_in_law": _("Mẹ vợ, mẹ chồng"),
    "son_in_law": _("Con rể"),
    "daughter_in_law": _("Con dâu"),
    "older_sibling_in_law": _("Anh rể, chị dâu"),
    "other": _("Khác"),
}

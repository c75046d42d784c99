"""Relations to the head of household: the codes that a household record holds.

A child's relation is a code of the eForm's list (``birth_child``,
``paternal_grandchild`` …, :func:`forms.codelists.relations_to_head`); these are the
others.
"""

RELATIONS = (
    "head",  # chủ hộ
    "wife",  # vợ
    "husband",  # chồng
    "father",  # cha
    "mother",  # mẹ
    "father_in_law",  # cha vợ, cha chồng
    "mother_in_law",  # mẹ vợ, mẹ chồng
    "son_in_law",  # con rể
    "daughter_in_law",  # con dâu
    "other",  # khác
)

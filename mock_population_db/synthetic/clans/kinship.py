"""Relations to the head of household, found by walking the family tree.

The codes for children and grandchildren are those of the eForm's list; the others
are in :mod:`mock_population_db.register.relations`.
"""

from mock_population_db.synthetic.clans.members import Member, is_woman

OTHER = "other"


def relation_to_head(head: Member, member: Member) -> str:
    """Return what a member is to the head."""
    if member is head:
        return "head"
    for rule in (_close, _downwards, _upwards, _sideways):
        relation = rule(head, member)
        if relation:
            return relation
    return OTHER


def _close(head: Member, member: Member) -> str | None:
    if head.spouse is not member:
        return None
    return "wife" if is_woman(member) else "husband"


def _downwards(head: Member, member: Member) -> str | None:
    couple = _with_spouse(head)
    if head in member.parents:
        return "birth_child"
    if _is_any(couple, member.parents):
        return "husbands_child" if is_woman(head) else "wifes_child"
    if member.spouse and _is_any(couple, member.spouse.parents):
        return "daughter_in_law" if is_woman(member) else "son_in_law"
    for parent in member.parents:
        if _is_any(couple, parent.parents):
            return "maternal_grandchild" if is_woman(parent) else "paternal_grandchild"
        if any(_is_any(couple, grand.parents) for grand in parent.parents):
            return "great_grandchild"
    return None


def _upwards(head: Member, member: Member) -> str | None:
    if member in head.parents:
        return "mother" if is_woman(member) else "father"
    if head.spouse and member in head.spouse.parents:
        return "mother_in_law" if is_woman(member) else "father_in_law"
    return None


def _sideways(head: Member, member: Member) -> str | None:
    if _are_siblings(head, member):
        if member.born >= head.born:
            return "younger_full_sibling"
        return "older_sister" if is_woman(member) else "older_brother"
    if any(_are_siblings(head, parent) for parent in member.parents):
        return "grandchild"  # «cháu»: a niece or nephew
    return None


def _are_siblings(one: Member, other: Member) -> bool:
    return one is not other and bool(set(one.parents) & set(other.parents))


def _with_spouse(head: Member) -> tuple[Member, ...]:
    return (head, head.spouse) if head.spouse else (head,)


def _is_any(some: tuple[Member, ...], others: tuple[Member, ...]) -> bool:
    return any(one in others for one in some)

"""The data dictionary: the 26 groups, and what the codes of the record mean."""

from collections.abc import Mapping

from flask import render_template

from forms.i18n import Text, _
from mock_population_db.page.blueprint import page
from mock_population_db.register.dictionary.codes import code_lists
from mock_population_db.register.dictionary.groups import GROUPS, LAW

LISTS: Mapping[str, Text] = {
    "sex": _("Giới tính"),
    "marital_status": _("Tình trạng hôn nhân"),
    "life_status": _("Tình trạng sống"),
    "blood_group": _("Nhóm máu"),
    "religion": _("Tôn giáo"),
    "card_kind": _("Loại thẻ"),
    "occupation": _("Nghề nghiệp"),
    "education": _("Trình độ học vấn"),
    "residence_type": _("Loại cư trú"),
    "relation_to_head": _("Quan hệ với chủ hộ"),
    "ethnicity": _("Dân tộc"),
    "country": _("Quốc gia"),
}


@page.get("/dictionary")
def dictionary() -> str:
    """Show which facts the register holds, by which law, and its codes."""
    return render_template(
        "population/dictionary.html",
        groups=GROUPS,
        law=LAW,
        lists=code_lists(),
        titles=LISTS,
    )

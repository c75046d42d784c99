"""Page «Người mẹ»: the mother, or the woman who asked for surrogacy."""

from forms.eform import Eform, Section
from forms.eforms import people
from forms.fields import EformField
from forms.i18n import _

SECTION = Section(
    "mother",
    _("Người mẹ"),
    person="mother",
    fields=(
        "mother_surname",
        "mother_middle_name",
        "mother_given_name",
        "mother_date_of_birth",
        "mother_personal_id",
        "mother_nationality",
        "mother_ethnicity",
        "mother_deceased",
        "mother_residence_type",
        "mother_residence_country",
        "mother_residence_address",
    ),
    lead=_("Mẹ đẻ, hoặc bên nhờ mang thai hộ (NĐ 123/2015/NĐ-CP Điều 16)."),
)


class Mother(Eform):
    """The child's mother (mẹ đẻ / bên nhờ mang thai hộ)."""

    mother_nationality = people.nationality("mother")
    mother_ethnicity = people.ethnicity("mother")
    mother_surname = people.surname("mother")
    mother_middle_name = people.middle_name("mother")
    mother_given_name = people.given_name("mother")
    mother_date_of_birth = people.date_of_birth("mother")
    mother_personal_id = people.personal_number("mother")
    mother_deceased = people.deceased("mother")
    mother_residence_type = people.residence_type("mother")
    mother_residence_country = people.residence_country("mother")
    mother_residence_address = people.residence_address("mother", _("Nơi cư trú"))

    def doubt_mother_personal_id(self, field: EformField) -> str:
        """Digits that do not fit a woman born that year."""
        born = self.text("mother_date_of_birth")
        return people.number_doubt(str(field.data), people.FEMALE, born)

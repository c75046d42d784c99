import pytest

from forms.agencies import AGENCIES, office_code, office_title, split_office
from forms.errors import UnknownCode


@pytest.mark.parametrize(
    ("agency", "title"),
    [
        ("commune_civil_status", "UBND phường Hoàn Kiếm"),
        ("commune_police", "Công an phường Hoàn Kiếm"),
        ("social_insurance", "BHXH cơ sở phường Hoàn Kiếm"),
    ],
)
def test_an_office_is_an_agency_in_a_commune(agency: str, title: str) -> None:
    office = office_code(agency, "00070")

    assert office == f"{agency}.00070"
    assert split_office(office) == (agency, "00070")
    assert office_title(office) == title


@pytest.mark.parametrize(
    "office", ["", "commune_police", "nobody.00070", "commune_police.9"]
)
def test_an_office_that_does_not_exist_is_refused(office: str) -> None:
    with pytest.raises(UnknownCode):
        split_office(office)


def test_every_agency_is_kept_under_its_own_code() -> None:
    assert all(code == agency.code for code, agency in AGENCIES.items())
    with pytest.raises(UnknownCode):
        office_code("nobody", "00070")

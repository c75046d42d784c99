"""What the population register answers, as agreed in its version 1.

The records stay plain JSON objects, so that they can be stored with a dossier as
they came; the types only name their members.
"""

from typing import NotRequired, TypedDict


class Address(TypedDict):
    """A place: codes of the two-level administrative units, and the rest as text."""

    country: str
    province: str | None
    commune: str | None
    detail: str | None


class IdCard(TypedDict):
    """The identity card in force (thẻ căn cước); dates are ISO."""

    issued_on: str | None
    issuer: str | None
    expires_on: str | None


class HouseholdLink(TypedDict):
    """A person's place in a household."""

    file_no: str
    relation_to_head: str


class Person(TypedDict):
    """One person; ``date_of_birth`` may be a year, or a year and a month."""

    personal_id: str
    full_name: str
    surname: str
    middle_name: str | None
    given_name: str
    sex: str
    date_of_birth: str | None
    nationality: str | None
    ethnicity: str | None
    religion: str | None
    marital_status: str | int | None
    life_status: str | int | None
    hometown: Address | None
    birth_place: Address | None
    residence_type: str | None
    residence: Address | None
    permanent_residence: Address | None
    temporary_residence: Address | None
    id_card: IdCard | None
    household: HouseholdLink | None
    phone: str | None
    email: str | None
    insurance_number: str | None
    version: int
    world: str


class Marriage(TypedDict):
    """A marriage as the civil-status books hold it."""

    number: str | None
    book: str | None
    registered_on: str | None
    place: str | None


class Family(TypedDict):
    """A person's nearest relatives that the register knows."""

    father: Person | None
    mother: Person | None
    spouse: Person | None
    children: list[Person]
    marriage: Marriage | None


class HouseholdHead(TypedDict):
    """The head of a household (chủ hộ)."""

    personal_id: str
    full_name: str


class HouseholdMember(TypedDict):
    """One member of a household, and what they are to its head."""

    personal_id: str
    full_name: str
    relation_to_head: str


class Household(TypedDict):
    """A household (hộ gia đình) at one address."""

    file_no: str
    address: Address
    head: HouseholdHead
    members: list[HouseholdMember]


class Facility(TypedDict):
    """A place of medical care."""

    code: str
    name: str


class BirthNotice(TypedDict):
    """A hospital's notice of a birth (giấy chứng sinh)."""

    code: str
    mother_id: str | None
    mother_name: str | None
    father_id: str | None
    child_no: int | None
    intended_name: str | None
    sex: str | None
    born_at: str | None
    place: Address | None
    facility: Facility | None
    weight_grams: int | None
    status: str


class Post(TypedDict):
    """Where an officer of the cast works."""

    office: str
    title: str
    title_english: NotRequired[str | None]


class CastMember(TypedDict):
    """A person of the register's cast, as the demo's lobby shows them."""

    slug: str
    personal_id: str
    full_name: str
    story: str
    story_english: NotRequired[str | None]
    staff: Post | None


class NewPerson(TypedDict):
    """What the register answers to a birth."""

    personal_id: str
    version: NotRequired[int]


class NewResidence(TypedDict):
    """What the register answers to a registration of residence."""

    file_no: str


class NewInsuranceNumber(TypedDict):
    """What the register answers when it issues an insurance number."""

    insurance_number: str

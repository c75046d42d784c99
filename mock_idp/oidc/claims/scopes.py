"""What a scope tells about a person, and the names of levels."""

from collections.abc import Iterable

from mock_idp.oidc.claims import papers
from mock_idp.oidc.claims.dialect import dialect
from mock_idp.people.account import Account

SCOPES = dialect().scopes
REQUIRED_SCOPES = dialect().required_scopes
"""A person shares these or nothing; each other scope can be left out."""

ACR = dialect().acr
AMR_PHONE = dialect().amr["phone"]
"""A key in the phone's software, confirmed over a second channel (RFC 8176)."""

REPRESENTATION = "dai_dien"
"""The scope by which a client asks for whom a guardian acts."""

CITIZEN_ACCOUNT = dialect().account_types["citizen"]
_GENDER = {"1": "male", "2": "female"}

CLAIMS = (
    *("sub", "name", "family_name", "middle_name", "given_name", "birthdate"),
    *("gender", "phone_number", "email"),
    *dict.fromkeys(name for d in dialect().claims.values() for name in d.values()),
    *dialect().common_claims.values(),
    *papers.CLAIMS,
    *("acr", "amr", "auth_time", "nonce", "sid"),
)


def level_of(acr: str) -> int | None:
    """Return the level an ``acr`` value names, or nothing when it is unknown."""
    return dialect().level_of(acr)


def claims_about(
    account: Account, scopes: Iterable[str], claim_dialect: str = "vnconnect"
) -> dict[str, str]:
    """Return the claims about a person that these scopes allow, in a client's words."""
    granted = set(scopes)
    names = dialect().names(claim_dialect)
    claims = {names["account_type"]: _account_type(account)}
    if "profile" in granted:
        claims |= _profile(account, claim_dialect)
    if "dinh_danh" in granted:
        claims[names["personal_id"]] = account.personal_id
    if "phone" in granted and account.phone:
        claims["phone_number"] = account.phone
    if "email" in granted and account.email:
        claims["email"] = account.email
    return claims


def _account_type(account: Account) -> str:
    kind = "organisation" if account.traits.organisation else "citizen"
    return dialect().account_types[kind]


def _profile(account: Account, claim_dialect: str) -> dict[str, str]:
    born = account.date_of_birth
    full_date = len(born) == len("YYYY-MM-DD")
    names = dialect().names(claim_dialect)
    return {
        "name": account.full_name,
        **_name_parts(account.full_name),
        "birthdate": born if full_date else born[:4],
        "gender": _GENDER[account.sex],
        names["full_name"]: account.full_name,
        names["date_of_birth"]: dialect().written_date(born, claim_dialect),
        names["sex"]: dialect().sexes[account.sex],
    }


def _name_parts(full_name: str) -> dict[str, str]:
    """Split as most Vietnamese names are: surname, middle names, given name."""
    words = full_name.split()
    parts = {
        "family_name": words[0] if len(words) > 1 else "",
        "middle_name": " ".join(words[1:-1]),
        "given_name": words[-1],
    }
    return {claim: part for claim, part in parts.items() if part}

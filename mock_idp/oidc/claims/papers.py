"""The papers in a person's account, for the scope ``giay_to``.

VNeID shows many papers; how it would tell them to a service is not public. Told is
what the account really holds: the card it was made with.
"""

from collections.abc import Mapping
from datetime import date

from mock_idp.oidc.claims.dialect import dialect
from mock_idp.people.account import Account
from mock_idp.people.identity_card import IdentityCard, card_of

PAPERS = "giay_to"
"""The scope that tells the papers."""
CLAIMS = tuple(words["claim"] for words in dialect().papers.values())
"""Names of the claim, one for each dialect."""


def paper_claims(
    account: Account, claim_dialect: str, today: date
) -> dict[str, list[dict[str, str]]]:
    """Return the claim with the papers, in a client's words; nothing without any."""
    card = card_of(account, today)
    if card is None:
        return {}
    words = dialect().papers.get(claim_dialect) or dialect().papers["vnconnect"]
    return {words["claim"]: [_told(card, words, claim_dialect)]}


def _told(
    card: IdentityCard, words: Mapping[str, str], claim_dialect: str
) -> dict[str, str]:
    kind = "residence_card" if card.is_residence_card else "identity_card"
    told = {words["type"]: dialect().paper_types[kind], words["number"]: card.number}
    if card.expires_on is not None:
        ends = dialect().written_date(card.expires_on.isoformat(), claim_dialect)
        told[words["expires_on"]] = ends
    return told

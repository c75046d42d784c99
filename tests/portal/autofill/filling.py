"""Filling the linked birth eForm for a person of the cast."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from forms import registry
from forms.eform import Eform
from portal.autofill.service import Fill, fill, notices
from portal.clients.population import PopulationClient
from tests.portal.autofill.register import Register

NOW = datetime.fromisoformat("2026-03-10T08:30:00+07:00")
ALL = ("openid", "profile", "phone", "email", "dinh_danh", "cu_tru", "nhan_than")
CLAIMS = {
    "full_name": "Trần Thị Hồng Đào",
    "date_of_birth": "1996-07-02",
    "sex": "female",
    "phone": "0999000001",
    "email": "dao@example.vn",
}


def eform() -> type[Eform]:
    """Return the eForm in force."""
    return registry.get("birth", NOW.date()).eform


def fill_for(
    register: Register,
    slug: str,
    *,
    scopes: Collection[str] = ALL,
    notice: str | None = "",
    client: PopulationClient | None = None,
    world: str = "public",
) -> Fill:
    """Fill in for a person of the cast, with their first open birth notice."""
    person_id = register.numbers[slug]
    client = client or register.client()
    if notice == "":
        open_notices = notices(client, person_id=person_id, now=NOW, world=world)
        notice = open_notices[0]["code"] if open_notices else None
    return fill(
        eform(),
        person_id=person_id,
        claims=CLAIMS,
        scopes=scopes,
        notice_code=notice,
        register=client,
        now=NOW,
        dossier="draft-1",
        world=world,
    )


def plain(found: Fill) -> dict[str, Any]:
    """Return the values alone."""
    return {name: filled.value for name, filled in found.values.items()}

"""Signs a test client in without the e-ID; the sign-in itself has its own tests."""

from collections.abc import Iterable

from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker

from portal.auth.models import Membership
from portal.web.csrf import FIELD

ALL_SCOPES = ("openid", "profile", "phone", "email", "dinh_danh", "cu_tru", "nhan_than")
CSRF = "csrf-token-of-the-test"


def sign_in(
    client: FlaskClient,
    person_id: str,
    full_name: str = "Trần Thị Hồng Đào",
    scopes: Iterable[str] = ALL_SCOPES,
    claims: dict[str, str] | None = None,
) -> None:
    """Make the client a citizen's browser."""
    with client.session_transaction() as session:
        session[FIELD] = CSRF
        session["citizen"] = {
            "person_id": person_id,
            "full_name": full_name,
            "level": 2,
            "scopes": list(scopes),
            "claims": {"full_name": full_name, **(claims or {})},
            "id_token": "",
        }


def sign_in_officer(
    client: FlaskClient,
    sessions: sessionmaker[Session],
    office: str,
    person_id: str = "901088000001",
    full_name: str = "Phạm Minh Khôi",
) -> None:
    """Make the client an officer's browser; the office gets the officer as staff."""
    with sessions.begin() as db:
        db.merge(
            Membership(
                person_id=person_id,
                full_name=full_name,
                office=office,
                title="Công chức",
            )
        )
    with client.session_transaction() as session:
        session[FIELD] = CSRF
        session["officer"] = {"person_id": person_id, "id_token": ""}

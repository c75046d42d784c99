"""The demo authority and the offices' certificates."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import BasicConstraints, KeyUsage
from cryptography.x509.oid import NameOID
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from portal.documents.authority import authority_certificate, office_key
from portal.documents.models import SigningKey
from tests.portal.documents.samples import NOW

POLICE = "commune_police.00070"


def test_there_is_no_authority_before_the_first_signature(db: Session) -> None:
    assert authority_certificate(db) is None


def test_an_office_keeps_its_key(db: Session) -> None:
    first = office_key(db, POLICE, now=NOW)

    second = office_key(db, POLICE, now=NOW)

    assert first.certificate == second.certificate
    assert db.scalar(select(func.count(SigningKey.id))) == 2


def test_a_certificate_names_the_office_and_that_it_is_invented(db: Session) -> None:
    certificate = office_key(db, POLICE, now=NOW).certificate

    name = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    assert name == "Công an phường Hoàn Kiếm (giả lập)"
    assert isinstance(certificate.public_key(), ec.EllipticCurvePublicKey)
    assert certificate.not_valid_before_utc <= datetime(2020, 1, 1, tzinfo=UTC)
    assert certificate.not_valid_after_utc >= datetime(2050, 1, 1, tzinfo=UTC)


def test_only_the_authority_may_vouch_for_others(db: Session) -> None:
    key = office_key(db, POLICE, now=NOW)

    own = key.certificate.extensions
    assert not own.get_extension_for_class(BasicConstraints).value.ca
    assert not own.get_extension_for_class(KeyUsage).value.key_cert_sign
    assert key.issuer.extensions.get_extension_for_class(BasicConstraints).value.ca
    key.certificate.verify_directly_issued_by(key.issuer)


def test_two_workers_signing_at_once_share_one_authority(
    sessions: sessionmaker[Session],
) -> None:
    def sign_somewhere(_turn: int) -> bytes:
        with sessions.begin() as db:
            return office_key(db, POLICE, now=NOW).certificate.tbs_certificate_bytes

    with ThreadPoolExecutor(4) as workers:
        certificates = set(workers.map(sign_somewhere, range(8)))

    with sessions() as db:
        holders = db.scalars(select(SigningKey.holder)).all()
    assert len(certificates) == 1
    assert sorted(holders) == ["authority", POLICE]

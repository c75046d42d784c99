"""The demo certificate authority, and one certificate for each office that signs.

Keys are EC P-256, made at first use and kept in a table. A certificate lasts from
2020 to 2050, so that it covers whatever date a world's clock shows.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from forms.agencies import office_title
from forms.i18n import use_language
from portal.documents.models import SigningKey

AUTHORITY = "authority"
AUTHORITY_NAME = "CA trình diễn Liên Thông (giả lập)"
ORGANISATION = "Liên Thông – bản trình diễn, dữ liệu giả lập"
NOT_BEFORE = datetime(2020, 1, 1, tzinfo=UTC)
NOT_AFTER = datetime(2050, 1, 1, tzinfo=UTC)
COMMON_NAME_LIMIT = 64  # X.520, ub-common-name


@dataclass(frozen=True)
class KeyPair:
    """A private key with its certificate and that of who vouches for it."""

    certificate: x509.Certificate
    private_key: ec.EllipticCurvePrivateKey
    issuer: x509.Certificate


def authority_certificate(db: Session) -> x509.Certificate | None:
    """Return the authority's certificate, or ``None`` before the first signature."""
    row = _find(db, AUTHORITY)
    return _certificate(row) if row else None


def office_key(db: Session, office: str, *, now: datetime) -> KeyPair:
    """Return an office's key, making it, and the authority, at first use."""
    authority = _find(db, AUTHORITY) or _keep(db, AUTHORITY, *_new_authority(), now)
    issuer = _certificate(authority)
    row = _find(db, office)
    if row is None:
        pair = _new_office(office, issuer, _private_key(authority))
        row = _keep(db, office, *pair, now)
    return KeyPair(_certificate(row), _private_key(row), issuer)


def pem(certificate: x509.Certificate) -> bytes:
    """Return a certificate as it is handed to other programs."""
    return certificate.public_bytes(serialization.Encoding.PEM)


def signer_name(office: str) -> str:
    """Return how an office signs: its title, and that it is invented."""
    with use_language("vi"):
        suffix = " (giả lập)"
        return office_title(office)[: COMMON_NAME_LIMIT - len(suffix)] + suffix


def _find(db: Session, holder: str) -> SigningKey | None:
    return db.scalar(select(SigningKey).where(SigningKey.holder == holder))


def _keep(
    db: Session,
    holder: str,
    certificate: x509.Certificate,
    key: ec.EllipticCurvePrivateKey,
    now: datetime,
) -> SigningKey:
    row = SigningKey(
        holder=holder,
        certificate_pem=pem(certificate).decode(),
        private_key_pem=key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode(),
        created_at=now,
    )
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError:
        # Another worker was first; its key is the one that counts.
        return db.scalars(select(SigningKey).where(SigningKey.holder == holder)).one()
    return row


def _certificate(row: SigningKey) -> x509.Certificate:
    return x509.load_pem_x509_certificate(row.certificate_pem.encode())


def _private_key(row: SigningKey) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(row.private_key_pem.encode(), None)
    return cast("ec.EllipticCurvePrivateKey", key)


def _new_authority() -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(AUTHORITY_NAME)
    draft = (
        _draft(name, name, key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_papers=False), critical=True)
    )
    return draft.sign(key, hashes.SHA256()), key


def _new_office(
    office: str, issuer: x509.Certificate, issuer_key: ec.EllipticCurvePrivateKey
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    issuer_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(
        issuer_key.public_key()
    )
    draft = (
        _draft(_name(signer_name(office)), issuer.subject, key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_papers=True), critical=True)
        .add_extension(issuer_id, critical=False)
    )
    return draft.sign(issuer_key, hashes.SHA256()), key


def _draft(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOT_BEFORE)
        .not_valid_after(NOT_AFTER)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _usage(*, signs_papers: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs_papers,
        content_commitment=signs_papers,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs_papers,
        crl_sign=not signs_papers,
        encipher_only=False,
        decipher_only=False,
    )

"""The organisation's key: a small certificate authority of its own, and the key that seals the reports."""

import os
import stat
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from riskapp.errors import N_, Conflict, Invalid, Unready

ROOT_KEY, ROOT, SIGNING_KEY, SIGNING = "root-key.pem", "root.pem", "signing-key.pem", "signing.pem"
_FILES = (ROOT_KEY, ROOT, SIGNING_KEY, SIGNING)
_BITS = 3072
_SIGNING_YEARS = 10
# The root outlives what it vouches for, so that a later signing key can be made under the same root.
_ROOT_YEARS = 20
# X.520 gives a common name 64 places.
_LONGEST_NAME = 64


class PrivateKey(Protocol):
    """What signs, wherever it lies: as much of cryptography's RSA key as signing asks of it."""

    def sign(self, data: bytes, padding: padding.PKCS1v15, algorithm: hashes.SHA256, /) -> bytes:
        """RSA with PKCS#1 v1.5 padding over the SHA-256 of `data`."""


@dataclass(frozen=True)
class OrganisationKey:
    """What signing needs: the private key, its certificate, and the root that issued it.

    `issuers` stand between certificate and root. `root_key` signs the list of what is revoked, where the root is our
    own; who else has a key of that root is then nobody.
    """

    organisation: str
    private_key: PrivateKey
    certificate: x509.Certificate
    root: x509.Certificate
    issuers: tuple[x509.Certificate, ...] = ()
    root_key: rsa.RSAPrivateKey | None = None


def create_organisation_key(folder: Path, organisation: str, *, at: datetime | None = None) -> None:
    """Make root and signing key in `folder` (0700, its files 0600), valid from `at` (now) for ten years.

    Raises Invalid for a name that no certificate can bear, and Conflict where `folder` holds something already.
    """
    name = organisation.strip()
    if not name or len(name.encode()) > _LONGEST_NAME:
        raise Invalid(
            N_("The organisation's name must have 1 to %(longest)s bytes for its certificate; this has %(bytes)s."),
            field="organisation",
            longest=_LONGEST_NAME,
            bytes=len(name.encode()),
        )
    files = _certificates(name, at or datetime.now(UTC))
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Made beside its place and moved there whole, so that a stop half-way leaves no half key behind.
    with tempfile.TemporaryDirectory(prefix=".key-", dir=folder.parent) as beside:
        made = Path(beside) / "made"
        made.mkdir(mode=0o700)
        for file, content in files.items():
            _write_private(made / file, content)
        _move(made, folder)


def load_organisation_key(folder: Path, *, at: datetime | None = None) -> OrganisationKey:
    """The key in `folder`. Raises Unready, with what to do, where it is missing, broken, expired or open to others."""
    key = stored_organisation_key(folder)
    refuse_dates(key, at or datetime.now(UTC), folder)
    return key


def stored_organisation_key(folder: Path) -> OrganisationKey:
    """The key in `folder`, which may have run out: what it signed before is still to be verified."""
    for file in _FILES:
        if not (folder / file).is_file():
            raise Unready(
                N_(
                    "The signing key is incomplete: %(file)s is missing in %(folder)s. Restore it from the backup of "
                    "the keys: without it no report can be signed, and those on file cannot be verified."
                ),
                file=file,
                folder=str(folder),
            )
    _check_modes(folder)
    try:
        return _read(folder)
    except (ValueError, TypeError, OSError, UnsupportedAlgorithm, InvalidSignature) as fault:
        raise Unready(
            N_("The signing key in %(folder)s cannot be used (%(fault)s). Restore it from the backup of the keys."),
            folder=str(folder),
            fault=str(fault) or type(fault).__name__,
        ) from fault


def _certificates(organisation: str, at: datetime) -> dict[str, bytes]:
    root_key, signing_key = (rsa.generate_private_key(public_exponent=65537, key_size=_BITS) for _ in range(2))
    root_name = _name(organisation, "riskapp root")
    root = (
        _builder(root_name, root_name, root_key.public_key(), at, _ROOT_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certifies=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    signing = (
        _builder(_name(organisation, organisation), root_name, signing_key.public_key(), at, _SIGNING_YEARS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certifies=False), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    return {
        ROOT_KEY: _private_pem(root_key),
        ROOT: root.public_bytes(pem),
        SIGNING_KEY: _private_pem(signing_key),
        SIGNING: signing.public_bytes(pem),
    }


def _name(organisation: str, common: str) -> x509.Name:
    parts = ((NameOID.ORGANIZATION_NAME, organisation), (NameOID.COMMON_NAME, common))
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])


def _builder(
    subject: x509.Name, issuer: x509.Name, public_key: rsa.RSAPublicKey, at: datetime, years: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        # An hour back, for machines whose clocks differ a little.
        .not_valid_before(at - timedelta(hours=1))
        .not_valid_after(at + timedelta(days=round(365.25 * years)))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _usage(*, certifies: bool) -> x509.KeyUsage:
    """A root signs certificates; a signing key signs documents: digitalSignature and nonRepudiation (RFC 5280)."""
    return x509.KeyUsage(
        digital_signature=not certifies,
        content_commitment=not certifies,
        key_cert_sign=certifies,
        crl_sign=certifies,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _private_pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write_private(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _move(made: Path, folder: Path) -> None:
    try:
        made.rename(folder)
    except OSError as fault:
        raise Conflict(
            N_("%(folder)s already holds something; a key is never overwritten. Move it away to make a new one."),
            theirs={},
            mine={},
            folder=str(folder),
        ) from fault


def _check_modes(folder: Path) -> None:
    if os.name != "posix":
        return
    for path, mode in ((folder, 0o700), *((folder / file, 0o600) for file in _FILES)):
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise Unready(
                N_("%(path)s can be read by other users of this machine. Close it: chmod %(mode)s %(path)s"),
                path=str(path),
                mode=f"{mode:o}",
            )


def _read(folder: Path) -> OrganisationKey:
    root = x509.load_pem_x509_certificate((folder / ROOT).read_bytes())
    certificate = x509.load_pem_x509_certificate((folder / SIGNING).read_bytes())
    private_key = serialization.load_pem_private_key((folder / SIGNING_KEY).read_bytes(), password=None)
    if not isinstance(private_key, rsa.RSAPrivateKey) or private_key.public_key() != certificate.public_key():
        raise ValueError(f"{SIGNING_KEY} does not belong to {SIGNING}")
    certificate.verify_directly_issued_by(root)
    root_key = serialization.load_pem_private_key((folder / ROOT_KEY).read_bytes(), password=None)
    if not isinstance(root_key, rsa.RSAPrivateKey) or root_key.public_key() != root.public_key():
        raise ValueError(f"{ROOT_KEY} does not belong to {ROOT}")
    return OrganisationKey(organisation_of(certificate), private_key, certificate, root, root_key=root_key)


def organisation_of(certificate: x509.Certificate) -> str:
    """The organisation that a certificate names; raises ValueError where it names none."""
    names = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    if not names:
        raise ValueError("the certificate names no organisation")
    return str(names[0].value)


def refuse_dates(key: OrganisationKey, at: datetime, folder: Path) -> None:
    """Raise Unready where the key in `folder` is not valid at `at`."""
    for certificate in (key.certificate, key.root):
        if at < certificate.not_valid_before_utc:
            raise Unready(
                N_("The signing key is not valid before %(date)s. Check this machine's clock."),
                date=f"{certificate.not_valid_before_utc:%Y-%m-%d %H:%M} UTC",
            )
        if at > certificate.not_valid_after_utc:
            raise Unready(
                N_(
                    "The signing key in %(folder)s ran out on %(date)s. Keep the folder to verify old reports, and "
                    "run `riskapp init` with a new key folder."
                ),
                folder=str(folder),
                date=f"{certificate.not_valid_after_utc:%Y-%m-%d}",
            )

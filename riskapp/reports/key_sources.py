"""Where the key that signs comes from (own folder, PKCS#12, a PKCS#11 token), and whom an instance believes."""

from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from riskapp.errors import N_, Unready
from riskapp.reports.keys import (
    OrganisationKey,
    PrivateKey,
    load_organisation_key,
    organisation_of,
    refuse_dates,
    stored_organisation_key,
)
from riskapp.reports.revocation import lists_in
from riskapp.reports.trust import Trust
from riskapp.settings import Settings, Signing

_BROKEN = (ValueError, TypeError, OSError, UnsupportedAlgorithm, InvalidSignature)


def signing_key(settings: Settings, *, at: datetime | None = None) -> OrganisationKey:
    """The key that signs now. Raises Unready, with what to do, where it cannot be used; never with a password in it."""
    signing = settings.signing
    if signing.pkcs12 is not None:
        key = _from_pkcs12(signing, signing.pkcs12)
    elif signing.pkcs11_module is not None:
        key = _from_token(signing, signing.pkcs11_module)
    else:
        return load_organisation_key(settings.keys, at=at)
    refuse_dates(key, at or datetime.now(UTC), signing.pkcs12 or Path(signing.pkcs11_token))
    return key


def certificates_in(path: Path | None) -> tuple[x509.Certificate, ...]:
    """The certificates of a PEM file, none without a file; raises Unready where it holds none or cannot be read."""
    if path is None:
        return ()
    try:
        return tuple(x509.load_pem_x509_certificates(path.read_bytes()))
    except _BROKEN as fault:
        raise Unready(
            N_("%(path)s holds no certificates in PEM that can be read (%(fault)s)."), path=path, fault=fault
        ) from fault


def trust_in(settings: Settings, key: OrganisationKey | None = None) -> Trust:
    """Whom an instance believes: its own root, its present key from elsewhere, and what its settings name.

    `key` is that present key where it is loaded already. Former roots of ours are told from former certificates by
    having issued themselves.
    """
    signing = settings.signing
    elsewhere = signing.pkcs12 is not None or signing.pkcs11_module is not None
    present = Trust.of(key or signing_key(settings)) if elsewhere else Trust()
    former = certificates_in(signing.former)
    return Trust(
        # Without a key from elsewhere its own must be there; with one, the instance may have had its own before.
        roots=(
            *((stored_organisation_key(settings.keys).root,) if settings.keys.exists() or not elsewhere else ()),
            *(one for one in former if one.issuer == one.subject),
        ),
        own=(*present.own, *(one for one in former if one.issuer != one.subject)),
        issuers=(*present.issuers, *certificates_in(signing.issuers)),
        timestamp_roots=certificates_in(signing.timestamp_roots),
        revoked=lists_in(signing.revoked),
    )


def _from_pkcs12(signing: Signing, path: Path) -> OrganisationKey:
    password = signing.pkcs12_password
    try:
        secret = password.read_bytes().strip() if password is not None else None
        private_key, certificate, others = pkcs12.load_key_and_certificates(path.read_bytes(), secret)
    except _BROKEN as fault:
        raise Unready(
            N_("The key in %(path)s cannot be opened: the file or its password is not the right one."), path=path
        ) from fault
    if not isinstance(private_key, rsa.RSAPrivateKey) or certificate is None:
        raise Unready(N_("%(path)s holds no RSA key with its certificate; riskapp signs with RSA."), path=path)
    return _with_issuers(private_key, certificate, (*others, *certificates_in(signing.issuers)), str(path))


def _from_token(signing: Signing, module: Path) -> OrganisationKey:
    try:
        # The library is an extra that most do without: it is loaded only where a token is asked for.
        tokens = import_module("riskapp.reports.key_token")
    except ImportError as fault:
        raise Unready(N_("A key in a token takes the extra hsm: pip install riskapp[hsm]")) from fault
    private_key, certificate = tokens.key_in_token(signing, module)
    return _with_issuers(private_key, certificate, certificates_in(signing.issuers), signing.pkcs11_token)


def _with_issuers(
    private_key: PrivateKey, certificate: x509.Certificate, others: tuple[x509.Certificate, ...], place: str
) -> OrganisationKey:
    """The key with the way to its root, which is the first certificate on that way that issued itself."""
    way = [certificate]
    try:
        while way[-1].issuer != way[-1].subject:
            way.append(next(one for one in others if one.subject == way[-1].issuer and one not in way))
            way[-2].verify_directly_issued_by(way[-1])
        organisation = organisation_of(certificate)
    except StopIteration as fault:
        raise Unready(
            N_(
                "The root that issued the certificate in %(place)s is not known: name a PEM file with it in "
                "RISKAPP_ISSUERS."
            ),
            place=place,
        ) from fault
    except _BROKEN as fault:
        raise Unready(
            N_("The certificate in %(place)s cannot be used (%(fault)s)."), place=place, fault=fault
        ) from fault
    return OrganisationKey(organisation, private_key, certificate, way[-1], tuple(way[1:-1]))

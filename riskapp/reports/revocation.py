"""The list of what our own root has revoked: issued afresh for each report, so that the report can carry it."""

from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from riskapp.errors import N_, Unready
from riskapp.reports.keys import OrganisationKey

# Verification reads the list at the time of the time stamps, minutes later; a month leaves room for a slow queue.
_DAYS = 30


def own_list(
    key: OrganisationKey, before: tuple[x509.CertificateRevocationList, ...], at: datetime
) -> x509.CertificateRevocationList | None:
    """Our own root's list as of `at`, with what the lists of `before` hold of it; None where the root is another's."""
    if key.root_key is None:
        return None
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(key.root.subject)
        .last_update(at - timedelta(minutes=5))
        .next_update(at + timedelta(days=_DAYS))
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.root_key.public_key()), critical=False)
        .add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
    )
    for one in before:
        for entry in one if one.issuer == key.root.subject else ():
            builder = builder.add_revoked_certificate(entry)
    return builder.sign(key.root_key, hashes.SHA256())


def lists_in(path: Path | None) -> tuple[x509.CertificateRevocationList, ...]:
    """The revocation lists of a PEM file, none without a file; raises Unready where one cannot be read."""
    if path is None:
        return ()
    end = b"-----END X509 CRL-----"
    try:
        parts = path.read_bytes().split(end)[:-1]
        found = tuple(x509.load_pem_x509_crl(part.lstrip() + end + b"\n") for part in parts)
    except (ValueError, OSError) as fault:
        raise _no_list(path) from fault
    if not found:
        raise _no_list(path)
    return found


def _no_list(path: Path) -> Unready:
    return Unready(N_("%(path)s holds no revocation lists in PEM that can be read."), path=path)

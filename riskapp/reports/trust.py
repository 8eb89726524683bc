"""Whom verification believes: which certificates are ours, which services attest time, and what is revoked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from riskapp.reports.keys import OrganisationKey


@dataclass(frozen=True)
class Trust:
    """What signatures are judged by.

    Whatever `roots` issued is ours, so they are roots that only we have the key of. Under an authority that issues for
    others too, ours are only the certificates of `own`, whose way to a root is in `issuers`. Time stamps count from
    services under `timestamp_roots`.
    """

    roots: tuple[x509.Certificate, ...] = ()
    own: tuple[x509.Certificate, ...] = ()
    issuers: tuple[x509.Certificate, ...] = ()
    timestamp_roots: tuple[x509.Certificate, ...] = ()
    revoked: tuple[x509.CertificateRevocationList, ...] = ()

    @classmethod
    def of(cls, key: OrganisationKey) -> "Trust":
        """Only what `key` signs."""
        if key.root_key is not None:
            return cls(roots=(key.root,))
        return cls(own=(key.certificate,), issuers=(*key.issuers, key.root))

    @property
    def anchors(self) -> list[asn1_x509.Certificate]:
        """The roots to which a way from one of our certificates may lead."""
        return as_asn1(one for one in (*self.roots, *self.issuers) if one.issuer == one.subject)

    def ours(self, certificate: asn1_x509.Certificate, anchor: asn1_x509.Certificate) -> bool:
        """Whether a certificate whose way leads to `anchor` is ours."""
        only_ours = [one.dump() for one in as_asn1(self.roots)]
        return anchor.dump() in only_ours or certificate.dump() in [one.dump() for one in as_asn1(self.own)]

    def revoked_since(self, certificate: asn1_x509.Certificate) -> datetime | None:
        """When the certificate was revoked by who issued it; None where no list at hand says so."""
        own = x509.load_der_x509_certificate(certificate.dump())
        for one in self.revoked:
            entry = one.get_revoked_certificate_by_serial_number(own.serial_number)
            if entry is not None and one.issuer == own.issuer and self._signed(one):
                return entry.revocation_date_utc
        return None

    def _signed(self, one: x509.CertificateRevocationList) -> bool:
        known = (*self.roots, *self.issuers, *self.timestamp_roots)
        issuers = [issuer for issuer in known if issuer.subject == one.issuer]
        return any(one.is_signature_valid(issuer.public_key()) for issuer in issuers)  # type: ignore[arg-type]


def as_asn1(certificates: Iterable[x509.Certificate]) -> list[asn1_x509.Certificate]:
    """The same certificates as pyHanko wants them."""
    return [asn1_x509.Certificate.load(one.public_bytes(serialization.Encoding.DER)) for one in certificates]


def list_as_asn1(revoked: x509.CertificateRevocationList) -> asn1_crl.CertificateList:
    """The same list as pyHanko wants it."""
    return asn1_crl.CertificateList.load(revoked.public_bytes(serialization.Encoding.DER))

"""The exact bytes of a signature container, so that a change in the parts that no signature covers is seen too."""

from asn1crypto import cms
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_SHA256 = {"algorithm": "sha256"}
_RSA = {"algorithm": "sha256_rsa"}


def written_as_we_write(signature: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """Whether the digits of `signature` in `pdf` are those that signing writes, to the last one.

    In a CMS container (RFC 5652) only the attributes and, through them, document and certificate are signed; the
    versions and algorithm names around them are not. What is signed is put into a fresh container and compared.
    """
    return _fills(signature, pdf, _container(signature))


def given_as_it_came(stamp: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """Whether a time stamp stands in `pdf` as one DER value with zeros behind it, its outer parts as RFC 3161 has them.

    Its service chooses what is in it; what its own signature does not cover is put together anew and compared.
    """
    signed = stamp.signed_data
    signer = signed["signer_infos"][0]
    content = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [signer["digest_algorithm"]],
            "encap_content_info": signed["encap_content_info"],
            "certificates": signed["certificates"],
            "signer_infos": [
                {
                    "version": "v1",
                    "sid": signer["sid"],
                    "digest_algorithm": signer["digest_algorithm"],
                    "signed_attrs": signer["signed_attrs"],
                    "signature_algorithm": signer["signature_algorithm"],
                    "signature": signer["signature"].native,
                }
            ],
        }
    )
    container: bytes = cms.ContentInfo({"content_type": "signed_data", "content": content}).dump()
    return len(signed["signer_infos"]) == 1 and _fills(stamp, pdf, container)


def _fills(signature: EmbeddedPdfSignature, pdf: bytes, container: bytes) -> bool:
    _, start, end, _ = (int(number) for number in signature.byte_range)
    gap = pdf[start:end]
    expected = container.hex().upper().encode()
    filling = b"0" * (len(gap) - 2 - len(expected))
    return gap == b"<" + expected + filling + b">"


def _container(signature: EmbeddedPdfSignature) -> bytes:
    certificate = signature.signer_cert
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                name="issuer_and_serial_number",
                value=cms.IssuerAndSerialNumber(
                    {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
                ),
            ),
            "digest_algorithm": _SHA256,
            "signed_attrs": signature.signer_info["signed_attrs"],
            "signature_algorithm": _RSA,
            "signature": signature.signer_info["signature"].native,
        }
    )
    content = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [_SHA256],
            "encap_content_info": {"content_type": "data"},
            "certificates": [certificate],
            "signer_infos": [signer],
        }
    )
    container: bytes = cms.ContentInfo({"content_type": "signed_data", "content": content}).dump()
    return container

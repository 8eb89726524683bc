"""A key in a token behind PKCS#11: it signs inside the token and never leaves it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pkcs11.exceptions import PKCS11Error

from riskapp.errors import N_, Unready
from riskapp.settings import Signing


@dataclass(frozen=True)
class TokenKey:
    """Stands where an RSA key stands; each signature opens the token anew, so that one taken out is noticed."""

    signing: Signing
    module: Path

    def sign(self, data: bytes, _padding: padding.PKCS1v15, _algorithm: hashes.SHA256, /) -> bytes:
        """RSA with PKCS#1 v1.5 padding over the SHA-256 of `data`; raises Unready where the token refuses."""
        try:
            with _opened(self.signing, self.module) as session:
                key: Any = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=self.signing.pkcs11_key)
                return bytes(key.sign(data, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS))
        except (PKCS11Error, OSError) as fault:
            raise _refused(self.signing, fault) from fault


def key_in_token(signing: Signing, module: Path) -> tuple[TokenKey, x509.Certificate]:
    """The key and its certificate; raises Unready where token, PIN or label are not the right ones."""
    try:
        with _opened(signing, module) as session:
            session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=signing.pkcs11_key)
            found = session.get_objects(
                {
                    pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                    pkcs11.Attribute.LABEL: signing.pkcs11_key,
                }
            )
            certificates = [x509.load_der_x509_certificate(bytes(one[pkcs11.Attribute.VALUE])) for one in found]
    except (PKCS11Error, OSError, ValueError) as fault:
        raise _refused(signing, fault) from fault
    if len(certificates) != 1 or not isinstance(certificates[0].public_key(), rsa.RSAPublicKey):
        raise Unready(
            N_("The token %(token)s must hold one certificate for an RSA key under the label %(label)s."),
            token=signing.pkcs11_token,
            label=signing.pkcs11_key,
        )
    return TokenKey(signing, module), certificates[0]


def _opened(signing: Signing, module: Path) -> pkcs11.Session:
    token = pkcs11.lib(str(module)).get_token(token_label=signing.pkcs11_token)
    pin = signing.pkcs11_pin.read_text(encoding="utf-8").strip() if signing.pkcs11_pin is not None else None
    return token.open(user_pin=pin)


def _refused(signing: Signing, fault: Exception) -> Unready:
    return Unready(
        N_("The token %(token)s cannot be used (%(fault)s): check label, key and PIN file."),
        token=signing.pkcs11_token,
        fault=type(fault).__name__,
    )

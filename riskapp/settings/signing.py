"""Where the key that signs lies, and which service attests the time."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from riskapp.errors import N_, Unready
from riskapp.settings.reading import file_named, is_web_address


@dataclass(frozen=True)
class Signing:
    """Where the key that signs lies, and which service attests the time; else the instance's own key, and PAdES B-B.

    Passwords are read from files when they are needed, so that none stands among the settings.
    """

    pkcs12: Path | None = None
    """A PKCS#12 file with key and certificate (RISKAPP_PKCS12)."""
    pkcs12_password: Path | None = None
    """The file with its password (RISKAPP_PKCS12_PASSWORD_FILE)."""
    pkcs11_module: Path | None = None
    """The library of a hardware token (RISKAPP_PKCS11_MODULE)."""
    pkcs11_token: str = ""
    """The token's label (RISKAPP_PKCS11_TOKEN)."""
    pkcs11_key: str = ""
    """The label of key and certificate in it (RISKAPP_PKCS11_KEY)."""
    pkcs11_pin: Path | None = None
    """The file with its PIN (RISKAPP_PKCS11_PIN_FILE)."""
    issuers: Path | None = None
    """A PEM file with the root, and what stands between, that issued a key of these two kinds (RISKAPP_ISSUERS)."""
    former: Path | None = None
    """A PEM file with former certificates of ours, whose signatures still count (RISKAPP_FORMER_CERTIFICATES)."""
    revoked: Path | None = None
    """A PEM file with revocation lists of our issuers, asked when verifying (RISKAPP_REVOCATION_LISTS)."""
    timestamp_url: str = ""
    """The time-stamp service (RFC 3161); with it reports reach PAdES B-LTA (RISKAPP_TIMESTAMP_URL)."""
    timestamp_roots: Path | None = None
    """A PEM file with the roots of time-stamp services, present and former (RISKAPP_TIMESTAMP_ROOTS)."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Signing":
        """Read the variables; raises Unready where one is there without another that it takes."""
        found = cls(
            pkcs12=file_named(environ, "RISKAPP_PKCS12"),
            pkcs12_password=file_named(environ, "RISKAPP_PKCS12_PASSWORD_FILE"),
            pkcs11_module=file_named(environ, "RISKAPP_PKCS11_MODULE"),
            pkcs11_token=environ.get("RISKAPP_PKCS11_TOKEN", ""),
            pkcs11_key=environ.get("RISKAPP_PKCS11_KEY", ""),
            pkcs11_pin=file_named(environ, "RISKAPP_PKCS11_PIN_FILE"),
            issuers=file_named(environ, "RISKAPP_ISSUERS"),
            former=file_named(environ, "RISKAPP_FORMER_CERTIFICATES"),
            revoked=file_named(environ, "RISKAPP_REVOCATION_LISTS"),
            timestamp_url=environ.get("RISKAPP_TIMESTAMP_URL", ""),
            timestamp_roots=file_named(environ, "RISKAPP_TIMESTAMP_ROOTS"),
        )
        found.check()
        return found

    def check(self) -> None:
        """Refuse half a choice, and two keys at once."""
        if self.pkcs12 and self.pkcs11_module:
            raise Unready(N_("RISKAPP_PKCS12 and RISKAPP_PKCS11_MODULE both name a key: choose one."))
        if self.pkcs11_module and not (self.pkcs11_token and self.pkcs11_key and self.pkcs11_pin and self.issuers):
            raise Unready(
                N_(
                    "RISKAPP_PKCS11_MODULE also takes RISKAPP_PKCS11_TOKEN, RISKAPP_PKCS11_KEY, "
                    "RISKAPP_PKCS11_PIN_FILE and RISKAPP_ISSUERS."
                )
            )
        if self.timestamp_url and not is_web_address(self.timestamp_url):
            raise Unready(N_("RISKAPP_TIMESTAMP_URL is no web address: write the whole of it, with https://"))
        if self.timestamp_url and not self.timestamp_roots:
            raise Unready(
                N_(
                    "RISKAPP_TIMESTAMP_URL also takes RISKAPP_TIMESTAMP_ROOTS, a PEM file with the service's root, "
                    "or nobody could say whether its time stamps hold."
                )
            )

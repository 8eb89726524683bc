"""The mail server that sends the daily mail, where there is one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from riskapp.errors import N_, Unready

SECURITIES = ("starttls", "tls", "none")
HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Mail:
    """The mail server that digests go through; without a host nothing is mailed."""

    host: str = ""
    """RISKAPP_MAIL_HOST."""
    port: int = 587
    """RISKAPP_MAIL_PORT; 587 is submission with STARTTLS, 465 with TLS from the start."""
    security: str = "starttls"
    """starttls, tls, or none for a server on this machine (RISKAPP_MAIL_SECURITY). Certificates are always checked."""
    user: str = ""
    """Who signs in there; empty: nobody does (RISKAPP_MAIL_USER)."""
    password_file: Path | None = None
    """The password in a file that only riskapp reads, so that no list of processes shows it (…_PASSWORD_FILE)."""
    sender: str = ""
    """The address that digests come from (RISKAPP_MAIL_FROM)."""
    ca_file: Path | None = None
    """The certificates of the hospital's own authority, where the system does not know it (RISKAPP_MAIL_CA_FILE)."""
    titles: bool = False
    """Whether mails tell titles of assessments; else they tell counts and a link only (RISKAPP_MAIL_TITLES)."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Mail":
        """Read RISKAPP_MAIL_*; raise Unready with one sentence where a value makes no sense."""
        get = environ.get
        port, titles = get("RISKAPP_MAIL_PORT") or str(cls.port), get("RISKAPP_MAIL_TITLES") or "no"
        if not (port.isascii() and port.isdecimal() and 0 < int(port[:6]) < 65536):
            raise Unready(N_("RISKAPP_MAIL_PORT is %(found)r: write a port such as 587."), found=port)
        if titles not in ("yes", "no"):
            raise Unready(N_("RISKAPP_MAIL_TITLES is %(found)r: write yes or no."), found=titles)
        password, authority = get("RISKAPP_MAIL_PASSWORD_FILE"), get("RISKAPP_MAIL_CA_FILE")
        mail = cls(
            host=get("RISKAPP_MAIL_HOST") or "",
            port=int(port),
            security=get("RISKAPP_MAIL_SECURITY") or cls.security,
            user=get("RISKAPP_MAIL_USER") or "",
            password_file=Path(password) if password else None,
            sender=get("RISKAPP_MAIL_FROM") or "",
            ca_file=Path(authority) if authority else None,
            titles=titles == "yes",
        )
        mail.check()
        return mail

    def check(self) -> None:
        """Refuse what could not work, or would send a password or names over an open line."""
        if not self.host:
            return
        if self.security not in SECURITIES or (self.security == "none" and self.host not in HERE):
            raise Unready(
                N_("RISKAPP_MAIL_SECURITY is %(found)r: write starttls or tls; none serves a server on this machine."),
                found=self.security,
            )
        if "@" not in self.sender or not self.sender.isprintable():
            raise Unready(N_("RISKAPP_MAIL_FROM is %(found)r: write the sender's address."), found=self.sender)
        if bool(self.user) != bool(self.password_file):
            raise Unready(N_("RISKAPP_MAIL_USER and RISKAPP_MAIL_PASSWORD_FILE belong together: set both or neither."))

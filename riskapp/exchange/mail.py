"""Handing a mail to the hospital's mail server, over a line that is encrypted and whose certificate is checked."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from riskapp.errors import N_, Unready
from riskapp.settings import Mail

TIMEOUT = 30


def send_mail(mail: Mail, to: str, subject: str, text: str) -> None:
    """Send one text. Raises OSError, as smtplib's errors are, where it is not taken; Unready without a password."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = mail.sender, to, subject
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=mail.sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"  # no machine answers it with its holidays (RFC 3834)
    message.set_content(text)
    with connected(mail) as server:
        server.send_message(message)


def connected(mail: Mail) -> smtplib.SMTP:
    """A connection that is encrypted and signed in, to be closed by the caller."""
    if mail.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=TIMEOUT, context=_trust(mail))
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=TIMEOUT)
    try:
        if mail.security == "starttls":
            server.starttls(context=_trust(mail))
        if mail.user:
            server.login(mail.user, _password(mail))
    except BaseException:
        server.close()
        raise
    return server


def _trust(mail: Mail) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(mail.ca_file) if mail.ca_file else None)


def _password(mail: Mail) -> str:
    assert mail.password_file is not None
    try:
        return mail.password_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError) as error:
        raise Unready(
            N_("The password of the mail server cannot be read from %(path)s."), path=mail.password_file
        ) from error

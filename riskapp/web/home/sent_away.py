"""What an instance sends to other servers, by its settings, as everybody may read it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from flask_babel import gettext

from riskapp.settings import Settings


def what_is_sent(settings: Settings) -> list[str]:
    """A sentence for each server; empty where nothing leaves."""
    return list(_sent(settings))


def _sent(settings: Settings) -> Iterator[str]:
    if settings.signing.timestamp_url:
        host = urlsplit(settings.signing.timestamp_url).hostname
        yield gettext("%(host)s, a time-stamp service: fingerprints of signed files, and no word of them.", host=host)
    if settings.mail.host:
        host = settings.mail.host
        if settings.mail.titles:
            yield gettext("%(host)s, the mail server: which notifications wait for you, with titles.", host=host)
        else:
            yield gettext("%(host)s, the mail server: how many notifications wait for you, without titles.", host=host)
    if settings.trail_syslog:
        host = urlsplit(settings.trail_syslog).hostname
        yield gettext("%(host)s, a log server: fingerprints of the audit trail, and no word of it.", host=host)

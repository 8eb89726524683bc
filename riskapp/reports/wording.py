"""The few words of the layout itself, by the report's language; all other text comes with the content."""

from collections.abc import Mapping
from datetime import datetime

from riskapp.reports.content import Language

WORDS: Mapping[Language, Mapping[str, str]] = {
    "nb": {
        "contents": "Innhold",
        "page": "Side %(page)s av %(pages)s",
        "draft": "Utkast",
        "draft sentence": "Utkast – ikke godkjent og ikke signert",
        "signature": "Signatur",
        "signature sentence": "Rapporten er signert elektronisk med virksomhetens nøkkel. Enhver endring etter "
        "signeringen gjør signaturen ugyldig.",
        "signed": "Signert elektronisk",
        "signed by": "På vegne av",
        "purpose": "Formål",
        "time": "Tidspunkt",
        "level": "Nivå",
        "level sentence": "PAdES B-B. Tiden er fra tjenerens klokke og er ikke attestert.",
        "before": "før tiltak",
        "after": "etter tiltak",
        "legend after": "etter tiltak, eller uendret",
        "in the cell": "I ruten %(likelihood)s / %(consequence)s står også",
    },
    "en": {
        "contents": "Contents",
        "page": "Page %(page)s of %(pages)s",
        "draft": "Draft",
        "draft sentence": "Draft – not approved and not signed",
        "signature": "Signature",
        "signature sentence": "This report is signed electronically with the organisation's key. Any change after "
        "the signing makes the signature invalid.",
        "signed": "Signed electronically",
        "signed by": "On behalf of",
        "purpose": "Purpose",
        "time": "Time",
        "level": "Level",
        "level sentence": "PAdES B-B. The time is from the server's clock and is not attested.",
        "before": "before measures",
        "after": "after measures",
        "legend after": "after measures, or unchanged",
        "in the cell": "In the cell %(likelihood)s / %(consequence)s there are also",
    },
}
LOCALES: Mapping[Language, str] = {"nb": "nb-NO", "en": "en-GB"}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def moment(at: datetime, language: Language) -> str:
    """`at` as it is read, with its distance from UTC: "12.03.2026 kl. 14.05 (UTC+01:00)"."""
    offset = at.strftime("%z")
    zone = f"UTC{offset[:3]}:{offset[3:5]}"
    if language == "nb":
        return f"{at:%d.%m.%Y} kl. {at:%H.%M} ({zone})"
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year} at {at:%H:%M} ({zone})"

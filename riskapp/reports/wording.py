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
        "signature sentence": "Rapporten er signert elektronisk med virksomhetens nøkkel, en signatur for hvert steg. "
        "Enhver endring etter den siste signaturen gjør dem ugyldige; bare tidsstempler kan komme til.",
        "signed": "Signert elektronisk",
        "signed in order": "Signatur %(number)s av %(count)s",
        "signed by": "På vegne av",
        "purpose": "Formål",
        "time": "Tidspunkt",
        "level": "Nivå",
        "level sentence": "PAdES B-B. Tiden er fra tjenerens klokke og er ikke attestert.",
        "aim sentence": "Tidsstempel er bestilt (PAdES B-LTA). Hva som ble nådd, viser kontroll av filen.",
        "before": "før tiltak",
        "after": "etter tiltak",
        "legend after": "etter tiltak, eller uendret",
        "axes": "Matrise av %(likelihood)s og %(consequence)s.",
        "boxes": "Bokser",
        "arrows": "Piler",
        "in the cell": "I ruten %(likelihood)s / %(consequence)s står også",
        "in words": "Bildet med ord",
        "picture": "Bilde",
        "skip": "Hopp til innholdet",
        "written": "Skrevet",
        "original": "Signert PDF",
        "original signed": "Denne siden sier det samme som PDF-filen. Det er PDF-filen som er signert og gjelder:",
        "original unsigned": "Denne siden sier det samme som PDF-filen, som kan lastes ned:",
        "file hash": "Filens fingeravtrykk (SHA-256)",
        "reached": "Nivå som er nådd",
        "attested": "Tid attestert av en tidsstempeltjeneste",
        "not attested": "Nei. Tiden er fra tjenerens klokke.",
        "not valid": "Signaturene holder ikke. Kontroller filen på siden Kontroller en rapport.",
    },
    "en": {
        "contents": "Contents",
        "page": "Page %(page)s of %(pages)s",
        "draft": "Draft",
        "draft sentence": "Draft – not approved and not signed",
        "signature": "Signature",
        "signature sentence": "This report is signed electronically with the organisation's key, a signature for each "
        "step. Any change after the last signature makes them invalid; only time stamps may be added.",
        "signed": "Signed electronically",
        "signed in order": "Signature %(number)s of %(count)s",
        "signed by": "On behalf of",
        "purpose": "Purpose",
        "time": "Time",
        "level": "Level",
        "level sentence": "PAdES B-B. The time is from the server's clock and is not attested.",
        "aim sentence": "A time stamp is ordered (PAdES B-LTA). What was reached is told by verifying the file.",
        "before": "before measures",
        "after": "after measures",
        "legend after": "after measures, or unchanged",
        "axes": "Matrix of %(likelihood)s and %(consequence)s.",
        "boxes": "Boxes",
        "arrows": "Arrows",
        "in the cell": "In the cell %(likelihood)s / %(consequence)s there are also",
        "in words": "The picture in words",
        "picture": "Picture",
        "skip": "Skip to the content",
        "written": "Written",
        "original": "Signed PDF",
        "original signed": "This page says the same as the PDF. It is the PDF that is signed and that counts:",
        "original unsigned": "This page says the same as the PDF, which can be downloaded:",
        "file hash": "The file's fingerprint (SHA-256)",
        "reached": "Level reached",
        "attested": "Time attested by a time-stamp service",
        "not attested": "No. The time is from the server's clock.",
        "not valid": "The signatures do not hold. Check the file on the page Verify a report.",
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

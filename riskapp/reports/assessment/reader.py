"""How the report reads plain data aloud: phrases and vocabulary in its language, days, moments, numbers, levels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from riskapp.reports.assessment.cover_phrases import COVER_PHRASES
from riskapp.reports.assessment.dialogue_phrases import DIALOGUE_PHRASES
from riskapp.reports.assessment.estate_phrases import ESTATE_PHRASES
from riskapp.reports.assessment.evidence_phrases import EVIDENCE_PHRASES
from riskapp.reports.assessment.negative_phrases import NEGATIVE_PHRASES
from riskapp.reports.assessment.numbers_phrases import NUMBERS_PHRASES
from riskapp.reports.assessment.phrases import PHRASES
from riskapp.reports.assessment.publishing_phrases import PUBLISHING_PHRASES
from riskapp.reports.assessment.resting_phrases import RESTING_PHRASES
from riskapp.reports.assessment.safety_phrases import SAFETY_PHRASES
from riskapp.reports.assessment.since_field_phrases import SINCE_FIELD_PHRASES
from riskapp.reports.assessment.since_phrases import SINCE_PHRASES
from riskapp.reports.assessment.suggestion_phrases import SUGGESTION_PHRASES
from riskapp.reports.assessment.trail_phrases import TRAIL_PHRASES
from riskapp.reports.assessment.treatment_phrases import TREATMENT_PHRASES
from riskapp.reports.assessment.vocabulary import ENGLISH, VOCABULARY
from riskapp.reports.assessment.workshop_phrases import WORKSHOP_PHRASES
from riskapp.reports.content import Language, Level, Tone
from riskapp.reports.issued.estate_phrases import ESTATE_REPORT_PHRASES
from riskapp.reports.issued.phrases import ISSUED_PHRASES
from riskapp.reports.wording import moment

Values = Mapping[str, Any]

_MONTHS: Mapping[Language, tuple[str, ...]] = {
    "nb": (
        "januar",
        "februar",
        "mars",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "desember",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
_TOLD = {"low": Tone.LOW, "medium": Tone.MEDIUM, "high": Tone.HIGH, "very_high": Tone.CRITICAL}
_TONES = {1: Tone.LOW, 2: Tone.MEDIUM, 3: Tone.HIGH, 4: Tone.CRITICAL}
_PHRASES = {
    **PHRASES,
    **COVER_PHRASES,
    **ESTATE_PHRASES,
    **EVIDENCE_PHRASES,
    **DIALOGUE_PHRASES,
    **NEGATIVE_PHRASES,
    **ESTATE_REPORT_PHRASES,
    **ISSUED_PHRASES,
    **NUMBERS_PHRASES,
    **PUBLISHING_PHRASES,
    **RESTING_PHRASES,
    **SINCE_FIELD_PHRASES,
    **SINCE_PHRASES,
    **SUGGESTION_PHRASES,
    **TRAIL_PHRASES,
    **TREATMENT_PHRASES,
    **SAFETY_PHRASES,
    **WORKSHOP_PHRASES,
}
SEPARATOR = "; "
"""Between names: a comma may be part of one."""
_THIN = "\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True)
class Reader:
    """One language and one zone; `tones` says how grave each risk level of the content looks, where it tells."""

    language: Language
    zone: ZoneInfo
    tones: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str, **values: object) -> str:
        """The phrase of the layout with that key; raises KeyError for a key that does not exist."""
        phrase = _PHRASES[key][0 if self.language == "nb" else 1]
        return phrase % values if values else phrase

    def counted(self, key: str, count: int, **values: object) -> str:
        """The phrase for none, one or many, with the number as `n`; without a phrase for none, that for many."""
        form = {0: "none", 1: "one"}.get(count, "many")
        known = f"{key} {form}" if f"{key} {form}" in _PHRASES else f"{key} many"
        return self.say(known, n=self.number(count), **values)

    def together(self, names: Sequence[str]) -> str:
        """One name, or several in a sentence: A; B and C."""
        if len(names) < 2:
            return "".join(names)
        return self.say("and", first=SEPARATOR.join(names[:-1]), last=names[-1])

    def word(self, value: str) -> str:
        """A word of a closed vocabulary; a word that is not known stands as it is stored."""
        plain = value.replace("_", " ")
        words, otherwise = (VOCABULARY, VOCABULARY.get(plain, value)) if self.language == "nb" else (ENGLISH, plain)
        return words.get(value, otherwise)

    def text(self, text: Mapping[str, str] | None) -> str:
        """A text of the catalogue, empty where there is none."""
        return text[self.language] if text else ""

    def citation(self, article: Mapping[str, str] | str) -> str:
        """What a question rests on; content of format 1 has one string for both languages."""
        return article if isinstance(article, str) else self.text(article)

    def given(self, text: object, otherwise: str = "not given") -> str:
        """What was written, or the phrase that says that nothing was."""
        return str(text) if text not in (None, "") else self.say(otherwise)

    def listed(self, parts: Iterable[str], otherwise: str = "none") -> str:
        """Parts with semicolons between them, or the phrase that says that there are none."""
        return SEPARATOR.join(part for part in parts if part) or self.say(otherwise)

    def day(self, iso: str | None) -> str:
        """2026-11-22 or a moment as a day: 22. november 2026, or 22 November 2026."""
        if not iso:
            return self.say("not given")
        found = datetime.fromisoformat(iso).astimezone(self.zone).date() if "T" in iso else date.fromisoformat(iso)
        point = "." if self.language == "nb" else ""
        return f"{found.day}{point} {_MONTHS[self.language][found.month - 1]} {found.year}"

    def moment(self, iso: str | None) -> str:
        """An ISO moment in the zone of the organisation, with its distance from UTC."""
        if not iso:
            return self.say("not given")
        return moment(datetime.fromisoformat(iso).astimezone(self.zone), self.language)

    def number(self, value: int | None) -> str:
        """420 000 with spaces that do not break; unknown where there is no figure."""
        return self.say("unknown") if value is None else f"{value:,}".replace(",", _THIN)

    def minutes(self, value: int | None) -> str:
        """45 min, 4 t, 1 d 2 t: the two largest units."""
        if value is None:
            return self.say("unknown")
        hour = "t" if self.language == "nb" else "h"
        days, rest = divmod(value, 1440)
        hours, left = divmod(rest, 60)
        parts = [f"{days} d" if days else "", f"{hours} {hour}" if hours else "", f"{left} min" if left else ""]
        return " ".join([part for part in parts if part][:2]) or "0 min"

    def duration(self, value: int) -> str:
        """Minutes in a sentence: 45 minutter, 4 timer, 1 døgn og 2 timer; the two largest units."""
        days, rest = divmod(value, 1440)
        hours, left = divmod(rest, 60)
        parts = [self.counted(unit, n) for unit, n in (("day", days), ("hour", hours), ("minute", left)) if n]
        return self.together(parts[:2]) or self.counted("minute", 0)

    def level(self, level: Values | None) -> Level:
        """A risk level for a table, with its number, word and tone."""
        if level is None:
            return Level(None, self.say("not judged"))
        return Level(level["value"], self.text(level["word"]), self._tone(level))

    def _tone(self, level: Values) -> Tone:
        told = self.tones.get(level["id"])
        return _TOLD[told] if told else _TONES.get(level["value"], Tone.NEUTRAL)

    def level_word(self, level: Values | None) -> str:
        """A risk level in running text: Høy (3)."""
        return self.say("not judged") if level is None else f"{self.text(level['word'])} ({level['value']})"

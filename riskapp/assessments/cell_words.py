"""What people write in a cell, in both languages, and the value that it means."""

import re
from collections.abc import Mapping
from datetime import date

from riskapp.assessments.pasted_rows import WORDS
from riskapp.assessments.risk import what_is_feared
from riskapp.catalogues.measures import load_measures
from riskapp.catalogues.scales import Scale
from riskapp.errors import N_, Invalid

Words = Mapping[str, str]
"""From a word in small letters to the stored value."""

STATUS_WORDS: Words = {
    "planned": "planned",
    "planlagt": "planned",
    "started": "started",
    "påbegynt": "started",
    "in place": "in place",
    "på plass": "in place",
}
KIND_WORDS: Words = {
    "preventive": "preventive",
    "forebyggende": "preventive",
    "damage-limiting": "damage-limiting",
    "skadebegrensende": "damage-limiting",
}
_DAYS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})"),
)
_RISK = re.compile(r"[Rr]?([1-9][0-9]{0,8})")


def property_words(kind: str) -> Words:
    """What a risk of this kind may be about: a ROS knows no risk by design."""
    return {word: value for word, value in WORDS.items() if value in what_is_feared(kind)}


def level_words(scale: Scale) -> Words:
    """The levels of a scale by number, by word in either language, and by both as pages show them."""
    words = {}
    for level in scale.levels:
        number = str(level.value)
        said = [text.casefold() for text in (level.word.nb, level.word.en)]
        words.update(dict.fromkeys((number, *said, *(f"{number} {word}" for word in said)), number))
    return words


def safety_words() -> Words:
    """The effects on patient safety by id and by what people read for them."""
    return {
        said.casefold(): one.id
        for one in load_measures().safety_effects
        for said in (one.id, one.label.nb, one.label.en)
    }


def read_word(words: Words, text: str, field: str) -> str:
    """The value that is meant; raises Invalid where no word is known."""
    found = words.get(" ".join(text.split()).casefold())
    if found is None:
        raise Invalid(
            N_("“%(typed)s” does not fit here. Choose from the list."), field=field, typed=text.strip() or "–"
        )
    return found


def read_risks(text: str, field: str) -> tuple[int, ...]:
    """The numbers of scenarios, as in "R1, R3"; raises Invalid for anything else."""
    found = []
    for part in re.split(r"[\s,;]+", text.strip()):
        number = _RISK.fullmatch(part)
        if number:
            found.append(int(number[1]))
        elif part:
            raise Invalid(N_("“%(typed)s” is no scenario. Write their numbers, as in R1, R3."), field=field, typed=part)
    return tuple(found)


def read_day(text: str, field: str) -> date | None:
    """A day as people in Norway or a computer write it, None where the cell is empty; raises Invalid for others."""
    text = text.strip()
    if not text:
        return None
    for pattern in _DAYS:
        found = pattern.fullmatch(text)
        if found:
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                break
    raise Invalid(N_("“%(typed)s” is no date. Write it as 2027-01-31 or 31.01.2027."), field=field, typed=text)

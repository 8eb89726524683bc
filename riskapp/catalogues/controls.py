"""The controls of ISO/IEC 27001:2022 Annex A and the words of a statement about them, read from `controls.toml`."""

from dataclasses import dataclass
from functools import cache

from riskapp.catalogues.measures import Word
from riskapp.catalogues.reading import Entry, packaged, parse, refuse_twice
from riskapp.catalogues.text import Text
from riskapp.errors import N_

CHOICES = UNDECIDED, APPLICABLE, EXCLUDED = ("undecided", "yes", "no")
REASONS = BY_RISK, _, _, _ = ("risk", "law", "agreement", "baseline")
STATES = NOT_BEGUN, PLANNED, PARTLY, IN_PLACE = ("not begun", "planned", "partly", "in place")
THEMES = ("organisational", "people", "physical", "technological")


@dataclass(frozen=True, slots=True)
class Theme:
    """A part of Annex A; `prefix` is what the numbers of its controls begin with."""

    id: str
    prefix: str
    label: Text


@dataclass(frozen=True, slots=True)
class AnnexControl:
    """A control by the standard's number, with a name and a sentence of our own."""

    number: str
    theme: Theme
    name: Text
    asks: Text


@dataclass(frozen=True, slots=True)
class FindingWords:
    """What is said of a contradiction in the statement: `label` for a list, `text` with what to do."""

    id: str
    label: Text
    text: Text


@dataclass(frozen=True)
class Controls:
    """The whole catalogue; `note` says that the standard itself is read elsewhere."""

    version: str
    source: Text
    note: Text
    themes: tuple[Theme, ...]
    choices: tuple[Word, ...]
    reasons: tuple[Word, ...]
    states: tuple[Word, ...]
    findings: tuple[FindingWords, ...]
    controls: tuple[AnnexControl, ...]

    def control(self, number: str) -> AnnexControl | None:
        """The control with that number, or None."""
        return next((one for one in self.controls if one.number == number), None)


@cache
def load_controls() -> Controls:
    """The controls that came with riskapp, read once. Raises Invalid, naming file and entry."""
    return read_controls("controls.toml", packaged("controls.toml"))


def read_controls(file: str, content: str) -> Controls:
    """Controls from TOML; raises Invalid, naming `file` and the entry, where anything is amiss."""
    top = parse(file, content)
    version, source, note = top.string("version"), top.text("source"), top.text("note")
    themes = tuple(map(_theme, top.entries("themes")))
    choices, reasons, states = (
        _words(top, key, among) for key, among in (("choices", CHOICES), ("reasons", REASONS), ("states", STATES))
    )
    findings = tuple(map(_finding, top.entries("finding")))
    read = [(entry, _control(entry, themes)) for entry in top.entries("control")]
    top.finish()
    refuse_twice([(one.number, entry) for entry, one in read])
    controls = tuple(one for _, one in read)
    return Controls(version, source, note, themes, choices, reasons, states, findings, controls)


def _theme(entry: Entry) -> Theme:
    theme = Theme(entry.word("id", THEMES), entry.string("prefix"), entry.own_text())
    entry.finish()
    return theme


def _words(top: Entry, key: str, among: tuple[str, ...]) -> tuple[Word, ...]:
    read = []
    for entry in top.entries(key):
        read.append((Word(entry.word("id", among), entry.own_text()), entry))
        entry.finish()
    refuse_twice([(word.id, entry) for word, entry in read])
    return tuple(word for word, _ in read)


def _finding(entry: Entry) -> FindingWords:
    finding = FindingWords(entry.string("id"), entry.text("label"), entry.text("text"))
    entry.finish()
    return finding


def _control(entry: Entry, themes: tuple[Theme, ...]) -> AnnexControl:
    number = entry.string("id")
    theme = next((one for one in themes if number.startswith(f"{one.prefix}.")), None)
    if theme is None:
        raise entry.fault(N_("%(file)s, %(place)s: the number %(number)s belongs to no theme."), number=number)
    control = AnnexControl(number, theme, entry.text("name"), entry.text("asks"))
    entry.finish()
    return control

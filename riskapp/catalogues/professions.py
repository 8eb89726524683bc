"""Which professions a risk assessment asks for, and how they are recognised in what people write of themselves."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from riskapp.catalogues.reading import Entry, packaged, parse, refuse_twice
from riskapp.catalogues.text import Text

CLINICIAN = "clinician"
MEDICAL_TECHNOLOGY = "medical technology"
GROUPS = (CLINICIAN, MEDICAL_TECHNOLOGY)
"""Who must be in the room where a device or an acute system is assessed."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Profession:
    """A profession by its name, and the words and endings of words by which it is known; `role`: in a role, too."""

    id: str
    group: str
    label: Text
    words: tuple[str, ...]
    endings: tuple[str, ...]
    role: bool

    def is_said(self, words: str) -> bool:
        """Whether the words, each with a blank before and after it, name the profession."""
        whole = (self.label.nb, self.label.en, *self.words)
        return any(_plain(one) in words for one in whole) or any(f"{one} " in words for one in self.endings)


@dataclass(frozen=True)
class Professions:
    """The catalogue; `elsewhere` are texts that hold one of its words and mean something else."""

    version: str
    professions: tuple[Profession, ...]
    elsewhere: tuple[str, ...]

    def groups_of(self, profession: str, role: str = "") -> frozenset[str]:
        """The groups that somebody belongs to, by profession and, where it says so plainly, by role."""
        said, does = self._words(profession), self._words(role)
        return frozenset(one.group for one in self.professions if one.is_said(said) or (one.role and one.is_said(does)))

    def groups_among(self, people: Iterable[tuple[str, str]]) -> frozenset[str]:
        """The groups that are there, of people given as (profession, role)."""
        return frozenset(group for profession, role in people for group in self.groups_of(profession, role))

    def _words(self, text: str) -> str:
        words = _plain(text)
        for one in self.elsewhere:
            words = words.replace(_plain(one), " ")
        return words


@cache
def load_professions() -> Professions:
    """The professions that came with riskapp, read once. Raises Invalid, naming file and entry."""
    return read_professions("professions.toml", packaged("professions.toml"))


def read_professions(file: str, content: str) -> Professions:
    """Professions from TOML; raises Invalid, naming `file` and the entry, where anything is amiss."""
    top = parse(file, content)
    version, elsewhere = top.string("version"), top.strings("not")
    read = [(entry, _profession(entry)) for entry in top.entries("profession")]
    top.finish()
    refuse_twice([(one.id, entry) for entry, one in read])
    return Professions(version, tuple(one for _, one in read), elsewhere)


def _profession(entry: Entry) -> Profession:
    read = Profession(
        id=entry.string("id"),
        group=entry.word("group", GROUPS),
        label=entry.text("label"),
        words=entry.strings("words"),
        endings=entry.strings("endings"),
        role=entry.flag("role", default=False),
    )
    entry.finish()
    return read


def _plain(text: str) -> str:
    """The words in small letters with one blank between, before and after them: a hyphen parts words."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "

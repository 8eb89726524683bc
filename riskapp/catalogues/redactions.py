"""The grounds for leaving words out of a version that is given out, read from `redactions.toml`."""

from dataclasses import dataclass
from functools import cache

from riskapp.catalogues.reading import Entry, packaged, parse, refuse_twice
from riskapp.catalogues.text import Text


@dataclass(frozen=True)
class Ground:
    """A ground: the `mark` that stands in place of the words, what it is called, and when it holds.

    One without a mark takes its words from whoever removes something.
    """

    id: str
    mark: str
    name: Text
    when: Text

    @property
    def takes_words(self) -> bool:
        """Whether whoever removes something says the ground in words."""
        return not self.mark


@dataclass(frozen=True)
class Grounds:
    """All grounds, in the order of the file."""

    version: str
    source: Text
    grounds: tuple[Ground, ...]

    def named(self, id_: str) -> Ground | None:
        """The ground with this id, or None."""
        return next((one for one in self.grounds if one.id == id_), None)


@cache
def load_grounds() -> Grounds:
    """The grounds that came with riskapp, read once. Raises Invalid, naming file and entry."""
    return read_grounds("redactions.toml", packaged("redactions.toml"))


def read_grounds(file: str, content: str) -> Grounds:
    """Grounds from TOML; raises Invalid, naming `file` and the entry, where anything is amiss."""
    top = parse(file, content)
    version, source = top.string("version"), top.text("source")
    read = [(entry, _read_ground(entry)) for entry in top.entries("ground")]
    top.finish()
    refuse_twice([(one.id, entry) for entry, one in read])
    return Grounds(version, source, tuple(one for _, one in read))


def _read_ground(entry: Entry) -> Ground:
    ground = Ground(entry.string("id"), entry.string("mark", ""), entry.text("name"), entry.text("when"))
    entry.finish()
    return ground

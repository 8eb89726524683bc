"""The glossary: words of the field that the pages use, explained in both languages, read from `glossary.toml`."""

from dataclasses import dataclass
from functools import cache

from riskapp.catalogues.reading import Entry, packaged, parse, refuse_twice
from riskapp.catalogues.text import LANGUAGES, Text


@dataclass(frozen=True)
class Term:
    """A word and what it means; `also` are other words for the same, in either language."""

    id: str
    word: Text
    means: Text
    article: Text | None
    also: tuple[str, ...]

    def holds(self, wanted: str) -> bool:
        """Whether every word of `wanted` is found in it, in whichever language: people mix them."""
        texts = [getattr(text, language) for text in (self.word, self.means) for language in LANGUAGES]
        known = "\n".join((*texts, *self.also)).casefold()
        return all(one in known for one in wanted.casefold().split())


@dataclass(frozen=True)
class Glossary:
    """All terms, in the order of the file."""

    version: str
    source: Text
    terms: tuple[Term, ...]


@cache
def load_glossary() -> Glossary:
    """The glossary that came with riskapp, read once. Raises Invalid, naming file and entry."""
    return read_glossary("glossary.toml", packaged("glossary.toml"))


def read_glossary(file: str, content: str) -> Glossary:
    """A glossary from TOML; raises Invalid, naming `file` and the entry, where anything is amiss."""
    top = parse(file, content)
    version, source = top.string("version"), top.text("source")
    read = [(entry, _read_term(entry)) for entry in top.entries("term")]
    top.finish()
    refuse_twice([(term.id, entry) for entry, term in read])
    return Glossary(version, source, tuple(term for _, term in read))


def _read_term(entry: Entry) -> Term:
    term = Term(
        id=entry.string("id"),
        word=entry.text("word"),
        means=entry.text("means"),
        article=entry.citation("article") if entry.has("article") else None,
        also=entry.strings("also"),
    )
    entry.finish()
    return term

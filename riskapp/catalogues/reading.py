"""Reads a catalogue file table by table, so that every error names the file and the entry that it concerns."""

import tomllib
from collections.abc import Collection, Mapping
from importlib.resources import files

from riskapp.catalogues.text import LANGUAGES, Text
from riskapp.errors import N_, Invalid

TOP = "top"


class Entry:
    """One table of a catalogue file. Each key is taken once by its reader; `finish` refuses a key that nobody took."""

    def __init__(self, file: str, place: str, table: Mapping[str, object]) -> None:
        self.file = file
        self.place = place
        self._left = dict(table)

    def fault(self, text: str, **values: object) -> Invalid:
        """An error at this entry; `text` is a message id with places for `file`, `place` and `values`."""
        return Invalid(text, field=None, file=self.file, place=self.place, **values)

    def string(self, key: str, default: str | None = None) -> str:
        """A text without translation (an id, a citation); raises Invalid where it is absent or blank."""
        value = self._left.pop(key, default)
        if default is not None and value == default:
            return default
        if not isinstance(value, str) or not value.strip():
            raise self.fault(N_("%(file)s, %(place)s: %(key)s must be a text that is not empty."), key=key)
        return value

    def word(self, key: str, among: Collection[str], default: str | None = None) -> str:
        """A word of a closed vocabulary."""
        value = self.string(key, default)
        if value not in among:
            raise self.fault(
                N_("%(file)s, %(place)s: %(key)s is “%(value)s”, but must be one of: %(words)s."),
                key=key,
                value=value,
                words=", ".join(among),
            )
        return value

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number of zero or more."""
        value = self._left.pop(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.fault(N_("%(file)s, %(place)s: %(key)s must be a whole number of zero or more."), key=key)
        return value

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers of zero or more, empty where the key is absent."""
        values = self._left.pop(key, [])
        if not isinstance(values, list) or not all(
            isinstance(value, int) and not isinstance(value, bool) and value >= 0 for value in values
        ):
            raise self.fault(N_("%(file)s, %(place)s: %(key)s must be a list of whole numbers."), key=key)
        return tuple(values)

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self._left.pop(key, default)
        if not isinstance(value, bool):
            raise self.fault(N_("%(file)s, %(place)s: %(key)s must be true or false."), key=key)
        return value

    def strings(self, key: str, among: Collection[str] | None = None) -> tuple[str, ...]:
        """A list of texts, empty where the key is absent; with `among`, words of a closed vocabulary."""
        values = self._left.pop(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            raise self.fault(N_("%(file)s, %(place)s: %(key)s must be a list of texts."), key=key)
        for value in values:
            if among is not None and value not in among:
                raise self.fault(
                    N_("%(file)s, %(place)s: %(key)s has “%(value)s”, but may only have: %(words)s."),
                    key=key,
                    value=value,
                    words=", ".join(among),
                )
        return tuple(values)

    def text(self, key: str) -> Text:
        """A text in both languages; raises Invalid where one is missing or blank."""
        return self.entry(key).as_text(key, self)

    def citation(self, key: str) -> Text:
        """What a text rests on: one string where it reads alike in both languages, else a text in both."""
        if isinstance(self._left.get(key), dict):
            return self.text(key)
        alike = self.string(key)
        return Text(nb=alike, en=alike)

    def optional_text(self, key: str) -> Text | None:
        """A text in both languages, or None where the key is absent."""
        return self.text(key) if key in self._left else None

    def own_text(self) -> Text:
        """The text whose languages stand in this very table, as in `{ value = "a", nb = "…", en = "…" }`."""
        texts = Entry(self.file, self.place, {key: self._left.pop(key) for key in LANGUAGES if key in self._left})
        return texts.as_text("label", self)

    def as_text(self, key: str, owner: "Entry") -> Text:
        """The table itself as the text that `owner` has under `key`."""
        for language in LANGUAGES:
            value = self._left.get(language)
            if not isinstance(value, str) or not value.strip():
                raise owner.fault(
                    N_("%(file)s, %(place)s: %(key)s has no text in %(language)s."), key=key, language=language
                )
        text = Text(nb=str(self._left.pop("nb")), en=str(self._left.pop("en")))
        self.finish()
        return text

    def entry(self, key: str) -> "Entry":
        """The table under `key`; raises Invalid where there is none."""
        value = self._left.pop(key, None)
        if not isinstance(value, dict):
            raise self.fault(N_("%(file)s, %(place)s: %(key)s is missing."), key=key)
        return Entry(self.file, self._below(key), value)

    def entries(self, key: str) -> tuple["Entry", ...]:
        """The tables listed under `key`, each named by its id or value where it has one; empty where absent."""
        values = self._left.pop(key, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.fault(N_("%(file)s, %(place)s: %(key)s must be a list of tables."), key=key)
        named = [(value.get("id", value.get("value", number)), value) for number, value in enumerate(values, 1)]
        return tuple(Entry(self.file, self._below(f"{key} {name}"), value) for name, value in named)

    def rows(self, key: str, among: Collection[str]) -> tuple[tuple[str, ...], ...]:
        """A table of words of a closed vocabulary, row by row."""
        value = self._left.pop(key, None)
        if not isinstance(value, list) or not value:
            raise self.fault(N_("%(file)s, %(place)s: %(key)s is missing."), key=key)
        numbered = enumerate(value, 1)
        return tuple(
            Entry(self.file, self._below(f"row {number}"), {key: row}).strings(key, among) for number, row in numbered
        )

    def every(self) -> dict[str, str | tuple[str, ...]]:
        """All that is left of a table whose own keys are not fixed: texts, and lists of texts."""
        return {
            name: self.strings(name) if isinstance(value, list) else self.string(name)
            for name, value in dict(self._left).items()
        }

    def _below(self, name: str) -> str:
        return name if self.place == TOP else f"{self.place}, {name}"

    def has(self, key: str) -> bool:
        """Whether the key is there and not yet taken."""
        return key in self._left

    def finish(self) -> None:
        """Raises Invalid where the table has a key that no reader took: a slip of the pen is not lost in silence."""
        if self._left:
            raise self.fault(
                N_("%(file)s, %(place)s: nothing reads %(keys)s; take it out or correct its spelling."),
                keys=", ".join(sorted(self._left)),
            )


def parse(file: str, content: str) -> Entry:
    """The top table of a catalogue file; raises Invalid where `content` is no TOML."""
    try:
        return Entry(file, TOP, tomllib.loads(content))
    except tomllib.TOMLDecodeError as error:
        raise Invalid(N_("%(file)s is not readable as TOML: %(reason)s."), file=file, reason=error) from error


def packaged(file: str) -> str:
    """The content of a catalogue file that came with riskapp."""
    return files("riskapp.catalogues").joinpath(file).read_text(encoding="utf-8")


def refuse_twice(entries: Collection[tuple[str, Entry]]) -> None:
    """Raises Invalid at the second of two entries with the same id."""
    seen: set[str] = set()
    for identifier, entry in entries:
        if identifier in seen:
            raise entry.fault(N_("%(file)s, %(place)s: the id %(id)s is used twice."), id=identifier)
        seen.add(identifier)

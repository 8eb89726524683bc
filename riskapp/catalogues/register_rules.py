"""What does not go together in the register of risks and measures, as words in both languages from `register.toml`."""

from dataclasses import dataclass
from functools import cache

from riskapp.catalogues.reading import Entry, packaged, parse, refuse_twice
from riskapp.catalogues.text import Text

ABOUT = ("risk", "measure")


@dataclass(frozen=True)
class RegisterRule:
    """A rule: what a list is filtered by, what it says of one risk or measure, and what to do about it."""

    id: str
    about: str
    label: Text
    says: Text
    remedy: Text
    article: Text


@dataclass(frozen=True)
class RegisterRules:
    """All rules, in the order in which they are told."""

    version: str
    source: Text
    rules: tuple[RegisterRule, ...]


@cache
def load_register_rules() -> RegisterRules:
    """The rules that came with riskapp, read once. Raises Invalid, naming file and entry."""
    return read_register_rules("register.toml", packaged("register.toml"))


def read_register_rules(file: str, content: str) -> RegisterRules:
    """Rules from TOML; raises Invalid, naming `file` and the entry, where anything is amiss."""
    top = parse(file, content)
    version, source = top.string("version"), top.text("source")
    read = [(entry, _read_rule(entry)) for entry in top.entries("rule")]
    top.finish()
    refuse_twice([(rule.id, entry) for entry, rule in read])
    return RegisterRules(version, source, tuple(rule for _, rule in read))


def _read_rule(entry: Entry) -> RegisterRule:
    rule = RegisterRule(
        id=entry.string("id"),
        about=entry.word("about", ABOUT),
        label=entry.text("label"),
        says=entry.text("says"),
        remedy=entry.text("remedy"),
        article=entry.citation("article"),
    )
    entry.finish()
    return rule

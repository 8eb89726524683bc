"""Wordings of the scenarios that the estate suggests, read from `scenarios.toml` and filled with its facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from riskapp.catalogues.fact_words import PLACE, Fact, FactKind, Form, Glue, Plural, places, put, told
from riskapp.catalogues.reading import Entry, packaged, parse, refuse_twice
from riskapp.catalogues.text import Text
from riskapp.catalogues.threats import PROPERTIES
from riskapp.errors import N_

UNITS = ("minute", "hour", "day")


@dataclass(frozen=True)
class Wording:
    """A scenario in words: cause, event and consequence, and why it is suggested."""

    cause: Text
    event: Text
    effect: Text
    reason: Text


@dataclass(frozen=True)
class ScenarioRule:
    """How a rule's scenario is worded; `facts` are always known, `maybe` only sometimes.

    A sentence of `effect` and `reason` is told where all its places are known; the first uses `facts` alone.
    """

    id: str
    property: str
    label: Text
    facts: tuple[str, ...]
    maybe: tuple[str, ...]
    cause: Text
    event: Text
    effect: tuple[Text, ...]
    reason: tuple[Text, ...]


@dataclass(frozen=True)
class Scenarios:
    """The catalogue of wordings."""

    version: str
    source: Text
    glue: Glue
    kinds: Mapping[str, FactKind]
    rules: Mapping[str, ScenarioRule]

    def worded(self, rule_id: str, facts: Mapping[str, Fact]) -> Wording:
        """The rule's scenario with these facts; all that the rule always needs must be among them."""
        rule = self.rules[rule_id]
        words = {name: told(self.kinds[name], fact, self.glue) for name, fact in facts.items()}
        return Wording(
            cause=put(rule.cause, words),
            event=put(rule.event, words),
            effect=_sentences(rule.effect, words),
            reason=_sentences(rule.reason, words),
        )


def _sentences(texts: tuple[Text, ...], words: Mapping[str, Text]) -> Text:
    known = [put(text, words) for text in texts if places(text) <= words.keys()]
    return Text(nb=" ".join(text.nb for text in known), en=" ".join(text.en for text in known))


@cache
def load_scenarios() -> Scenarios:
    """The wordings that came with riskapp, read once. Raises Invalid, naming file and entry."""
    return read_scenarios("scenarios.toml", packaged("scenarios.toml"))


def read_scenarios(file: str, content: str) -> Scenarios:
    """Wordings from TOML; raises Invalid, naming `file` and the entry, where anything is amiss."""
    top = parse(file, content)
    version, source, glue = top.string("version"), top.text("source"), _glue(top)
    kinds = [(entry, _kind(entry)) for entry in top.entries("fact")]
    refuse_twice([(kind.id, entry) for entry, kind in kinds])
    known = [kind.id for _, kind in kinds]
    rules = [(entry, _rule(entry, known)) for entry in top.entries("rule")]
    top.finish()
    refuse_twice([(rule.id, entry) for entry, rule in rules])
    return Scenarios(version, source, glue, {one.id: one for _, one in kinds}, {one.id: one for _, one in rules})


def _glue(top: Entry) -> Glue:
    units = dict(map(_unit, top.entries("unit")))
    for unit in UNITS:
        if unit not in units:
            raise top.fault(N_("%(file)s, %(place)s: %(key)s is missing."), key=f"unit {unit}")
    return Glue(
        and_=_plain(top, "and", frozenset()),
        more=_plain(top, "more", frozenset({"n"})),
        at_once=_plain(top, "at_once", frozenset()),
        after=_plain(top, "after", frozenset({"n"})),
        units=units,
    )


def _unit(entry: Entry) -> tuple[str, Plural]:
    name, words = entry.word("id", UNITS), _plural(entry)
    entry.finish()
    return name, words


def _kind(entry: Entry) -> FactKind:
    name, form = entry.string("id"), Form(entry.word("form", list(Form)))
    words = _plural(entry) if form is Form.COUNT else None
    entry.finish()
    return FactKind(name, form, words)


def _plural(entry: Entry) -> Plural:
    return Plural(_plain(entry, "one", frozenset()), _plain(entry, "many", frozenset({"n"})))


def _plain(entry: Entry, key: str, known: frozenset[str]) -> Text:
    text = entry.text(key)
    _check(entry, key, text, known)
    return text


def _rule(entry: Entry, known: list[str]) -> ScenarioRule:
    always, maybe = entry.strings("facts", known), entry.strings("maybe", known)
    sure, all_ = frozenset(always), frozenset(always + maybe)
    rule = ScenarioRule(
        id=entry.string("id"),
        property=entry.word("property", PROPERTIES),
        label=_plain(entry, "label", frozenset()),
        facts=always,
        maybe=maybe,
        cause=_plain(entry, "cause", sure),
        event=_plain(entry, "event", sure),
        effect=_told_in_turn(entry, "effect", sure, all_),
        reason=_told_in_turn(entry, "reason", sure, all_),
    )
    entry.finish()
    return rule


def _told_in_turn(entry: Entry, key: str, sure: frozenset[str], known: frozenset[str]) -> tuple[Text, ...]:
    """Sentences, the first of which can always be told."""
    found: list[Text] = []
    for sentence in entry.entries(key):
        text = sentence.own_text()
        sentence.finish()
        _check(sentence, key, text, known if found else sure)
        found.append(text)
    if not found:
        raise entry.fault(N_("%(file)s, %(place)s: %(key)s is missing."), key=key)
    return tuple(found)


def _check(entry: Entry, key: str, text: Text, known: frozenset[str]) -> None:
    """Raises Invalid for a place that no fact fills, a stray brace, and a fact that one language leaves out."""
    for language in (text.nb, text.en):
        rest = PLACE.sub("", language)
        unknown = sorted(set(PLACE.findall(language)) - known)
        if unknown or "{" in rest or "}" in rest:
            raise entry.fault(
                N_("%(file)s, %(place)s: %(key)s has a place that no fact fills: “%(found)s”. Known here: %(words)s."),
                key=key,
                found=language,
                words=", ".join(sorted(known)),
            )
    if set(PLACE.findall(text.nb)) != set(PLACE.findall(text.en)):
        raise entry.fault(N_("%(file)s, %(place)s: %(key)s has not the same places in both languages."), key=key)

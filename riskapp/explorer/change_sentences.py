"""Supposed changes as sentences in both languages: "Host 1 can stand in for Host 2, which Laboratory needs"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from riskapp.catalogues.text import LANGUAGES, Text
from riskapp.explorer.change_phrases import FIELDS, PHRASES, WORDS
from riskapp.explorer.directory import Directory
from riskapp.graph.changes import (
    Added,
    Altered,
    Change,
    GroupAdded,
    GroupRemoved,
    MadeRedundant,
    Removed,
    ToleranceLengthened,
)
from riskapp.graph.draft import Named, Table
from riskapp.graph.draft_rows import Row
from riskapp.graph.snapshot import Asset, Dependency, Flow, Holding
from riskapp.graph.vocabulary import Lifecycle, Strength
from riskapp.reports.assessment.vocabulary import VOCABULARY

_THIN = "\N{NARROW NO-BREAK SPACE}"


def sentences(changes: Sequence[Change], directory: Directory, ids: bool = False) -> tuple[Text, ...]:
    """A sentence for each change of the estate that `directory` knows; with `ids`, names have theirs behind them."""
    known = _Known.of(changes, directory, ids)
    told = {language: [_Teller(known, language).sentence(change) for change in changes] for language in LANGUAGES}
    return tuple(Text(nb=nb, en=en) for nb, en in zip(told["nb"], told["en"], strict=True))


@dataclass(frozen=True, slots=True)
class _Known:
    """What things are called, those that the changes add included; what is nowhere is called by its id."""

    assets: Mapping[str, str]
    categories: Mapping[str, str]
    flows: Mapping[str, Flow]

    @classmethod
    def of(cls, changes: Sequence[Change], directory: Directory, ids: bool) -> "_Known":
        added = [change.row for change in changes if isinstance(change, Added)]
        assets = [*(row for row in added if isinstance(row, Asset)), *directory.assets.values()]
        return cls(
            {one.id: f"{one.name} ({one.id})" if ids else one.name for one in assets},
            {one.id: one.name for one in directory.categories.values()},
            {row.id: row for row in added if isinstance(row, Flow)} | directory.flows,
        )


class _Teller:
    """One language."""

    def __init__(self, known: _Known, language: str) -> None:
        self._known = known
        self._language = LANGUAGES.index(language)

    def sentence(self, change: Change) -> str:
        """The change; names stand as they are, at its beginning too."""
        if isinstance(change, Added):
            return self._added(change.row)
        if isinstance(change, Removed):
            return self._removed(change.table, change.named)
        if isinstance(change, Altered):
            return self._altered(change)
        if isinstance(change, GroupAdded):
            return self._group_added(change.rows)
        if isinstance(change, MadeRedundant):
            return self._redundant(change)
        if isinstance(change, ToleranceLengthened):
            return self._need_altered(change.need, {"tolerance": change.minutes})
        if isinstance(change, GroupRemoved):
            return self._removed(Table.DEPENDENCY, change.group)
        return self._need_altered(change.group, change.fields)

    def _say(self, key: str, **values: object) -> str:
        return PHRASES[key][self._language] % values

    def _word(self, word: str) -> str:
        return word if self._language else WORDS.get(word, VOCABULARY.get(word, word))

    def _asset(self, key: str | None) -> str:
        return self._known.assets.get(key or "", key or "")

    def _listed(self, names: Sequence[str]) -> str:
        if len(names) < 2:
            return "".join(names)
        return self._say("and", names=", ".join(names[:-1]), last=names[-1])

    def _data(self, keys: Sequence[str]) -> str:
        return self._listed([self._known.categories.get(key, key) for key in keys]) or self._say("data")

    def _flow(self, key: str | None) -> str:
        """A flow as a sentence begins with it."""
        flow = self._known.flows.get(key or "")
        if flow is None:
            return self._say("unknown flow", flow=key)
        return self._say("flow", flow=key, source=self._asset(flow.source), target=self._asset(flow.target))

    def _need(self, named: Named) -> str:
        """What is needed: the provider, or the group."""
        if "provider" in named:
            return self._asset(named["provider"])
        return self._say("group", group=named["group"])

    def _number(self, number: object) -> str:
        return f"{number:,}".replace(",", _THIN) if isinstance(number, int) else str(number)

    def _minutes(self, minutes: int) -> str:
        """45 min, 4 t, 1 d 2 t: every unit that is not nothing, so that two tolerances are never told alike."""
        days, rest = divmod(minutes, 1440)
        units = ("d", "h" if self._language else "t", "min")
        parts = zip((days, *divmod(rest, 60)), units, strict=True)
        return " ".join(f"{self._number(number)} {unit}" for number, unit in parts if number) or "0 min"

    def _added(self, row: Row) -> str:
        if isinstance(row, Asset):
            return self._say("asset added", name=self._asset(row.id), kind=self._word(row.kind))
        if isinstance(row, Holding):
            return self._holding("holding added", row.asset, row.category, row.persons)
        if isinstance(row, Dependency):
            return self._need_added(row)
        return self._say(
            "flow added",
            flow=row.id,
            source=self._asset(row.source),
            target=self._asset(row.target),
            data=self._data(row.categories),
            encrypted=self._say("encrypted" if row.encrypted else "not encrypted"),
            validated=self._say("validated" if row.validated else "not validated"),
        )

    def _need_added(self, row: Dependency) -> str:
        dependent, need = self._asset(row.dependent), self._asset(row.provider)
        if row.group is not None:
            return self._say("need in group added", dependent=dependent, need=need, group=row.group)
        key = "soft need added" if row.strength is Strength.SOFT else "need added"
        return self._say(key, dependent=dependent, need=need, kind=self._word(row.kind))

    def _group_added(self, rows: Sequence[Dependency]) -> str:
        return self._say(
            "group added",
            dependent=self._asset(rows[0].dependent),
            needed=self._number(rows[0].needed),
            names=self._listed([self._asset(row.provider) for row in rows]),
            group=rows[0].group,
        )

    def _holding(self, key: str, asset: str | None, category: str | None, persons: object = "") -> str:
        data = self._known.categories.get(category or "", category or "")
        return self._say(key, name=self._asset(asset), data=data, persons=self._number(persons))

    def _removed(self, table: Table, named: Named) -> str:
        if table is Table.ASSET:
            return self._say("asset removed", name=self._asset(named["id"]))
        if table is Table.FLOW:
            return self._say("flow removed", flow=self._flow(named["id"]))
        if table is Table.HOLDING:
            return self._holding("holding removed", named["asset"], named["category"])
        return self._say("need removed", dependent=self._asset(named["dependent"]), need=self._need(named))

    def _altered(self, change: Altered) -> str:
        named, fields = change.named, change.fields
        if change.table is Table.DEPENDENCY:
            return self._need_altered(named, fields)
        if change.table is Table.HOLDING:
            return self._holding("holding altered", named["asset"], named["category"], fields.get("persons"))
        if change.table is Table.FLOW:
            for name in ("encrypted", "validated"):
                if fields == {name: True}:
                    return self._say(f"flow {name}", flow=self._flow(named["id"]))
            return self._say("flow altered", flow=self._flow(named["id"]), fields=self._fields(fields))
        if fields == {"lifecycle": Lifecycle.IN_USE}:
            return self._say("in use", name=self._asset(named["id"]))
        return self._say("asset altered", name=self._asset(named["id"]), fields=self._fields(fields))

    def _need_altered(self, named: Named, fields: Mapping[str, object]) -> str:
        values: dict[str, object] = {"dependent": self._asset(named["dependent"]), "need": self._need(named)}
        if list(fields) == ["tolerance"] and isinstance(minutes := fields["tolerance"], int):
            return self._say("tolerance", time=self._minutes(minutes), **values)
        if list(fields) == ["strength"]:
            return self._say("soft" if fields["strength"] is Strength.SOFT else "hard", **values)
        if list(fields) == ["needed"]:
            return self._say("needed", needed=self._number(fields["needed"]), **values)
        return self._say("need altered", fields=self._fields(fields), **values)

    def _redundant(self, change: MadeRedundant) -> str:
        return self._say(
            "redundant" if change.needed is None else "redundant needed",
            names=self._listed([self._asset(key) for key in change.alternatives]),
            dependent=self._asset(change.need["dependent"]),
            need=self._need(change.need),
            needed=self._number(change.needed),
        )

    def _fields(self, fields: Mapping[str, object]) -> str:
        return "; ".join(f"{FIELDS[name][self._language]} {self._value(value)}" for name, value in fields.items())

    def _value(self, value: object) -> str:
        if value is None or value in ("", ()):
            return self._say("nothing")
        if isinstance(value, bool):
            return self._say("yes" if value else "no")
        if isinstance(value, tuple):
            return self._listed([str(one) for one in value])
        return self._word(value.value) if isinstance(value, Enum) else self._number(value)

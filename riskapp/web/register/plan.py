"""What a register's workbook would change: new rows, changed cells with old and new, and rows that cannot be taken."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from riskapp.assessments.control import control_of
from riskapp.assessments.models import Measure, Risk
from riskapp.assessments.risks import scenario_of
from riskapp.errors import N_, Conflict, Faulty, Invalid, NotFound
from riskapp.register.taking_in import Incoming, Refusal
from riskapp.web.register.sheet_columns import is_cut
from riskapp.web.register.sheet_reading import Line, SheetsRead
from riskapp.web.register.sheets import LETTERS, TOLD, Open, heads

GONE = N_("There is no %(row)s in the newest version of that assessment. Leave the number empty to add a row.")
CLOSED = N_(
    "Version %(number)s of this assessment is %(state)s, or not yours to write in. Undo the change in this row."
)
CHANGED = N_("Somebody else changed this row since the file was made. Export it again, and change it there.")


@dataclass(frozen=True, slots=True)
class Change:
    """A row that would be added or changed: what it is called, and each cell as (heading, old, new)."""

    sheet: str
    line: int
    name: str
    title: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass
class Plan:
    """What would happen to all rows of a file. `told` are rows where something was written that is only told."""

    added: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    told: int = 0
    unknown: list[str] = field(default_factory=list)
    incoming: list[Incoming] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """The same for the same changes only: what somebody saw is what is stored."""
        return hashlib.sha256(repr(self.incoming).encode("utf-8", "surrogatepass")).hexdigest()


def plan_of(read: SheetsRead, versions: dict[int, Open]) -> Plan:
    """The plan of rows that were read, beside what is stored."""
    plan = Plan(refusals=list(read.refusals), unknown=read.unknown)
    seen = set[tuple[str, str, str]]()
    labels = {sheet: {head.name: head.label for head in heads(sheet)} for sheet in LETTERS}
    for line in read.lines:
        key = (line.sheet, line.cells["assessment"].strip(), line.cells["number"].strip().upper())
        try:
            if key[2] and key in seen:
                raise Invalid(N_("This row is there twice. Keep one of them."))
            seen.add(key)
            _row(line, _version(line, versions), labels[line.sheet], plan)
        except Faulty as error:
            plan.refusals += [Refusal(line.sheet, line.line, one) for one in error.faults if isinstance(one, Invalid)]
        except (Invalid, NotFound, Conflict) as error:
            plan.refusals.append(Refusal(line.sheet, line.line, error))
    return plan


def _version(line: Line, versions: dict[int, Open]) -> Open:
    text = line.cells["assessment"].strip()
    found = versions.get(int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else None
    if found is None:
        raise NotFound(N_("There is no such assessment, or it is not open to you."))
    return found


def _row(line: Line, one: Open, labels: dict[str, str], plan: Plan) -> None:
    number = line.cells["number"].strip()
    if not number:
        _new(line, one, labels, plan)
        return
    letter = LETTERS[line.sheet]
    digits = number.upper().removeprefix(letter)
    stored = (
        one.stored[line.sheet].get(int(digits)) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None
    )
    if stored is None or line.cells["version"].strip() not in ("", str(one.version.number)):
        raise NotFound(GONE, row=number)
    before = one.cells(line.sheet, stored)
    plan.told += any(line.cells.get(name, before[name]).strip() != before[name] for name in TOLD[line.sheet])
    written = {name: text for name, text in _editable(line).items() if text.strip() != before.get(name, "").strip()}
    values = _values(line, one, written, stored, before)
    if not values:
        plan.unchanged += 1
        return
    _refuse_closed(one)
    if line.cells["seen"].strip() != before["seen"]:
        raise Conflict(CHANGED, theirs={}, mine={})
    cells = tuple((labels[name], before[name], written[name].strip()) for name in values)
    name = f"{letter}{stored.number} {stored.event if isinstance(stored, Risk) else stored.text}"
    plan.changed.append(Change(line.sheet, line.line, name, one.version.title, cells))
    fields = {one.columns[line.sheet][name].field: value for name, value in values.items()}
    plan.incoming.append(Incoming(line.sheet, line.line, one.version.id, stored.number, stored.row_version, fields))


def _new(line: Line, one: Open, labels: dict[str, str], plan: Plan) -> None:
    written = {name: text for name, text in _editable(line).items() if text.strip()}
    if line.cells["version"].strip() not in ("", str(one.version.number)):
        raise NotFound(N_("Rows are added to the newest version only, which is %(number)s."), number=one.version.number)
    _refuse_closed(one)
    values = _values(line, one, written, None, {})
    cells = tuple((labels[name], "", text.strip()) for name, text in written.items())
    name = written.get("event") or written.get("text") or ""
    plan.added.append(Change(line.sheet, line.line, name, one.version.title, cells))
    fields = {one.columns[line.sheet][name].field: value for name, value in values.items()}
    plan.incoming.append(Incoming(line.sheet, line.line, one.version.id, None, 0, fields))


def _editable(line: Line) -> dict[str, str]:
    told = {"assessment", "version", "number", "seen", *TOLD[line.sheet]}
    return {name: text for name, text in line.cells.items() if name not in told}


def _values(
    line: Line, one: Open, written: dict[str, str], stored: Risk | Measure | None, before: dict[str, str]
) -> dict[str, Any]:
    """What the written cells mean, without those that mean what is stored already."""
    columns, found, faults = one.columns[line.sheet], dict[str, Any](), list[Invalid]()
    for name, text in written.items():
        if name not in columns:
            raise Invalid(
                N_("“%(typed)s” stands in a column that this kind of assessment does not have."), typed=text[:60]
            )
        if is_cut(before.get(name, "")):
            raise Invalid(N_("A text in this row is longer than a cell. Change it in riskapp."))
        try:
            value = columns[name].read(text.strip())
        except Invalid as error:
            faults.append(Invalid(N_("%(column)s: %(why)s"), column=columns[name].label, why=error))
            continue
        if stored is None or value != _stored(stored, columns[name].field):
            found[name] = value
    if faults:
        raise Faulty(N_("Nothing was taken in. Put these rows right and send the file again."), faults)
    return found


def _stored(row: Risk | Measure, name: str) -> Any:
    return getattr(scenario_of(row) if isinstance(row, Risk) else control_of(row), name)


def _refuse_closed(one: Open) -> None:
    if not one.writable:
        raise Invalid(CLOSED, number=one.version.number, state=one.version.state)

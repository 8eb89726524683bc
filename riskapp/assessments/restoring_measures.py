"""Setting a draft's measures back: what is the register's stays as the register has it, and that is told by name."""

from collections.abc import Iterator
from typing import Any

from riskapp.assessments.access import Writing
from riskapp.assessments.control import control_of
from riskapp.assessments.models import Measure, RegisteredMeasure
from riskapp.assessments.registered import SHARED, leave_register, register
from riskapp.assessments.stored_rows import Rows, read_values
from riskapp.database import now
from riskapp.errors import N_

Told = tuple[str, dict[str, object]]

REGISTERED = N_("T%(number)s “%(text)s” lives in the register of measures, and says what it says there today.")


def set_measures(write: Writing, rows: Rows) -> list[Told]:
    """Let the measures be these again, each treating what it treated; returns what stays as the register has it."""
    version = write.version
    wanted = {one["number"]: read_values(Measure, one) for one in rows["measures"]}
    for number, values in wanted.items():
        values["registered_id"] = _still_registered(write, values["registered_id"], rows["registered"].get(str(number)))
    _remove_others(write, wanted)
    stored = {one.number: one for one in version.measures}
    told: list[Told] = []
    for number, values in wanted.items():
        registered = write.session.get(RegisteredMeasure, values["registered_id"]) if values["registered_id"] else None
        told += _kept_by_register(number, values, registered)
        measure = stored.get(number)
        if measure is None:
            measure = Measure(**{**values, "registered_id": None})
            measure.registered = registered or register(write.session, control_of(measure))
            version.measures.append(measure)
        else:
            _change(measure, values)
    write.session.flush()
    _let_them_treat(write, rows["treats"])
    return told


def _still_registered(write: Writing, registered_id: int | None, mark: str | None) -> int | None:
    """The id of the registered measure, unless it was deleted and its id given to another."""
    registered = write.session.get(RegisteredMeasure, registered_id) if registered_id is not None else None
    return registered.id if registered is not None and registered.mark == mark else None


def _remove_others(write: Writing, wanted: dict[int, Rows]) -> None:
    """Those that were not there then, also where a later measure got the number of one that was removed."""
    version = write.version
    gone = [one for one in version.measures if wanted.get(one.number, {}).get("registered_id", -1) != one.registered_id]
    left = [one.registered for one in gone]
    for one in gone:
        one.treats.clear()
        version.measures.remove(one)
    write.session.flush()
    still = {values["registered_id"] for values in wanted.values()}
    for registered in left:
        if registered is not None and registered.id not in still:
            leave_register(write.session, registered)


def _kept_by_register(number: int, values: dict[str, Any], registered: RegisteredMeasure | None) -> Iterator[Told]:
    """Put the register's words in the place of those of then; tell where they differ."""
    if registered is None:
        return
    today = {name: getattr(registered, name) for name in SHARED}
    if any(values[name] != value for name, value in today.items()):
        yield REGISTERED, {"number": number, "text": registered.text}
    values.update(today)


def _change(measure: Measure, values: Rows) -> None:
    if any(getattr(measure, name) != value for name, value in values.items() if name != "saved_at"):
        for name, value in values.items():
            setattr(measure, name, now() if name == "saved_at" else value)


def _let_them_treat(write: Writing, treats: dict[str, list[int]]) -> None:
    risks = {one.number: one for one in write.version.risks}
    for measure in write.version.measures:
        then = [risks[number] for number in treats.get(str(measure.number), ())]
        if measure.treats != then:
            measure.treats[:] = then
    write.session.flush()

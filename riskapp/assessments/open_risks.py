"""What new criteria would do to every open risk: its level before and after the change, now and after its measures."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from riskapp.assessments.acceptance_lines import Left, Line, line_of
from riskapp.assessments.content_rows import level_row
from riskapp.assessments.level_moves import Judged, Moves, moved_aspects
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Assessment, Risk, Version
from riskapp.assessments.states import State
from riskapp.catalogues.matrix import RiskLevel
from riskapp.catalogues.scales import Scales
from riskapp.database import db

Effect = dict[str, Any]


def effects_on(
    scales: Scales, moves_of: Callable[[Version], Moves | None], only: Version | None = None
) -> list[Effect]:
    """The table for the risks of every version that counts, or of `only` one.

    Each row: assessment, version, title, state, number, event, now [level, level], after [level, level] (a level is
    {id, value, word} or None), accept [[roles, days], [roles, days]] (None: nobody has to) and `changed`. A risk that
    needs nobody before and after the change is left out, unless only one version is asked for.
    """
    versions: Iterable[Version] = [only] if only is not None else _versions(scales.kind)
    return [
        row for version in versions for row in _of_version(version, scales, moves_of(version), every=only is not None)
    ]


def _versions(kind: str) -> Iterator[Version]:
    """The newest version of each assessment that is not rejected: a rejected one replaces none before it."""
    kept = select(func.max(Version.id)).where(Version.state != State.REJECTED.value)
    newest = kept.group_by(Version.assessment_id).scalar_subquery()
    query = (
        select(Version)
        .join(Assessment)
        .where(Version.id.in_(newest), Assessment.kind == kind)
        .order_by(Version.assessment_id)
    )
    yield from db.session.scalars(query)


def _of_version(version: Version, scales: Scales, moves: Moves | None, *, every: bool) -> Iterator[Effect]:
    for risk in version.risks:
        old = _Side(scales_of(version), _judged(risk), risk.aspects)
        new = _Side(
            scales,
            old.judged if moves is None else old.judged.moved(moves),
            risk.aspects if moves is None else moved_aspects(risk.aspects, moves),
        )
        if every or old.line is not None or new.line is not None:
            yield _row(version, risk, old, new)


@dataclass(frozen=True)
class _Side:
    """A risk under one set of criteria: its levels now and after the measures, and who may accept what is left."""

    scales: Scales
    judged: Judged
    aspects: Mapping[str, Sequence[int | None]]

    @property
    def now(self) -> RiskLevel | None:
        return self._level(self.judged.likelihood, self.judged.consequence)

    @property
    def after(self) -> RiskLevel | None:
        return self._level(self.judged.likelihood_after, self.judged.consequence_after)

    @property
    def line(self) -> Line | None:
        """Of what is left, else of what is there now; None where nobody has judged, or nobody has to accept it."""
        place, likelihood, consequence = 1, self.judged.likelihood_after, self.judged.consequence_after
        if likelihood is None or consequence is None:
            place, likelihood, consequence = 0, self.judged.likelihood, self.judged.consequence
        if likelihood is None or consequence is None:
            return None
        aspects = {name: level for name, levels in self.aspects.items() if (level := levels[place]) is not None}
        return line_of(self.scales, Left(likelihood, consequence, aspects))

    def _level(self, likelihood: int | None, consequence: int | None) -> RiskLevel | None:
        return None if likelihood is None or consequence is None else self.scales.level(likelihood, consequence)


def _judged(risk: Risk) -> Judged:
    return Judged(risk.likelihood, risk.consequence, risk.likelihood_after, risk.consequence_after)


def _row(version: Version, risk: Risk, old: _Side, new: _Side) -> Effect:
    told = [[level_row(level) for level in pair] for pair in ((old.now, new.now), (old.after, new.after))]
    accept = [None if side.line is None else [list(side.line.roles), side.line.days] for side in (old, new)]
    return {
        "assessment": version.assessment_id,
        "version": version.number,
        "title": version.title,
        "state": version.state,
        "number": risk.number,
        "event": risk.event or risk.threat or risk.cause,
        "now": told[0],
        "after": told[1],
        "accept": accept,
        "changed": any(was != now for was, now in map(_words, told)) or accept[0] != accept[1],
    }


def _words(pair: list[Effect | None]) -> tuple[object, object]:
    was, then = ((level["value"], level["word"]) if level else None for level in pair)
    return was, then

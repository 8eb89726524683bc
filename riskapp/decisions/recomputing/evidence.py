"""Blast radiuses computed anew from the parts of the estate that a report carries: as it was, supposed, and changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from riskapp.assessments.evidence_estates import answer_of, computed_anew, in_control
from riskapp.decisions.evidence.effects import Asked, effect_in
from riskapp.decisions.evidence.supposed_evidence import supposed
from riskapp.decisions.recomputing.compared import Compared, beside, unchecked
from riskapp.errors import RiskappError
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.snapshot_json import snapshot_from

Content = Mapping[str, Any]
NOT_ENCLOSED = "the part of the estate is not enclosed"


@dataclass(frozen=True, slots=True)
class _Supposed:
    """What evidence says of its question, as a saved question says it."""

    name: str
    about: tuple[str, ...]
    threat: str
    outage: int | None
    control: bool
    changes: str


def evidences(content: Content, parts: Mapping[str, bytes]) -> Iterator[Compared]:
    """Each blast radius of a content; `parts` are the enclosed files by their SHA-256."""
    for risk in content["risks"]:
        evidence = risk.get("evidence")
        if not evidence:
            continue
        data = parts.get(evidence.get("slice", ""))
        if data is None:
            yield unchecked(f"R{risk['number']} blast radius", NOT_ENCLOSED)
            continue
        yield from figures_anew(f"R{risk['number']}", evidence, data)


def figures_anew(of: str, evidence: dict[str, Any], part: Snapshot | bytes) -> Iterator[Compared]:
    """Each figure of a blast radius beside what the engine says of that part of the estate; `of` names it."""
    try:
        estate = snapshot_from(part) if isinstance(part, bytes) else part
        anew = computed_anew(estate, evidence)
        if "supposed" in evidence:
            anew["supposed"] = _supposed_anew(estate, evidence)
    except RiskappError as refusal:
        yield unchecked(f"{of} blast radius", str(refusal))
        return
    says = answer_of(evidence) | ({"supposed": evidence["supposed"]} if "supposed" in evidence else {})
    for name in sorted(says.keys() | anew.keys()):
        yield beside(f"{of} {name}", says.get(name), anew.get(name))


def measures(content: Content, parts: Mapping[str, bytes]) -> Iterator[Compared]:
    """What each measure would change of each blast radius that it lowers, by the changes that stand in the content."""
    for measure in content["measures"]:
        for told in measure.get("effect") or ():
            yield from _effect_anew(f"T{measure['number']} on R{told['risk']}", measure["changes"], told, parts)


def _effect_anew(of: str, changes: str, told: Content, parts: Mapping[str, bytes]) -> Iterator[Compared]:
    data = parts.get(told.get("slice", ""))
    if data is None:
        yield unchecked(f"{of} effect", NOT_ENCLOSED)
        return
    try:
        anew = effect_in(snapshot_from(data), Asked.of(told["asked"]), changes)
    except RiskappError as refusal:
        yield unchecked(f"{of} effect", str(refusal))
        return
    for name, value in anew.items():
        yield beside(f"{of} {name}", told.get(name), value)


def _supposed_anew(estate: Snapshot, evidence: dict[str, Any]) -> dict[str, Any]:
    told = evidence["supposed"]
    about = tuple(one["id"] for one in evidence["hit"])
    control = in_control(evidence)
    question = _Supposed(told["name"], about, evidence["threat"], evidence["outage"], control, told["json"])
    return supposed(question, estate, evidence)

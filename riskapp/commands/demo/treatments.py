"""What the demo's risk assessment says of a scenario besides its level."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from riskapp.assessments.risk import KNOWLEDGE, TREATMENTS
from riskapp.assessments.risks import Scenario
from riskapp.catalogues.reading import Entry


@dataclass(frozen=True)
class DemoTreatment:
    """What a risk assessment says of a scenario besides its level; `owner` is a demo account."""

    value: str
    vulnerability: str
    aspects: Mapping[str, tuple[int, int]]
    departs_reason: str
    knowledge: tuple[str, str, str]
    treatment: str
    treatment_reason: str
    owner: str


def read_treatment(entry: Entry) -> DemoTreatment:
    """Read it from TOML; raises Invalid, naming file and entry, where anything is amiss."""
    likelihood, consequence, after = entry.strings("knowledge", KNOWLEDGE)
    aspects = {one.string("id"): (one.number("now"), one.number("after")) for one in entry.entries("aspect")}
    read = DemoTreatment(
        value=entry.string("value", ""),
        vulnerability=entry.string("vulnerability", ""),
        aspects=aspects,
        departs_reason=entry.string("departs_reason", ""),
        knowledge=(likelihood, consequence, after),
        treatment=entry.word("treatment", TREATMENTS),
        treatment_reason=entry.string("treatment_reason", ""),
        owner=entry.string("owner", ""),
    )
    entry.finish()
    return read


def treated(scenario: Scenario, told: DemoTreatment | None, owner: int | None) -> Scenario:
    """The scenario with what is told of it; `owner` is the account of its owner."""
    if told is None:
        return scenario
    likelihood, consequence, after = told.knowledge
    return replace(
        scenario,
        value=told.value,
        vulnerability=told.vulnerability,
        aspects=told.aspects,
        departs_reason=told.departs_reason,
        likelihood_knowledge=likelihood,
        consequence_knowledge=consequence,
        after_knowledge=after,
        treatment=told.treatment,
        treatment_reason=told.treatment_reason,
        owner_id=owner,
    )

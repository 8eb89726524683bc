"""What each incident is known for, asked of its estate, and asked again of an estate in which its reason is gone."""

from dataclasses import replace

import pytest

from riskapp.graph.availability import Availability, simulate
from riskapp.graph.common_causes import common_causes
from riskapp.graph.confidentiality import Confidentiality, expose
from riskapp.graph.cut_sets import cut_sets
from riskapp.graph.integrity import Integrity, trace
from riskapp.graph.ranking import rank
from riskapp.graph.restart import restart
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Kind, Threat
from tests.reality.incidents import Answer, Question, ask, load, states


def question(case: str, name: str) -> Question:
    return next(one for one in load(case).questions if one.id == name)


def outage(case: str, name: str, estate: Snapshot | None = None) -> Availability:
    answer = ask(question(case, name), estate)
    assert isinstance(answer, Availability)
    return answer


def processes(case: str, answer: Answer) -> set[str]:
    """The processes that an answer reaches."""
    return {one.id for one in load(case).estate.assets if one.kind is Kind.PROCESS} & states(answer).keys()


def without(case: str, *pairs: tuple[str, str]) -> Snapshot:
    """The estate of a case without some of its dependencies."""
    estate = load(case).estate
    kept = tuple(one for one in estate.dependencies if (one.dependent, one.provider) not in pairs)
    assert len(kept) == len(estate.dependencies) - len(pairs)
    return replace(estate, dependencies=kept)


def test_hse_the_defender_sets_the_radius() -> None:
    malware, shutdown = states(outage("hse", "malware")), states(outage("hse", "shutdown"))
    assert malware.keys() < shutdown.keys()
    assert {"lab-others", "mail", "phones", "nimis", "finance"} <= shutdown.keys() - malware.keys()


def test_hse_ends_in_a_black_start_by_our_assumption_alone() -> None:
    assert outage("hse", "shutdown").deadlocks == (("ad", "virt"),)
    asked = question("hse", "shutdown")
    (black,) = restart(load("hse").estate, asked.hit, asked.outage).black_starts
    assert [one.id for one in black.by_hand] == ["ad"] and black.exact
    assert ("virt", "ad") not in load("hse").stated
    free = outage("hse", "shutdown", without("hse", ("virt", "ad")))
    assert free.deadlocks == () and free.by_id["patients"].restored is not None


def test_wannacry_disturbs_trusts_that_control_does_not_reach() -> None:
    controlled = states(ask(question("wannacry", "worm")))
    disturbed = processes("wannacry", outage("wannacry", "precaution"))
    assert {"b-outpatients", "c-outpatients"} <= disturbed
    assert not [name for name in controlled if name.startswith(("b-", "c-", "d-"))]
    assert not [name for name in disturbed if name.startswith("d-")]


def test_wannacry_the_precaution_alone_disturbs_trust_c_and_the_shared_system_trust_b() -> None:
    infection = processes("wannacry", outage("wannacry", "infection"))
    precaution = processes("wannacry", outage("wannacry", "precaution"))
    assert precaution - infection == {"c-outpatients"}
    apart = outage("wannacry", "infection", without("wannacry", ("b-outpatients", "a-pathology")))
    assert infection - processes("wannacry", apart) == {"b-outpatients"}


def test_helse_sor_ost_is_wide_in_confidentiality_and_nil_in_availability() -> None:
    exposed = ask(question("helse-sor-ost", "exposure"))
    assert isinstance(exposed, Confidentiality) and exposed.at_least >= 2_800_000
    assert processes("helse-sor-ost", outage("helse-sor-ost", "outage")) == {"website"}
    assert processes("helse-sor-ost", outage("helse-sor-ost", "ransomware")) > {"wards", "outpatients"}


def test_dusseldorf_one_gateway_stops_the_emergency_department_only_under_foreign_control() -> None:
    assert processes("dusseldorf", outage("dusseldorf", "gateway")) == {"home-work"}
    attack = outage("dusseldorf", "attack")
    assert attack.by_id["emergency"].minutes_down > 13 * 1440
    assert attack.by_id["ambulances"].cause is not None
    assert attack.by_id["ambulances"].cause.providers == ("emergency",)


def test_synnovis_strikes_operations_before_clinics_but_knows_no_part_of_a_capacity() -> None:
    answer, asked = outage("synnovis", "attack"), question("synnovis", "attack")
    operations, clinics = answer.by_id["elective-gstt"], answer.by_id["outpatients-gstt"]
    weeks = asked.happened["weeks"]
    told = asked.happened["told"]
    assert all(f"{seen:,} / {operated}".replace(",", " ") in told for _, seen, operated in weeks)
    assert max(weeks, key=lambda week: week[2])[0] < max(weeks, key=lambda week: week[1])[0]
    assert operations.intervals[0].start < clinics.intervals[0].start
    assert weeks[1][2] < weeks[0][2] / 2, "in truth postponed operations fell by half in a week"
    assert len(operations.intervals) == 1 and operations.minutes_down > 9 * 7 * 1440, (
        "the model stops them for all nine"
    )


def test_synnovis_a_supplier_that_is_merely_away_for_a_day_disturbs_nobody() -> None:
    assert states(outage("synnovis", "silent")).keys() == {"synnovis"}


@pytest.mark.parametrize(
    ("system", "group", "hosts"),
    [
        ("record", "record-pair", ("record-1", "record-2")),
        ("exchange", "api-pair", ("api-1", "api-2")),
    ],
)
def test_crowdstrike_takes_both_of_a_redundant_pair(system: str, group: str, hosts: tuple[str, str]) -> None:
    estate = load("crowdstrike").estate
    cause = outage("crowdstrike", "hosts").by_id[system].cause
    assert cause is not None and (cause.group, cause.providers) == (group, hosts)
    assert system not in states(simulate(estate, hosts[:1])), "one of two is not missed"
    assert system in states(simulate(estate, hosts[:1], control=True)), "one of two is enough to control the system"


def test_crowdstrike_as_control_and_as_failing_computers_reaches_the_same() -> None:
    update, hosts = states(outage("crowdstrike", "update")), states(outage("crowdstrike", "hosts"))
    assert update == hosts | {"vendor": "down"}


def test_crowdstrike_is_no_common_cause_by_outage_and_first_by_control() -> None:
    estate = load("crowdstrike").estate
    assert states(outage("crowdstrike", "away")).keys() == {"vendor"}
    assert common_causes(estate, "record") == ()
    assert cut_sets(estate, "record").cut_sets == (("db-1", "db-2"), ("record-1", "record-2"))
    assert rank(estate, Threat.INTEGRITY)[0].id == "vendor"


def test_guys_and_st_thomas_lose_both_halls_by_the_air_that_they_share() -> None:
    assert states(outage("guys-st-thomas", "one-hall")).keys() == {"hall-guys"}
    heat = outage("guys-st-thomas", "heat")
    cause = heat.by_id["record"].cause
    assert cause is not None and (cause.group, cause.providers) == ("halls", ("hall-guys", "hall-thomas"))
    found = common_causes(load("guys-st-thomas").estate, "record")
    assert [(one.asset, one.dependent, one.group) for one in found] == [("heat", "record", "halls")]


def test_guys_and_st_thomas_look_redundant_where_nobody_enters_the_air() -> None:
    blind = without("guys-st-thomas", ("cooling-guys", "heat"), ("cooling-thomas", "heat"))
    assert common_causes(blind, "record") == ()
    assert all(len(one) == 2 for one in cut_sets(blind, "record").cut_sets)


def test_helseplattformen_misleads_in_silence_what_its_outage_would_not_touch() -> None:
    wrong = ask(question("helseplattformen", "wrong"))
    assert isinstance(wrong, Integrity) and wrong.stopped == ()
    misled = processes("helseplattformen", wrong)
    assert misled == {"clinicians", "gp-care", "patients", "municipal-care"}
    assert not processes("helseplattformen", outage("helseplattformen", "outage"))


def test_helseplattformen_a_receipt_from_the_receiver_would_have_stopped_it() -> None:
    estate = load("helseplattformen").estate
    flows = tuple(replace(flow, validated=flow.id in ("f2", "f5")) for flow in estate.flows)
    answer = trace(replace(estate, flows=flows), ["templates"])
    assert answer.stopped == ("f2", "f5")
    assert not {"gp-care", "clinicians"} & states(answer).keys()


def test_innlandet_is_small_and_lies_in_what_nobody_knew() -> None:
    estate = load("innlandet").estate
    asked = question("innlandet", "exposure")
    exposed = ask(asked)
    assert isinstance(exposed, Confidentiality)
    assert (exposed.at_least, exposed.unknown) == (25, 1)
    assert "record" not in states(exposed)
    known = tuple(one for one in estate.holdings if one.asset != "handbook")
    flows = tuple(flow for flow in estate.flows if flow.id != "f1")
    before = expose(replace(estate, holdings=known, flows=flows), asked.hit)
    assert (before.at_least, before.at_most, before.unknown) == (0, 0, 0)
    assert "care" not in states(outage("innlandet", "outage"))

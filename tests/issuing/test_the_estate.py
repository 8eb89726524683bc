"""The report on the estate: what is chosen is told, devices that are alike are one, and a bent figure is found."""

import json

import pytest

from riskapp.accounts.permissions import OPERATOR
from riskapp.database import db
from riskapp.decisions.recomputing.compared import Outcome
from riskapp.errors import Invalid
from riskapp.estate.snapshots import present
from riskapp.graph.snapshot import Asset, Dependency, Flow, Snapshot
from riskapp.graph.snapshot_json import snapshot_bytes
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Threat
from riskapp.issuing import the_estate
from riskapp.issuing.estate.data import flows_told
from riskapp.issuing.estate.holds import devices_told
from riskapp.issuing.estate.told import told, worst_hits
from riskapp.issuing.estate.weak import points_told, worst_apart
from riskapp.issuing.hits import Hit
from riskapp.issuing.issuing import issue_report
from riskapp.issuing.on_file import issued_file
from tests.decisions.conftest import refused
from tests.decisions.test_consulting import attached
from tests.decisions.test_every_field_is_printed import paper_of
from tests.reports.poppler import squeezed


def pumps(count: int) -> Snapshot:
    """A server with so many pumps that need it, and a process that needs the server."""
    assets = [Asset("server", "Pump server", Kind.SYSTEM), Asset("ward", "Ward", Kind.PROCESS, max_downtime=30)]
    assets += [Asset(f"pump-{n}", f"Pump {n:05}", Kind.DEVICE, site=f"floor {n % 2}") for n in range(count)]
    needs = [Dependency("ward", "server", DependencyKind.SERVICE, tolerance=15)]
    needs += [Dependency(f"pump-{n}", "server", DependencyKind.SERVICE) for n in range(count)]
    flows = [
        Flow(f"f{n}", f"pump-{n}", "server", (), Access.PUSH, encrypted=True, validated=False, persons=n)
        for n in range(count)
    ]
    return Snapshot(assets=tuple(assets), flows=tuple(flows), dependencies=tuple(needs))


def test_devices_that_are_alike_and_their_flows_are_one_row():
    estate = pumps(40)
    (group,) = devices_told(estate)
    assert (group["name"], group["count"], group["sites"]) == ("Pump", 40, [["floor 0", 20], ["floor 1", 20]])
    (flow,) = flows_told(estate)
    assert (flow["count"], flow["persons"], flow["unknown"]) == (40, sum(range(40)), 0)
    assert flow["source"] == {"group": "Pump", "count": 40, "kind": "device"}
    lying = {one.id: count for one, count in worst_apart(estate, Threat.INTEGRITY)}
    assert lying == {"pump-0": 40}


def test_the_worst_are_told_where_nobody_chose():
    hits = worst_hits(pumps(3))
    assert Hit(("server",), Threat.AVAILABILITY, 1440) in hits
    assert [one.outage for one in hits if one.threat is not Threat.AVAILABILITY] == [None] * (len(hits) - 1)
    (point,) = points_told(pumps(3))
    assert point["singles"] == ["Pump server"]


def test_what_was_chosen_is_told_with_minutes_reasons_and_a_picture(people, ward):
    hits = [Hit(("lab", "archive"), Threat.AVAILABILITY, 90), Hit(("lab",), Threat.CONFIDENTIALITY)]
    pdf = issued_file(people.security, issue_report(people.security, "estate", "en", hits)).pdf
    paper = paper_of(pdf)
    for said in (
        "Archive and Laboratory system fails",
        "Laboratory system (lab)",
        "for 1 hour and 30 minutes",
        "Emergency ward (ward)",
        "loses Laboratory system (service), tolerates 30 min",
        "Laboratory system (0 min) → Emergency ward (30 min)",
        "They were chosen by who issued the report.",
        "420 000",
    ):
        assert squeezed(said) in paper, said
    content = json.loads(attached(pdf)["estate-report.json"])
    assert [one["evidence"]["threat"] for one in content["hits"]] == ["availability", "confidentiality"]
    assert content["hits"][0]["drawing"]["nodes"]


@pytest.mark.parametrize(
    ("hits", "says"),
    [
        ([Hit(("nobody",), Threat.INTEGRITY)], "nobody"),
        ([Hit((), Threat.INTEGRITY)], "No asset is hit"),
        ([Hit(("lab",), Threat.AVAILABILITY, 0)], "1 minute or more"),
        ([Hit(("lab",), Threat.INTEGRITY)] * 61, "at most 60"),
    ],
)
def test_a_hit_that_cannot_be_told_is_refused_and_nothing_is_issued(people, ward, hits, says):
    db.session.rollback()
    with refused(Invalid, says):
        issue_report(people.security, "estate", "en", hits)


def test_hits_belong_to_the_estate_alone(people, ward):
    with refused(Invalid, "on the estate alone"):
        issue_report(people.security, "register", "en", [Hit(("lab",), Threat.INTEGRITY)])


def content_of(estate: Snapshot) -> tuple[dict, dict[str, bytes]]:
    """A content with the files that it rests on, as they are read back."""
    data = snapshot_bytes(estate)
    hits = [Hit(("server",), Threat.AVAILABILITY, 60)]
    rows = told(estate, hits, 6, "2026-11-27T10:00:00+00:00")
    head = {"estate": 6, "at": "2026-11-27T10:00:00+00:00", "language": "en"}
    sha256 = the_estate.fingerprint_of(data)
    return json.loads(json.dumps({**head, "source": {"sha256": sha256}, **rows})), {the_estate.SOURCE: data}


def test_everything_told_is_computed_again_and_a_bent_figure_is_found():
    content, files = content_of(pumps(8))
    assert {one.outcome for one in the_estate.anew(content, files)} == {Outcome.AGREES}
    content["hits"][0]["evidence"]["processes"][0]["first_failure"] = 16
    content["suppliers"]["more"] = 3
    wrong = [one.what for one in the_estate.anew(content, files) if one.outcome is Outcome.DIFFERS]
    assert wrong == ["suppliers", "blast radius 1 processes"]


def test_without_the_estate_in_the_file_it_says_that_nothing_can_be_computed():
    content, _ = content_of(pumps(8))
    (only,) = the_estate.anew(content, {})
    assert (only.outcome, only.computed) == (Outcome.UNCHECKED, "the estate is not enclosed")


def test_an_empty_estate_has_a_report_too(app, people):
    assert present().assets == ()
    pdf = issued_file(OPERATOR, issue_report(OPERATOR, "estate", "nb")).pdf
    assert squeezed("Kartleggingen er tom.") in paper_of(pdf)

"""What a later version rests on otherwise in the estate is told: far needs and evidence too, and frozen with it."""

import json

from riskapp.accounts.permissions import OPERATOR
from riskapp.assessments.models import Staleness, Version
from riskapp.assessments.risks import attach_evidence
from riskapp.database import db
from riskapp.decisions.advising import advise, send_back
from riskapp.decisions.deciding import approve
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.reports.report_files import content_to_read, report_file
from riskapp.decisions.staleness.confirming import confirm_holds
from riskapp.decisions.staleness.resting_since import MOST, estate_between
from riskapp.decisions.staleness.watching import JUDGE, judge_all
from riskapp.decisions.submitting import submit
from riskapp.estate.assets import add_asset
from riskapp.estate.dependencies import add_dependency
from riskapp.graph.snapshot import Asset, Dependency
from riskapp.graph.vocabulary import DependencyKind, Kind, Lifecycle
from tests.decisions.examples import People, Ward, accepted, risk, version_of
from tests.decisions.standing_estate import approved, asset_becomes, need_becomes
from tests.decisions.test_every_field_is_printed import paper_of
from tests.reports.poppler import squeezed

BOTH_DATABASES = True


def three_hops_down() -> None:
    """The laboratory system needs an archive, on a store, on a server that no quoted table tells of."""
    for key, name, above in (("store", "Disk store", "archive"), ("server", "Old server", "store")):
        add_asset(OPERATOR, Asset(key, name, Kind.INFRASTRUCTURE))
        add_dependency(OPERATOR, Dependency(above, key, DependencyKind.HOSTING))


def again(people: People, version: Version) -> Version:
    """A second version, advised on and accepted, to be decided."""
    start_version(people.member, version.assessment_id)
    version = version_of(version.assessment_id)
    submit(people.member, version.id)
    advise(people.security, version.id, "supports", "Fine")
    accepted(people, version_of(version.assessment_id))
    return version_of(version.assessment_id)


def told(estate: dict) -> set[tuple[str, str, object, object]]:
    return {(one["key"][0], one["field"], one["before"], one["after"]) for one in [*estate["rows"], *estate["owners"]]}


def test_a_server_three_hops_down_is_told_by_the_report_and_frozen_with_the_decision(people: People, ward: Ward):
    three_hops_down()
    first = approved(people, ward)
    asset_becomes("server", lifecycle=Lifecycle.RETIRING)
    second = again(people, first)
    asset_becomes("server", lifecycle=Lifecycle.IN_USE)  # after the facts were quoted: no part of what is decided
    approve(people.owner, second.id)
    second = version_of(second.assessment_id)

    estate = second.frozen["since"]["estate"]
    assert told(estate) == {("server", "lifecycle", "in use", "retiring")}
    assert estate["rows"][0]["own"]
    assert estate["then"]["estate"] < estate["now"]["estate"]
    assert estate["more"] == 0
    paper = paper_of(report_file(people.member, second.id).pdf)
    for words in ("What it rests on in the estate", "Old server (server)", "Lifecycle", "in use", "retiring"):
        assert squeezed(words) in paper


def test_what_only_the_evidence_reached_is_told_with_its_scenario(people: People, ward: Ward):
    first = approved(people, ward)
    asset_becomes("ward", max_downtime=15)  # the ward needs the laboratory system, and is no need of it
    start_version(people.member, first.assessment_id)
    estate = content_to_read(version_of(first.assessment_id))["since"]["estate"]
    [row] = estate["rows"]
    assert (row["key"], row["field"], row["after"], row["risks"]) == (["ward"], "max_downtime", 15, [1])
    assert estate["now"]["at"] is None, "a draft rests on the estate as it is now"


def test_a_draft_that_asks_more_says_what_it_rests_on_besides(people: People, ward: Ward):
    first = approved(people, ward)
    add_asset(OPERATOR, Asset("radio", "Radio", Kind.SYSTEM))
    start_version(people.member, first.assessment_id)
    draft = version_of(first.assessment_id)
    attach_evidence(people.member, risk(draft).id, ["lab", "radio"], "availability", 240)
    [row] = estate_between(version_of(first.assessment_id).assessment.versions[0], draft)["rows"]
    assert (row["key"], row["what"], row["field"], row["risks"]) == (["radio"], "added", "", [1])


def test_owners_of_systems_stand_apart_and_are_kept_by_their_commitment(people: People, ward: Ward):
    first = approved(people, ward)
    asset_becomes("lab", owner="Somebody else")
    second = again(people, first)
    approve(people.owner, second.id)
    second = version_of(second.assessment_id)
    estate = second.frozen["since"]["estate"]
    assert estate["rows"] == []
    assert told(estate) == {("lab", "owner", "Marit Ánne", "Somebody else")}
    kept = json.dumps(second.frozen_form, ensure_ascii=False)
    assert [name for name in ("Marit Ánne", "Somebody else", "Olav") if name in kept] == []
    paper = paper_of(report_file(people.member, second.id).pdf)
    assert squeezed("OwnerMarit ÁnneSomebody else") in paper


def test_what_was_sent_back_rests_on_the_estate_as_it_is_now_again(people: People, ward: Ward):
    first = approved(people, ward)
    second = again(people, first)
    send_back(people.owner, second.id, "Look once more")
    need_becomes("ward", tolerance=60)
    estate = content_to_read(version_of(second.assessment_id))["since"]["estate"]
    assert [(one["table"], one["field"]) for one in estate["rows"]] == [("dependency", "tolerance")]


def test_a_confirmation_is_no_decision_so_it_is_compared_with_what_was_decided(people: People, ward: Ward):
    first = approved(people, ward)
    need_becomes("ward", tolerance=200)
    judge_all(JUDGE)
    confirm_holds(people.owner, first.id, "The ward copes with it", db.session.get_one(Staleness, first.id).seen)
    start_version(people.member, first.assessment_id)
    estate = content_to_read(version_of(first.assessment_id))["since"]["estate"]
    assert [(one["before"], one["after"]) for one in estate["rows"]] == [(30, 200)]


def test_a_version_from_before_slices_says_so_on_paper(people: People, ward: Ward):
    first = approved(people, ward, forget=True)
    start_version(people.member, first.assessment_id)
    version = version_of(first.assessment_id)
    estate = content_to_read(version)["since"]["estate"]
    assert (estate["then"], estate["rows"], estate["more"]) == (None, [], 0)
    paper = paper_of(report_file(people.member, version.id).pdf)
    assert squeezed("Version 1 was decided before riskapp kept what an assessment rests on") in paper


def test_what_is_too_much_is_counted(people: People, ward: Ward):
    first = approved(people, ward)
    for number in range(MOST // 2 + 2):  # an asset and the need of it are two rows
        add_asset(OPERATOR, Asset(f"s{number}", f"Server {number}", Kind.INFRASTRUCTURE))
        add_dependency(OPERATOR, Dependency("archive", f"s{number}", DependencyKind.HOSTING))
    start_version(people.member, first.assessment_id)
    version = version_of(first.assessment_id)
    estate = content_to_read(version)["since"]["estate"]
    assert (len(estate["rows"]), estate["more"]) == (MOST, 4)
    assert squeezed("4 more changes are not told") in paper_of(report_file(people.member, version.id).pdf)

"""Versions in the browser: what changed, what was kept and brought back, and what an heir does with its base."""

import pytest

from riskapp.assessments import operations
from riskapp.assessments.kept_states import keep_by_hand, kept_states
from riskapp.decisions.advising import send_back
from riskapp.decisions.deciding import approve
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.submitting import submit
from tests.decisions.conftest import everything
from tests.decisions.examples import accepted, advised, filled, risk, version_of
from tests.decisions.test_accepting import MEDIUM
from tests.decisions.test_copying_and_inheriting import base, heir, renewed
from tests.decisions.test_signed_steps import change_event
from tests.web.decisions.test_review import address

__all__ = ["base", "heir"]


@pytest.fixture
def second(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    approve(people.owner, version.id)
    start_version(people.member, version.assessment_id)
    return version_of(version.assessment_id)


def test_what_changed_is_marked_word_by_word_and_the_rest_is_folded(people, ward, second, browse):
    change_event(people, second, "The laboratory stops <b>again</b>")
    page = browse("rut").get(address(second, "changes")).text
    assert "<ins> &lt;b&gt;again&lt;/b&gt;</ins>" in page
    assert "What is as it was" in page
    assert browse("rut").get(address(second, "changes?from=v9&to=v1")).status_code == 404
    same = browse("rut").get(address(second, "changes?from=v1&to=v1")).text
    assert "Nothing has changed." in same


def test_a_first_draft_has_nothing_to_compare_with(people, ward, browse):
    version = filled(people, "ros", [ward.lab])
    assert "nothing to compare it with" in browse("maja").get(address(version, "changes")).text


def test_whoever_decides_reads_whether_the_text_is_the_one_that_was_advised_on(people, ward, browse):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    page = browse("olav").get(address(version, "review")).text
    assert "The text has not changed since the advice." in page
    assert version_of(version.assessment_id).transitions[0].content_hash in page
    send_back(people.owner, version.id, "Again")
    change_event(people, version, "Other words")
    submit(people.member, version.id)
    assert "The text has changed since the advice." in browse("sigrid").get(address(version, "review")).text


def test_a_state_is_kept_under_a_name_and_brought_back_after_a_look(people, ward, browse):
    version = filled(people, "ros", [ward.lab])
    maja = browse("maja")
    refused = maja.post_form(address(version, "states"), {"name": " "})
    assert (refused.status_code, "Give this state a name" in refused.text) == (422, True)
    assert maja.post_form(address(version, "states"), {"name": "Before"}).status_code == 302
    [kept] = kept_states(version_of(version.assessment_id))
    change_event(people, version, "Other words")
    look = maja.get(address(version, "states", str(kept.id))).text
    assert "Other words" in look
    seen = look.partition('name="seen" value="')[2].partition('"')[0]

    change_event(people, version, "Still other words")
    late = maja.post_form(address(version, "states", str(kept.id)), {"seen": seen})
    assert (late.status_code, "wrote in this draft" in late.text) == (409, True)
    fresh = late.text.partition('name="seen" value="')[2].partition('"')[0]
    assert maja.post_form(address(version, "states", str(kept.id)), {"seen": fresh}).status_code == 302
    assert risk(version).event == "The laboratory stops"


def test_who_may_only_read_is_offered_nothing_and_may_do_nothing(people, ward, browse):
    version = filled(people, "ros", [ward.lab])
    kept = keep_by_hand(people.member, version.id, "Before")
    rut, before = browse("rut"), everything()
    page = rut.get(address(version, "states", str(kept))).text
    assert 'name="seen"' not in page
    for rest in (("states",), ("states", str(kept)), ("yearly-review",), ("copy",), ("declare-base",), ("base",)):
        assert rut.post_form(address(version, *rest), {}).status_code == 403, rest
    after = everything()
    assert {name for name in before if before[name] != after[name]} <= {"audit_event"}


def test_an_heir_judges_each_change_of_its_base(people, ward, base, heir, browse):
    new = renewed(people, base)
    maja = browse("maja")
    assert "of the base is approved" in maja.get(address(heir)).text
    page = maja.get(address(heir, "base")).text
    assert "The region says otherwise" in page
    sent = {"place": "R1", "base": new.id}
    refused = maja.post_form(address(heir, "base"), {**sent, "do": "decline", "reason": ""})
    assert (refused.status_code, 'href="#reason-R1"' in refused.text) == (422, True)
    assert maja.post_form(address(heir, "base"), {**sent, "do": "take"}).status_code == 302
    assert risk(heir).event == "The region says otherwise"
    assert "taken over" in maja.get(address(heir, "risks", "1")).text
    change_event(people, heir, "Ours")
    assert "changed here; it came from" in maja.get(address(heir, "risks", "1")).text
    odd = maja.post_form(address(heir, "base"), {"place": "R1", "base": "x", "do": "take"})
    assert odd.status_code == 422


def test_a_copy_is_started_with_what_stays_behind_in_view(people, ward, browse):
    version = filled(people, "ros", [ward.lab])
    operations.add_participant(people.member, version.id, "Jon", "physicist")
    maja = browse("maja")
    assert "Participants, workshops" in maja.get(address(version, "copy")).text
    refused = maja.post_form(address(version, "copy"), {"title": "Mine", "asset": "", "how": "copy"})
    assert refused.status_code == 422
    taken = maja.post_form(address(version, "copy"), {"title": "Mine", "asset": "archive", "how": "copy"})
    assert taken.status_code == 302
    assert "from The laboratory, ros, version 1" in maja.get(f"{taken.location}/step/context").text

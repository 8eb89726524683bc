"""Advice and sending back: by the right role, in writing, never by an author."""

import pytest

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.assessments import operations
from riskapp.decisions.advising import Opinion, advise, send_back
from riskapp.decisions.submitting import submit
from riskapp.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.decisions.conftest import events, refused
from tests.decisions.examples import advised, adviser, filled, submitted, version_of


@pytest.mark.parametrize("kind", ["dpia", "ros"])
@pytest.mark.parametrize("opinion", list(Opinion))
def test_advice_is_stored_word_for_word_with_its_opinion(people, ward, kind, opinion):
    version = submitted(people, kind, [ward.lab])
    advise(adviser(people, kind), version.id, opinion.value, "  Keep <an> eye & log it.  ", version.row_version)
    version = version_of(version.assessment_id)
    assert version.state == "advised"
    step = version.transitions[-1]
    assert (step.opinion, step.text) == (opinion.value, "Keep <an> eye & log it.")
    (event,) = events("assessment.advised")
    assert event.after["opinion"] == opinion.value
    assert event.after["text"] == "Keep <an> eye & log it."


def test_the_privacy_officer_advises_on_a_dpia_and_security_on_a_ros(people, ward):
    dpia, ros = submitted(people, "dpia", [ward.lab]), submitted(people, "ros", [ward.lab])
    with refused(NotAllowed, "advise on a DPIA"):
        advise(people.security, dpia.id, "supports", "Fine")
    with refused(NotAllowed, "advise on a risk assessment"):
        advise(people.privacy, ros.id, "supports", "Fine")


def test_nobody_advises_on_what_they_wrote(people, ward):
    version = filled(people, "ros", [ward.lab])
    operations.add_participant(people.security, version.id, "Somebody")
    submit(people.member, version.id)
    with refused(NotAllowed, "You wrote in this assessment"):
        advise(people.security, version.id, "supports", "Fine")
    with refused(NotAllowed, "You wrote in this assessment"):
        send_back(people.security, version.id, "Again")


def test_advice_needs_an_opinion_and_a_text(people, ward):
    version = submitted(people, "ros", [ward.lab])
    with refused(Invalid, "Choose how you stand", field="opinion"):
        advise(people.security, version.id, "perhaps", "Fine")
    with refused(Invalid, "Write your advice", field="text"):
        advise(people.security, version.id, "supports", " \n ")


def test_the_operator_has_no_name_and_gives_no_advice(people, ward):
    version = submitted(people, "ros", [ward.lab])
    with refused(NotAllowed, "a person's name"):
        advise(OPERATOR, version.id, "supports", "Fine")


def test_an_adviser_for_another_system_does_not_see_it(people, ward, person):
    version = submitted(people, "ros", [ward.lab])
    elsewhere = person("siri", Role.SECURITY, asset=ward.archive)
    with refused(NotFound, "no such assessment"):
        advise(elsewhere, version.id, "supports", "Fine")


def test_an_adviser_for_one_of_two_systems_does_not_advise_on_both(people, ward, person):
    version = submitted(people, "ros", [ward.lab, ward.archive])
    half = person("siri", Role.SECURITY, asset=ward.lab)
    with refused(NotAllowed, "advise on a risk assessment"):
        advise(half, version.id, "supports", "Fine")


def test_advice_on_a_draft_or_twice_is_refused(people, ward):
    version = filled(people, "ros", [ward.lab])
    with refused(Invalid, "is draft"):
        advise(people.security, version.id, "supports", "Fine")
    version = advised(people, "ros", [ward.lab])
    with refused(Invalid, "is advised"):
        advise(people.security, version.id, "supports", "Fine")


def test_advice_on_a_state_that_the_adviser_did_not_see_is_a_conflict(people, ward):
    version = submitted(people, "ros", [ward.lab])
    seen = version.row_version
    send_back(people.security, version.id, "Say more")
    submit(people.member, version.id)
    with refused(Conflict, "Look at it again"):
        advise(people.security, version.id, "supports", "Fine", seen)


def test_the_adviser_sends_back_from_review_and_the_estate_is_quoted_afresh(people, ward):
    version = submitted(people, "dpia", [ward.lab])
    send_back(people.privacy, version.id, "Say who receives the data", version.row_version)
    version = version_of(version.assessment_id)
    assert (version.state, version.quoted, version.estate_number) == ("sent back", None, None)
    assert version.transitions[-1].text == "Say who receives the data"
    assert events("assessment.sent_back")[0].after["text"] == "Say who receives the data"
    submit(people.member, version.id)
    assert version_of(version.assessment_id).quoted is not None


def test_the_decider_sends_back_what_is_advised_and_the_adviser_no_longer_does(people, ward):
    version = advised(people, "ros", [ward.lab])
    with refused(NotAllowed, "decide on an assessment"):
        send_back(people.security, version.id, "Again")
    send_back(people.owner, version.id, "Ask the ward")
    assert version_of(version.assessment_id).state == "sent back"


def test_the_decider_does_not_send_back_before_there_is_advice(people, ward):
    version = submitted(people, "ros", [ward.lab])
    with refused(NotAllowed, "advise on a risk assessment"):
        send_back(people.owner, version.id, "Again")


def test_sending_back_needs_words_a_person_and_the_right_state(people, ward):
    version = submitted(people, "ros", [ward.lab])
    with refused(Invalid, "Write what the team should do", field="text"):
        send_back(people.security, version.id, "")
    with refused(NotAllowed, "a person's name"):
        send_back(OPERATOR, version.id, "Again")
    send_back(people.security, version.id, "Again")
    with refused(Invalid, "is sent back"):
        send_back(people.security, version.id, "Again")

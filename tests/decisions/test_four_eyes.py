"""A decision takes a second pair of eyes: nobody decides on what they wrote, submitted or advised."""

from riskapp.accounts.permissions import Role
from riskapp.assessments import operations
from riskapp.decisions.advising import advise, send_back
from riskapp.decisions.deciding import approve, reject
from riskapp.decisions.submitting import submit
from riskapp.errors import NotAllowed
from tests.decisions.conftest import refused
from tests.decisions.examples import filled, submitted


def test_nobody_decides_on_what_they_wrote(people, ward):
    version = filled(people, "ros", [ward.lab])
    operations.add_participant(people.owner, version.id, "Somebody")
    submit(people.member, version.id)
    advise(people.security, version.id, "supports", "Fine")
    for decide in (approve, reject):
        with refused(NotAllowed, "You wrote in this assessment"):
            decide(people.owner, version.id, "Yes or no")
    with refused(NotAllowed, "You wrote in this assessment"):
        send_back(people.owner, version.id, "Again")


def test_nobody_decides_on_their_own_advice(people, ward, person):
    both = person("sara", Role.SECURITY, Role.SYSTEM_OWNER)
    version = submitted(people, "ros", [ward.lab])
    advise(both, version.id, "supports", "Fine")
    with refused(NotAllowed, "nobody decides on their own advice"):
        approve(both, version.id)


def test_whoever_submitted_it_does_not_decide(people, ward):
    version = filled(people, "ros", [ward.lab])
    submit(people.owner, version.id)
    advise(people.security, version.id, "supports", "Fine")
    with refused(NotAllowed, "nobody decides on what they wrote"):
        approve(people.owner, version.id)

"""What a control rests on comes from the register of measures, as it stands now."""

from riskapp.accounts.permissions import Actor
from riskapp.applicability.content import statement_content
from riskapp.applicability.deciding import decide_control
from riskapp.applicability.queries import standing_of, standings
from riskapp.applicability.statement import Decision, TreatedRisk
from riskapp.assessments.content import fingerprint
from riskapp.assessments.evidence_files import attach_file
from riskapp.assessments.models import Version
from riskapp.assessments.registered import FollowUp, follow_up
from tests.applicability.conftest import registered

BOTH_DATABASES = True


def test_every_control_is_told_and_nothing_stands_behind_an_empty_register(olav: Actor) -> None:
    rows = standings()

    assert len(rows) == 93
    assert not [one for one in rows if one.measures or one.decided or one.row_version]


def test_a_measure_stands_behind_the_controls_that_it_refers_to(olav: Actor, draft: Version) -> None:
    behind = {one.control.number: one.measures for one in standings() if one.measures}

    assert list(behind) == ["A.8.5", "A.8.13"]
    (one,) = behind["A.8.5"]
    assert (one.number, one.text, one.status, one.owner, one.evidence) == (1, "Two factors", "planned", "Kari", 0)
    assert one.risks == (TreatedRisk(draft.assessment_id, "ros", "The laboratory", 1, 1, "The laboratory stops"),)


def test_it_follows_the_register(olav: Actor, draft: Version) -> None:
    entry = registered()
    follow_up(olav, entry.id, FollowUp(status="in place", owner="Per"), entry.row_version)
    attach_file(olav, entry.id, "protocol.txt", b"done")

    (one,) = standing_of("A.8.5").measures
    assert (one.in_place, one.owner, one.evidence) == (True, "Per", 1)


def test_the_fingerprint_is_of_what_is_said_and_of_what_stands_behind(olav: Actor, draft: Version) -> None:
    def mark() -> str:
        return fingerprint(statement_content(standings(), "The trust"))

    before = mark()
    assert mark() == before
    decide_control(olav, "A.8.5", Decision("yes", reasons=("risk",), state="in place"), 0)
    decided = mark()
    entry = registered()
    follow_up(olav, entry.id, FollowUp(status="in place", owner="Kari"), entry.row_version)

    assert len({before, decided, mark()}) == 3
    content = statement_content(standings(), "The trust")
    assert content["summary"]["decided"] == 1
    assert content["summary"]["findings"] == {"undecided": 92}

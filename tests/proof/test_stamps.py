"""What time stamps say together: who was late, which clock was wrong, what is missing. Real tokens: tests/reports."""

import hashlib
from datetime import UTC, datetime

from riskapp.proof.notes import Checkpoint
from riskapp.proof.stamps import Attested, hold_to_stamps
from riskapp.proof.telling import told
from riskapp.proof.walking import Found


def point(size: int, at: str, said: str = "", stamp: tuple[int, str] | None = None) -> Checkpoint:
    """A checkpoint of the day `at`, with a token that says the day `said`."""
    note = f"note {size} of {at}".encode()
    return Checkpoint("t", size, b"", f"{at}T12:00:00Z", b"", b"", b"", note=note, token=said.encode(), stamp=stamp)


def found_of(*points: Checkpoint, due: str = "") -> Found:
    found = Found(agreed=list(points), size=points[-1].size, sure=points[-1])
    judge = lambda one: Attested(at=f"{one.token.decode()}T12:00:30Z", service="TSA")  # noqa: E731
    moment = datetime.fromisoformat(due).replace(tzinfo=UTC) if due else None
    hold_to_stamps(found, points, judge, due=moment)
    return found


def test_stamps_in_time_are_told_with_the_newest_and_the_oldest():
    found = found_of(
        point(3, "2026-01-01", "2026-01-01"), point(9, "2026-01-02", "2026-01-02"), point(12, "2026-01-02")
    )
    assert (found.faults, found.remarks, found.stamps) == ([], [], 2)
    assert "A foreign clock, that of TSA, saw the first 9 events as they are at 2026-01-02T12:00:30Z." in told(found)
    assert "Its oldest time stamp is of 2026-01-01T12:00:30Z, over 3 events" in "\n".join(told(found))


def test_a_stretch_that_was_stamped_long_after_it_was_signed_is_told_but_is_no_fault():
    found = found_of(point(3, "2026-01-01", "2026-01-01"), point(5, "2026-02-01"), point(9, "2026-03-01", "2026-03-02"))
    assert found.faults == []
    (late,) = found.remarks
    assert (late.kind, late.values["size"], late.values["to"]) == ("late", 4, 9)
    assert "Events 4 to 9 were signed from 2026-02-01T12:00:00Z on and got their time stamp at 2026-03-02" in "".join(
        told(found)
    )


def test_what_was_before_the_first_stamp_is_late_for_nobody():
    assert found_of(point(3, "2025-01-01"), point(9, "2026-03-01", "2026-03-01")).remarks == []


def test_a_note_from_after_its_stamp_means_that_a_clock_was_wrong():
    (clock,) = found_of(point(3, "2026-02-01", "2026-01-01")).remarks
    assert clock.kind == "clock"


def test_a_checkpoint_without_a_stamp_is_a_fault_once_it_had_time_and_others_have_one():
    first, second = point(3, "2026-01-01", "2026-01-01"), point(9, "2026-02-01")
    assert [one.kind for one in found_of(first, second, due="2026-02-03").faults] == ["stamp_missing"]
    assert found_of(first, second, due="2026-02-01").faults == [], "it had no time yet"
    assert found_of(first, second).faults == [], "no service is set"
    assert found_of(second, due="2026-02-03").faults == [], "there never was one"


def test_a_stamp_that_a_later_checkpoint_names_is_missed_where_nobody_has_it():
    first = point(3, "2026-01-01", "2026-01-01")
    named = (3, hashlib.sha256(first.token).hexdigest())
    assert found_of(first, point(9, "2026-01-01", stamp=named)).faults == []
    lost = found_of(point(3, "2026-01-01"), point(9, "2026-01-01", stamp=named), point(10, "2026-01-02", stamp=named))
    assert [one.kind for one in lost.faults] == ["stamp_lost"]


def test_without_a_library_a_token_is_searched_for_the_fingerprint_and_the_answer_says_what_to_ask():
    one = point(3, "2026-01-01", "no fingerprint")
    found = Found(agreed=[one], size=3, sure=one)
    hold_to_stamps(found, [one])
    assert [fault.kind for fault in found.faults] == ["stamp_other"]

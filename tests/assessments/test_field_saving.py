"""What a form carried is laid over what is stored, whatever row it is, and its writer is told what stands then."""

import pytest

from riskapp.assessments.field_merge import marks
from riskapp.assessments.field_saving import Sent, lay
from riskapp.errors import Conflict, Invalid

STORED = {"text": "Two lines", "owner": "", "cost": 5, "treats": (1, 2)}


def test_only_fields_that_were_sent_are_written() -> None:
    laid = lay(STORED, {**STORED, "text": "Three lines", "owner": "Olav"}, Sent(["owner"], 1, marks(STORED)), 1)
    assert laid.changes and laid.values == {**STORED, "owner": "Olav"}


def test_what_others_changed_is_told_and_the_same_field_is_in_dispute() -> None:
    newer = {**STORED, "text": "Hers", "cost": 7}
    laid = lay(newer, {**STORED, "text": "His"}, Sent(list(STORED), 1, marks(STORED)), 2)
    saved = laid.saved(2, newer)
    assert not laid.changes and saved.taken == ("cost",) and saved.disputed == {"text": ("Hers", "His")}
    with pytest.raises(Conflict) as refused:
        saved.undisputed("Both")
    assert refused.value.theirs == {"text": "Hers", "row_version": 2} and refused.value.mine == {"text": "His"}


def test_without_marks_the_row_version_says_whether_anybody_wrote() -> None:
    mine = {**STORED, "text": "His"}
    assert lay(STORED, mine, Sent(["text"], 2), 2).contested == ()
    assert lay(STORED, mine, Sent(["text"], 1), 2).contested == ("text",)
    assert lay(STORED, STORED, Sent(list(STORED), 1), 2).contested == (), "who changes nothing is not asked"


def test_what_a_rule_filled_in_is_told_and_what_somebody_typed_is_never_taken_away() -> None:
    laid = lay(STORED, {"owner": "", "text": "Four lines"}, Sent(["owner", "text"], 1), 1)
    assert laid.saved(2, {**STORED, "owner": "Maja", "text": ""}).taken == ("owner",)


def test_a_part_of_a_field_that_is_not_there_any_more_is_emptied() -> None:
    stored = {"aspects.economy": [1, None], "event": "x"}
    assert lay(stored, {"event": "x"}, Sent(["aspects"], 1), 1).values == {"aspects.economy": None, "event": "x"}


def test_a_text_that_cannot_be_stored_is_refused_with_its_field() -> None:
    with pytest.raises(Invalid) as refused:
        lay(STORED, {"text": "a\0b"}, Sent(["text"], 1), 1)
    assert refused.value.field == "text"

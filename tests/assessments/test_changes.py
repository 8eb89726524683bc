"""What differs between two contents: each field once, with its place, and nothing that stayed."""

from riskapp.assessments.changes import Change, changes_between
from riskapp.assessments.word_changes import Word, word_changes

BEFORE = {
    "title": "Home",
    "scope": [{"name": "Lab"}],
    "participants": [],
    "answers": {"access": "On request", "access.verdict": "acceptable", "erasure": "Never"},
    "risks": [{"number": 1, "event": "It leaks", "likelihood": 3, "measures": [1], "evidence": {"at": 1}}],
    "measures": [{"number": 1, "text": "Encrypt", "owner": "Olav", "treats": [1]}],
    "quotes": {"flows": [{"id": "f1"}, {"id": "f2"}]},
}


def test_the_same_says_nothing() -> None:
    assert changes_between(BEFORE, BEFORE) == ()


def test_each_field_is_told_once_with_its_place() -> None:
    after = {
        "title": "Home care",
        "scope": [{"name": "Lab"}, {"name": "Ward"}],
        "participants": [],
        "answers": {"access": "Within seven days", "access.verdict": "to_improve", "objection": "By phone"},
        "risks": [
            {
                "number": 1,
                "event": "It leaks",
                "likelihood": 2,
                "measures": [1, 2],
                "evidence": {"at": 2},
                "estimate": {},
            },
            {"number": 2, "event": "It stops"},
        ],
        "measures": [{"number": 2, "text": "Test the restore"}],
        "quotes": {"flows": [{"id": "f2"}, {"id": "f3"}, {"id": "f4"}]},
    }
    assert changes_between(BEFORE, after) == (
        Change("", "title", "Home", "Home care"),
        Change("", "scope", "Lab", "Lab\nWard"),
        Change("access", "access", "On request", "Within seven days"),
        Change("access", "access.verdict", "acceptable", "to_improve"),
        Change("objection", "objection", "", "By phone"),
        Change("erasure", "erasure", "Never", ""),
        Change("R1", "likelihood", "3", "2"),
        Change("R1", "measures", "1", "1\n2"),
        Change("R1", "evidence", "", ""),
        Change("R1", "estimate", "", ""),
        Change("R2", "added", "", "It stops"),
        Change("T1", "removed", "Encrypt", ""),
        Change("T2", "added", "", "Test the restore"),
        Change("", "flows", "1", "2"),
    )


def test_an_older_content_that_lacks_a_field_is_compared_all_the_same() -> None:
    older = {**BEFORE, "quotes": {}, "risks": [{"number": 1, "event": "It leaks"}]}
    assert Change("R1", "likelihood", "3", "") in changes_between(BEFORE, older)


def test_the_words_that_stayed_and_came_are_the_new_text() -> None:
    before, after = "The log is given on request.", "The log is given to the patient\nwithin seven days."
    found = list(word_changes(before, after))
    assert "".join(text for word, text in found if word is not Word.GONE) == after
    assert "".join(text for word, text in found if word is not Word.COME) == before
    assert (Word.SAME, "The log is given ") in found


def test_two_very_long_texts_are_told_whole() -> None:
    before, after = "a " * 3000, "b " * 3000
    assert list(word_changes(before, after)) == [(Word.GONE, before), (Word.COME, after)]


def test_a_workshop_is_told_of_the_whole_with_its_guests() -> None:
    nina = {"name": "Nina", "profession": "nurse", "role": "", "came": None}
    one = {"number": 1, "at": "2027-03-04T08:30:00+00:00", "minutes": 60, "place": "", "agenda": "", "notes": ""}
    before = {**BEFORE, "workshops": [{**one, "guests": [nina]}]}
    later = {**one, "notes": "Agreed", "guests": [{**nina, "came": True}]}
    after = {**BEFORE, "workshops": [later, {**one, "number": 2, "notes": "New", "guests": []}]}
    assert changes_between(before, after) == (
        Change("", "W1: notes", "", "Agreed"),
        Change("", "W2: added", "", "New"),
        Change("", "W1: guests", "Nina, nurse", "✓ Nina, nurse"),
    )
    assert Change("", "W1: added", "", "Agreed") in changes_between(BEFORE, after)


def test_what_a_measure_does_and_what_shows_it_is_told_as_new() -> None:
    before = {**BEFORE, "measures": [{**BEFORE["measures"][0], "evidence": [], "effect": [{"risk": 1, "saved": 2}]}]}
    after = {
        **BEFORE,
        "measures": [
            {
                **BEFORE["measures"][0],
                "situations": [{"nb": "Steril", "en": "Sterile"}],
                "evidence": [{"name": "shown.pdf"}],
                "trade_offs": [{"chosen": "leave"}],
                "effect": [{"risk": 1, "saved": 3}],
            }
        ],
    }
    told = [Change("T1", name, "", "") for name in ("situations", "evidence", "trade_offs", "effect")]
    assert list(changes_between(before, after)) == told
    assert changes_between(BEFORE, {**before, "measures": [{**before["measures"][0], "effect": []}]}) == ()

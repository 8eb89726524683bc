"""What is still offered of the estate's suggestions, and what a team has changed in one that it took over."""

from dataclasses import dataclass, replace

from riskapp.assessments.offered import by_loss, changed, said_of, still_open, stored_key
from riskapp.catalogues.text import Text
from riskapp.graph.vocabulary import Threat
from riskapp.scenarios.suggestion import Suggestion


def suggestion(key: str, lost: str = "availability", weight: int = 1) -> Suggestion:
    rule, asset = key.split(":", 1)
    words = [Text(nb=f"{name} på norsk", en=f"{name} in English") for name in ("cause", "event", "effect", "reason")]
    return Suggestion(key, rule, lost, asset, (asset,), Threat(lost), None, *words, weight, {})


@dataclass
class Judged:
    key: str
    verdict: str
    risk: int | None = None


FOUND = (suggestion("a:lab"), suggestion("b:lab"), suggestion("c:lab"), suggestion("d:lab"))


def test_what_was_judged_is_not_offered_but_what_was_removed_is_again() -> None:
    verdicts = [Judged("a:lab", "dismissed"), Judged("b:lab", "accepted", 1), Judged("c:lab", "accepted", 2)]
    assert [one.key for one in still_open(FOUND, verdicts, {1, 7})] == ["c:lab", "d:lab"]


def test_the_group_and_the_suggestion_that_weigh_most_come_first() -> None:
    found = [
        suggestion("a:x", "availability", 3),
        suggestion("b:x", "integrity", 9),
        suggestion("c:x", "availability", 5),
        suggestion("a:y", "availability", 5),
    ]
    assert {lost: [one.key for one in group] for lost, group in by_loss(found).items()} == {
        "integrity": ["b:x"],
        "availability": ["a:y", "c:x", "a:x"],
    }
    assert list(by_loss(found)) == ["integrity", "availability"]


def test_a_key_that_names_a_supplier_at_length_is_cut_and_stays_its_own() -> None:
    long, other = "one_supplier:" + "x" * 400, "one_supplier:" + "x" * 399 + "y"
    assert stored_key("one_supplier:lab") == "one_supplier:lab"
    assert len(stored_key(long)) == 300 and stored_key(long) != stored_key(other)
    assert stored_key(stored_key(long)) == stored_key(long)
    found = (suggestion(long), suggestion(other))
    assert still_open(found, [Judged(stored_key(long), "dismissed")], ()) == (found[1],)


def test_a_suggestion_by_a_supplier_that_is_no_asset_has_no_key() -> None:
    names = {"lab": "Laboratory"}
    assert said_of(suggestion("a:lab"), names)["asset"] == {"key": "lab", "name": "Laboratory"}
    assert said_of(suggestion("a:Acme Ltd"), names)["asset"] == {"key": None, "name": "Acme Ltd"}


def test_what_was_changed_is_told_field_by_field_in_the_language_of_the_assessment() -> None:
    said = said_of(suggestion("a:lab"), {"lab": "Laboratory"})
    same = {
        "property": "availability",
        "asset": {"key": "lab", "name": "Renamed since"},
        "cause": "cause in English",
        "event": " event in English\n",
        "effect": "effect in English",
    }
    assert changed(said, same, "en") == ()
    assert changed(said, same, "nb") == ("cause", "event", "effect")
    assert changed(said, same | {"effect": ""}, "en") == ("effect",)
    assert changed(said, same | {"property": "integrity", "asset": None}, "en") == ("property", "asset")
    nowhere = said_of(replace(suggestion("a:lab"), asset="Acme Ltd"), {})
    assert changed(nowhere, same | {"asset": None}, "en") == ()

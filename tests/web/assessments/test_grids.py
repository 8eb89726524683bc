"""Scenarios and measures as a table, without scripts: a form whose rows are stored together or not at all."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from bench.sent_form import SentForm
from riskapp.accounts.permissions import Role
from riskapp.assessments.models import Assessment, Measure, Risk
from riskapp.audit.models import AuditEvent
from riskapp.database import db, transaction
from riskapp.estate.models import Asset
from tests.assessments.ward import HOSTILE
from tests.inspecting_client import InspectingClient

Fields = dict[str, list[str]]


def risks() -> list[Risk]:
    db.session.expire_all()
    return list(db.session.scalars(select(Risk).order_by(Risk.number)))


def measures() -> list[Measure]:
    db.session.expire_all()
    return list(db.session.scalars(select(Measure).order_by(Measure.number)))


def actions() -> list[str]:
    return list(db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))


def opened(client: InspectingClient, address: str) -> Fields:
    """What a browser would send of the table at this address, untouched."""
    answer = client.get(address)
    assert answer.status_code == 200
    return SentForm(answer.text, "grid-form").values()


def with_cells(fields: Fields, **cells: str) -> Fields:
    """The fields with other words in cells, as in r0_event="It stops"."""
    return fields | {name.replace("_", "-", 1): [text] for name, text in cells.items()}


@pytest.fixture
def two(maja: InspectingClient, ros: str) -> str:
    """The address of a table with two scenarios."""
    for event in ("It stops", "It lies"):
        maja.post_form(f"{ros}/risks", {"property": "integrity", "asset": "lab", "event": event})
    return f"{ros}/risks/grid"


@pytest.fixture
def omar(browse: Callable[..., InspectingClient]) -> InspectingClient:
    """Somebody else who may write."""
    return browse("omar", Role.MEMBER)


def test_both_steps_lead_to_their_table_and_each_row_to_its_page(maja: InspectingClient, ros: str, two: str) -> None:
    for step, what in (("scenarios", "risks"), ("measures", "measures")):
        maja.get(f"{ros}/step/{step}")
        assert f"{ros}/{what}/grid" in [link.get("href") for link in maja.page.all("a")]
    maja.get(two)
    assert {f"{ros}/risks/1", f"{ros}/risks/2"} <= {link.get("href") for link in maja.page.all("a")}


@pytest.mark.parametrize("kind", ["ros", "dpia"])
def test_a_table_that_nobody_touched_leaves_no_event(
    kind: str, maja: InspectingClient, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue(kind)
    for text in HOSTILE:
        maja.post_form(f"{address}/risks", {"property": "integrity", "asset": "lab", "cause": text, "event": text})
        maja.post_form(f"{address}/measures", {"text": text, "owner": text, "due": "2027-01-02", "treats": "1"})
    before = actions()
    for what in ("risks", "measures"):
        sent = opened(maja, f"{address}/{what}/grid")
        answer = maja.post_form(f"{address}/{what}/grid", sent)
        assert answer.status_code == 302, maja.page.text
    assert actions() == before


def test_rows_are_changed_added_and_removed_with_one_press_and_an_event_each(maja: InspectingClient, two: str) -> None:
    sent = with_cells(
        opened(maja, two),
        r0_cause="Fire",
        r0_likelihood="4",
        r1_remove="1",
        r2_property="availability",
        r2_event=HOSTILE[1],
        r2_asset="Laboratory system",
        r3_event="Never mind",
        r3_remove="1",
    )
    before = len(actions())
    assert maja.post_form(two, sent).status_code == 302
    assert actions()[before:] == ["risk.changed", "risk.added", "risk.removed"]
    first, added = risks()
    assert (first.cause, first.likelihood, first.event) == ("Fire", 4, "It stops")
    assert (added.number, added.event, added.asset and added.asset.key) == (3, HOSTILE[1], "lab")
    maja.get(two)
    assert "Saved: 1 row added, 1 row changed, 1 row removed." in maja.page.text


def test_each_fault_is_told_at_its_cell_and_on_top_and_nothing_is_stored(maja: InspectingClient, two: str) -> None:
    sent = with_cells(opened(maja, two), r0_event="It halts", r1_asset="lob", r2_event="Somewhere", r3_likelihood="9")
    before = actions()
    answer = maja.post_form(two, sent)
    assert answer.status_code == 422
    assert actions() == before and [one.event for one in risks()] == ["It stops", "It lies"]
    assert "R2, Where: No asset has the id or the name lob." in maja.page.text
    assert "Row 4, Likelihood now: “9” does not fit here." in maja.page.text
    links = [link["href"] for link in maja.page.all("a") if link.get("href", "").startswith("#r")]
    assert links == ["#r1-asset", "#r3-likelihood"]
    faulty = {field["id"] for tag in ("input", "select") for field in maja.page.all(tag) if "aria-invalid" in field}
    assert faulty == {"r1-asset", "r3-likelihood"}
    kept = SentForm(answer.text, "grid-form").values()
    assert (kept["r0-event"], kept["r1-asset"], kept["r2-event"], kept["r3-likelihood"]) == (
        ["It halts"],
        ["lob"],
        ["Somewhere"],
        ["9"],
    )
    answer = maja.post_form(two, with_cells(kept, r1_asset="lab", r3_likelihood=""))
    assert answer.status_code == 422 and "Row 3, What is lost: Choose what is lost" in maja.page.text
    kept = SentForm(answer.text, "grid-form").values()
    assert maja.post_form(two, with_cells(kept, r2_property="integrity")).status_code == 302
    assert [one.event for one in risks()] == ["It halts", "It lies", "Somewhere"]


def test_who_saves_second_sees_both_texts_and_loses_nothing(
    maja: InspectingClient, omar: InspectingClient, two: str
) -> None:
    mine = with_cells(opened(maja, two), r0_cause="Flood", r0_effect="Wet", r1_event="It lies low", r2_event="x")
    mine = with_cells(mine, r2_property="integrity")
    omar.post_form(two, with_cells(opened(omar, two), r0_cause="Fire", r0_threat="Heat"))
    answer = maja.post_form(two, mine)
    assert answer.status_code == 409
    assert "R1, Cause: Somebody else wrote here: Fire" in maja.page.text
    assert [one.event for one in risks()] == ["It stops", "It lies"]
    kept = SentForm(answer.text, "grid-form").values()
    assert (kept["r0-cause"], kept["r0-effect"], kept["r1-event"]) == (["Flood"], ["Wet"], ["It lies low"])
    assert kept["r0-threat"] == ["Heat"], "what the other wrote where nobody else did stands there"
    assert maja.post_form(two, kept).status_code == 302
    assert [(one.cause, one.threat, one.effect) for one in risks()[:1]] == [("Flood", "Heat", "Wet")]
    assert [one.event for one in risks()] == ["It stops", "It lies low", "x"]


def test_a_row_that_only_somebody_else_changed_is_no_conflict(
    maja: InspectingClient, omar: InspectingClient, two: str
) -> None:
    mine = with_cells(opened(maja, two), r1_event="It lies low")
    omar.post_form(two, with_cells(opened(omar, two), r0_cause="Fire"))
    assert maja.post_form(two, mine).status_code == 302
    assert [(one.cause, one.event) for one in risks()] == [("Fire", "It stops"), ("", "It lies low")]


def test_two_who_write_in_different_cells_of_a_row_keep_both_and_are_not_asked(
    maja: InspectingClient, omar: InspectingClient, two: str
) -> None:
    maja.post_form(two, with_cells(opened(maja, two), r0_effect="one\r\ntwo"))
    mine = with_cells(opened(maja, two), r0_cause="Flood")
    omar.post_form(two, with_cells(opened(omar, two), r0_effect="three"))
    assert maja.post_form(two, mine).status_code == 302
    assert (risks()[0].cause, risks()[0].effect) == ("Flood", "three")


@pytest.mark.parametrize(("choice", "stands"), [("mine", "Flood"), ("theirs", "Fire")])
def test_one_chooses_between_two_texts_of_a_cell(
    maja: InspectingClient, omar: InspectingClient, two: str, choice: str, stands: str
) -> None:
    mine = with_cells(opened(maja, two), r0_cause="Flood", r1_event="It lies low")
    omar.post_form(two, with_cells(opened(omar, two), r0_cause="Fire"))
    answer = maja.post_form(two, mine)
    assert answer.status_code == 409 and "R1, Cause" in maja.page.text
    assert {"take:r0-cause"} == {one["name"] for one in maja.page.all("input") if one.get("type") == "radio"}
    kept = SentForm(answer.text, "grid-form").values()
    assert maja.post_form(two, kept | {"take:r0-cause": [choice]}).status_code == 302
    assert (risks()[0].cause, risks()[1].event) == (stands, "It lies low")


def test_a_cell_that_nobody_wrote_in_hinders_nothing(maja: InspectingClient, two: str) -> None:
    """What cannot be read any more, such as an asset that got another name, stays as it is stored."""
    sent = opened(maja, two)
    with transaction() as session:
        session.get_one(Asset, risks()[0].asset_id).name = "Renamed"
    assert maja.post_form(two, with_cells(sent, r0_cause="Flood")).status_code == 302
    assert risks()[0].cause == "Flood" and risks()[0].asset_id is not None


def test_what_somebody_else_removed_stands_as_a_new_row(
    maja: InspectingClient, omar: InspectingClient, ros: str, two: str
) -> None:
    mine = with_cells(opened(maja, two), r0_cause="Flood")
    omar.post_form(f"{ros}/risks/1/remove", {})
    answer = maja.post_form(two, mine)
    assert answer.status_code == 422 and "Your text stands here as a new one" in maja.page.text
    assert maja.post_form(two, SentForm(answer.text, "grid-form").values()).status_code == 302
    assert [(one.number, one.cause, one.event) for one in risks()] == [(2, "", "It lies"), (3, "Flood", "It stops")]


def test_what_somebody_else_changed_is_not_removed_unseen(
    maja: InspectingClient, omar: InspectingClient, two: str
) -> None:
    mine = with_cells(opened(maja, two), r0_remove="1")
    omar.post_form(two, with_cells(opened(omar, two), r0_cause="Fire"))
    answer = maja.post_form(two, mine)
    assert answer.status_code == 409 and "mark it again if it shall go" in maja.page.text
    kept = SentForm(answer.text, "grid-form").values()
    assert "r0-remove" not in kept and kept["r0-cause"] == ["Fire"]
    assert maja.post_form(two, with_cells(kept, r0_remove="1")).status_code == 302
    assert [one.event for one in risks()] == ["It lies"]


def test_a_dpia_tells_the_source_and_the_person_in_its_table(maja: InspectingClient, dpia: str) -> None:
    grid = f"{dpia}/risks/grid"
    sent = with_cells(
        opened(maja, grid), r0_property="design", r0_event="All is seen", r0_sources="The supplier", r0_moral="Shame"
    )
    assert maja.post_form(grid, sent).status_code == 302
    (only,) = risks()
    assert (only.property, only.sources, only.moral) == ("design", "The supplier", "Shame")
    maja.get(grid, headers={"Accept-Language": "en"})
    assert "the processing as intended" in maja.page.text


def test_measures_are_written_in_their_table_and_keep_what_it_does_not_show(maja: InspectingClient, dpia: str) -> None:
    for number in ("1", "2"):
        maja.post_form(f"{dpia}/risks", {"property": "integrity", "asset": "lab", "event": f"It lies {number}"})
    maja.post_form(f"{dpia}/measures", {"text": "Log off", "treats": "1"})
    with transaction() as session:
        session.scalars(select(Measure)).one().mends = "minimisation"
        session.scalars(select(Measure)).one().changes = "[]"
    grid = f"{dpia}/measures/grid"
    sent = with_cells(
        opened(maja, grid),
        r0_due="31.1.2027",
        r0_treats="r2; 1",
        r0_safety_effect="worse",
        r0_safety_note="In the theatre",
        r1_text="Paper routine",
    )
    assert maja.post_form(grid, sent).status_code == 302, maja.page.text
    first, second = measures()
    assert str(first.due) == "2027-01-31" and [risk.number for risk in first.treats] == [1, 2]
    assert (first.safety_effect, first.safety_note, first.safety_assessed_by) == ("worse", "In the theatre", "Maja")
    assert (first.mends, first.changes) == ("minimisation", "[]")
    assert (second.text, second.status, second.safety_effect) == ("Paper routine", "planned", "not assessed")


@pytest.mark.parametrize(
    ("cell", "typed", "told"),
    [
        ("due", "31.2.2027", "“31.2.2027” is no date"),
        ("treats", "R1, x", "“x” is no scenario"),
        ("treats", "R9", "Scenario 9 was removed"),
        ("safety_assessed_by", "Dr. Ø", "Say also what the measure does to patient safety"),
    ],
)
def test_a_measure_that_does_not_fit_is_refused_at_its_cell(
    cell: str, typed: str, told: str, maja: InspectingClient, ros: str
) -> None:
    maja.post_form(f"{ros}/measures", {"text": "Log off"})
    grid = f"{ros}/measures/grid"
    answer = maja.post_form(grid, with_cells(opened(maja, grid), **{f"r0_{cell}": typed}))
    assert answer.status_code == 422 and told in maja.page.text
    assert SentForm(answer.text, "grid-form").values()[f"r0-{cell}"] == [typed]


def test_who_may_not_write_reads_the_table_and_cannot_send_it(
    maja: InspectingClient, browse: Callable[..., InspectingClient], two: str
) -> None:
    sent = with_cells(opened(maja, two), r0_cause="Fire")
    pavel = browse("pavel", Role.PRIVACY_OFFICER)
    answer = pavel.get(two)
    assert "It stops" in pavel.page.text and "grid-form" not in answer.text
    assert pavel.post_form(two, sent).status_code == 403
    with transaction() as session:
        session.scalars(select(Assessment)).one().latest.state = "in review"
    answer = maja.get(two)
    assert "grid-form" not in answer.text and "It can be read, not changed" in maja.page.text
    answer = maja.post_form(two, sent)
    assert answer.status_code == 422 and "Fire" in maja.page.text
    assert risks()[0].cause == ""


def test_too_many_rows_are_refused(maja: InspectingClient, two: str) -> None:
    answer = maja.post_form(two, opened(maja, two) | {"row": [f"r{n}" for n in range(501)]})
    assert answer.status_code == 422 and "at most 500 rows" in maja.page.text


def test_odd_input_is_no_fault_of_the_program(maja: InspectingClient, two: str) -> None:
    for fields in (
        {"row": "r0", "r0-number": "99999999999", "r0-event": "x", "r0-property": "integrity"},
        {"row": "r0", "r0-number": "x", "r0-seen": "-1"},
        {"row": ["", "r0", "r0"], "r0-number": "1", "r0-event": "\0"},
        {},
    ):
        assert maja.post_form(two, fields).status_code in (302, 422, 409)


def test_kind_and_costs_of_measures_are_written_in_the_table(maja: InspectingClient, ros: str) -> None:
    maja.post_form(f"{ros}/measures", {"text": "A second line"})
    maja.post_form(f"{ros}/measures", {"text": "Paper routine"})
    table = f"{ros}/measures/grid"
    cells = {
        "r0_kind": "Skadebegrensende",
        "r0_cost": "250 000 kr",
        "r0_yearly_cost": "1.500,-",
        "r1_status": "started",
    }
    assert maja.post_form(table, with_cells(opened(maja, table), **cells)).status_code == 302
    first, second = measures()
    assert (first.kind, first.cost, first.yearly_cost) == ("damage-limiting", 250_000, 1_500)
    assert (second.kind, second.cost, second.status) == ("", None, "started")
    assert first.registered.cost == 250_000
    before = actions()
    assert maja.post_form(table, opened(maja, table)).status_code == 302
    assert actions() == before, "what the table shows is what is stored"
    odd = with_cells(opened(maja, table), r0_kind="lucky", r1_cost="a lot")
    answer = maja.post_form(table, odd)
    assert answer.status_code == 422
    assert "does not fit here" in answer.text and "Write the cost in whole kroner" in answer.text
    assert actions() == before

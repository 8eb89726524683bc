"""The numbers of a scenario in the browser: what is typed, what is refused with a sentence, what comes of it."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.assessments.estimate import Estimate, estimate_from
from riskapp.assessments.estimates import set_estimate
from riskapp.assessments.models import Risk, Version
from riskapp.database import db, transaction
from riskapp.quantification.frequencies import YearlyChance, YearlyRate
from riskapp.quantification.losses import LossPoints, LossRange
from riskapp.quantification.pert import Pert
from tests.inspecting_client import InspectingClient

THIN = "\N{NARROW NO-BREAK SPACE}"
EMPTY = dict.fromkeys(
    [f"{part}{side}" for part in ("often", "often_low", "often_high") for side in ("", "_after")]
    + [f"cost_{part}{side}" for part in ("low", "mode", "high") for side in ("", "_after")],
    "",
)
SELDOM = EMPTY | {
    "how_often": "chance",
    "often": "10",
    "how_much": "range",
    "cost_low": "100 000",
    "cost_high": "4 000 000",
    "often_after": "2,5 %",
    "grounds": "Two invoices",
}


@pytest.fixture
def page(maja: InspectingClient, ros: str) -> str:
    maja.post_form(f"{ros}/risks", {"property": "availability", "asset": "lab", "event": "It stops"})
    return f"{ros}/risks/1/numbers"


def risk() -> Risk:
    db.session.expire_all()
    return db.session.scalars(select(Risk)).one()


def estimate() -> Estimate:
    found = risk().estimate
    assert found is not None
    return estimate_from(found)


def rounded(amount: int) -> str:
    """As a page says it: three digits that count, then zeros."""
    return f"{float(f'{amount:.3g}'):,.0f}".replace(",", THIN)


def save(client: InspectingClient, page: str, **fields: str) -> int:
    client.get(page)
    seen = next(one["value"] for one in client.page.all("input") if one.get("name") == "row_version")
    return client.post_form(page, {"row_version": seen, "do": "save", **fields}).status_code


def test_a_page_without_numbers_asks_for_them_and_says_what_they_do_not_say(maja: InspectingClient, page: str) -> None:
    maja.get(page)
    for text in ("How often does it happen, as things are?", "Make an equal bet", "Nothing about patients"):
        assert text in maja.page.text
    assert not maja.page.all("svg") or "Loss exceedance" not in maja.page.text


def test_what_is_typed_is_kept_and_worked_out(maja: InspectingClient, page: str) -> None:
    assert save(maja, page, **SELDOM) == 302
    assert estimate() == Estimate(
        YearlyChance(0.1), LossRange(100_000, 4_000_000), YearlyChance(0.025), None, "Two invoices"
    )
    figures = risk().figures
    assert figures is not None
    maja.get(page)
    now, after = (rounded(figures[side]["expected"]) for side in ("before", "after"))
    sentence = f"An average year costs about {now} kr now and {after} kr after the measures:"
    assert sentence in " ".join(maja.page.words).replace("\N{NO-BREAK SPACE}", " ")
    assert "100 000 years were drawn (seed 1, method 1)" in maja.page.text.replace(THIN, " ")
    typed = {one.get("name"): one.get("value") for one in maja.page.all("input")}
    assert (typed["often"], typed["often_after"], typed["cost_high"]) == ("10", "2.5", f"4{THIN}000{THIN}000")


def test_the_curve_is_drawn_dashed_and_solid_and_stands_as_a_table_too(maja: InspectingClient, page: str) -> None:
    save(maja, page, **SELDOM)
    maja.get(page)
    lines = maja.page.all("polyline")
    assert [bool(one.get("stroke-dasharray")) for one in lines] == [True, False]
    figures = risk().figures
    assert figures is not None
    assert all(len(one["points"].split()) == len(figures["curve"]) for one in lines)
    amounts = [rounded(amount) for amount, _, _ in figures["curve"]]
    words = " ".join(maja.page.words)
    assert all(amount in words for amount in amounts)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (
            {"how_often": "rate", "often": "1 200,5", "cost_low": "1", "cost_high": "2"},
            Estimate(YearlyRate(1200.5), LossRange(1, 2)),
        ),
        (
            {
                "how_often": "rate",
                "often_low": "0.1",
                "often": "1",
                "often_high": "4",
                "cost_low": "5",
                "cost_high": "9",
            },
            Estimate(YearlyRate(Pert(0.1, 1, 4)), LossRange(5, 9)),
        ),
        (
            {
                "often_low": "1 %",
                "often": "5%",
                "often_high": "100",
                "how_much": "points",
                "cost_low": "0",
                "cost_mode": "1.500 kr",
                "cost_high": "1,000,000",
                "cost_low_after": "0 kroner",
                "cost_mode_after": "20",
                "cost_high_after": "30,-",
            },
            Estimate(YearlyChance(Pert(0.01, 0.05, 1)), LossPoints(0, 1_500, 1_000_000), None, LossPoints(0, 20, 30)),
        ),
        (
            {"often": "0", "cost_low": "10", "cost_high": "20"},
            Estimate(YearlyChance(0), LossRange(10, 20)),
        ),
    ],
)
def test_numbers_may_be_typed_as_people_write_them(
    typed: dict[str, str], kept: Estimate, maja: InspectingClient, page: str
) -> None:
    assert save(maja, page, **EMPTY | {"how_often": "chance", "how_much": "range"} | typed) == 302
    assert estimate() == kept
    assert save(maja, page, **_as_filled(maja, page)) == 302
    assert estimate() == kept, "what the page shows is read as another number"


def _as_filled(client: InspectingClient, page: str) -> dict[str, str]:
    """The form as the page fills it in."""
    client.get(page)
    texts = {one["name"]: one.get("value", "") for one in client.page.all("input") if one.get("name") in EMPTY}
    chosen = [one["value"] for one in client.page.all("option") if "selected" in one]
    return texts | {"how_often": chosen[0], "how_much": chosen[1]}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"often": ""}, "Write how often it happens."),
        ({"often": "often"}, "Write a chance in per cent, in digits, such as 10 or 0.5."),
        ({"often": "-1"}, "Write a chance in per cent"),
        ({"often": "100.1"}, "No chance is above 100 per cent."),
        ({"often": "9" * 5000}, "Write a chance in per cent"),
        ({"often": "1e3"}, "Write a chance in per cent"),
        ({"often": "٣"}, "Write a chance in per cent"),
        ({"often_low": "5"}, "Write both the least and the most, or neither."),
        ({"often": "", "often_low": "5", "often_high": "9"}, "Write the most likely one too."),
        ({"often_low": "11", "often_high": "20"}, "The least is above the most likely one."),
        ({"often_low": "1", "often_high": "9"}, "The most is below the most likely one."),
        ({"often_low": "10", "often_high": "10"}, "The least and the most are the same."),
        ({"how_often": "rate", "often": "nan", "often_after": ""}, "Write how many times a year, in digits"),
        ({"how_often": "rate", "often": "2001", "often_after": ""}, "At most 2000 times a year can be reckoned with."),
        ({"how_often": "never"}, "Choose one of the two ways."),
        ({"how_much": ""}, "Choose one of the two ways."),
        ({"cost_low": "", "cost_high": ""}, "Write what it costs when it happens."),
        ({"cost_low": ""}, "Write both ends of the range."),
        ({"cost_low": "five"}, "Write an amount in whole kroner, in digits"),
        ({"cost_low": "1,5"}, "Write an amount in whole kroner"),
        ({"cost_low": "1 00"}, "Write an amount in whole kroner"),
        ({"cost_low": "1.000,000"}, "Write an amount in whole kroner"),
        ({"cost_high": "1" + "0" * 16}, "That is more money than there is."),
        ({"cost_high": "9" * 5000}, "Write an amount in whole kroner"),
        ({"cost_low": "5 000 000"}, "The lower end is not below the upper end."),
        ({"cost_low": "0"}, "A range begins at 1 krone or more."),
        ({"cost_mode": "5"}, "A range has no most likely cost."),
        ({"how_much": "points"}, "Three points need the most likely cost too."),
        ({"how_much": "points", "cost_mode": "5"}, "The least is above the most likely one."),
        ({"often_after": "x"}, "Write a chance in per cent"),
        ({"cost_low_after": "7"}, "Write both ends of the range."),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_kept(
    typed: dict[str, str], sentence: str, maja: InspectingClient, page: str
) -> None:
    assert save(maja, page, **SELDOM | typed) == 422
    told = maja.page.text
    assert told.count(sentence) == 2, "at its field, and in the summary on top"
    assert risk().estimate is None and risk().figures is None
    assert "Two invoices" in told, "what was typed is gone"


def test_two_faults_are_told_at_once(maja: InspectingClient, page: str) -> None:
    assert save(maja, page, **SELDOM | {"often": "x", "cost_low": "y"}) == 422
    assert "Write a chance in per cent" in maja.page.text and "Write an amount in whole kroner" in maja.page.text
    assert "Write how often it happens." not in maja.page.text


def test_figures_of_other_numbers_are_told_stale_until_they_are_worked_out_again(
    maja: InspectingClient, page: str
) -> None:
    save(maja, page, **SELDOM)
    maja.get(page)
    assert "Out of date" not in maja.page.text
    set_estimate(OPERATOR, risk().id, Estimate(YearlyChance(0.5), LossRange(1, 2)), risk().row_version)
    maja.get(page)
    assert "Out of date: the numbers or the method changed" in maja.page.text
    assert save(maja, page, **_as_filled(maja, page)) == 302
    maja.get(page)
    assert "Out of date" not in maja.page.text


def test_the_second_writer_sees_both(
    maja: InspectingClient, page: str, browse: Callable[..., InspectingClient]
) -> None:
    omar = browse("omar", Role.MEMBER)
    maja.get(page)
    save(omar, page, **SELDOM | {"often": "20", "how_much": "points", "cost_mode": "200 000"})
    answer = maja.post_form(page, SELDOM | {"row_version": "1", "do": "save"})
    assert answer.status_code == 409
    assert (
        "Two people wrote here" in maja.page.text and "Three points: at least, most likely, at most" in maja.page.text
    )
    assert estimate().frequency == YearlyChance(0.2)
    seen = next(one["value"] for one in maja.page.all("input") if one.get("name") == "row_version")
    assert maja.post_form(page, SELDOM | {"row_version": seen, "do": "save"}).status_code == 302
    assert estimate().frequency == YearlyChance(0.1)


def test_numbers_are_removed(maja: InspectingClient, page: str) -> None:
    save(maja, page, **SELDOM)
    assert save(maja, page, do="remove") == 302
    assert risk().estimate is None and risk().figures is None
    maja.get(page)
    assert "The numbers are removed." in maja.page.text and "What the years say" not in maja.page.text


def test_who_may_only_read_reads_it_in_words(
    maja: InspectingClient, page: str, browse: Callable[..., InspectingClient]
) -> None:
    save(maja, page, **SELDOM)
    rut = browse("rut", Role.AUDITOR)
    rut.get(page)
    assert "a chance of 10 % in a year" in rut.page.text and "Two invoices" in rut.page.text
    assert "nine of ten times" in rut.page.text and "What the years say" in rut.page.text
    assert not [one for one in rut.page.all("form") if one.get("action", "").endswith("/numbers")]
    assert rut.post_form(page, SELDOM).status_code == 403
    assert browse("adam", Role.ADMINISTRATOR).get(page).status_code == 403


def test_a_submitted_assessment_shows_its_numbers_and_takes_none(maja: InspectingClient, page: str) -> None:
    save(maja, page, **SELDOM)
    with transaction() as session:
        session.get_one(Version, risk().version_id).state = "in review"
    maja.get(page)
    assert "a chance of 10 % in a year" in maja.page.text
    answer = maja.post_form(page, SELDOM | {"often": "50", "row_version": "9", "do": "save"})
    assert answer.status_code == 422 and estimate().frequency == YearlyChance(0.1)


def test_a_dpia_has_no_such_page(maja: InspectingClient, dpia: str) -> None:
    maja.post_form(f"{dpia}/risks", {"property": "design", "event": "It profiles"})
    assert maja.get(f"{dpia}/risks/1/numbers").status_code == 404
    assert "not money" in maja.page.text


def test_in_norwegian_a_decimal_has_a_comma(maja: InspectingClient, page: str) -> None:
    save(maja, page, **SELDOM)
    maja.post_form("/language", {"language": "nb", "target": page})
    maja.get(page)
    assert next(one["value"] for one in maja.page.all("input") if one.get("name") == "often_after") == "2,5"

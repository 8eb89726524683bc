"""The wordings of suggested scenarios: facts become words in both languages, and a slip in the catalogue is refused."""

import pytest

from riskapp.catalogues.reading import packaged
from riskapp.catalogues.scenarios import load_scenarios, read_scenarios
from riskapp.errors import Invalid

SCENARIOS = load_scenarios()
SURE = {"asset": "H1", "carried": ("LAB",)}


def reason(**facts: object) -> str:
    return SCENARIOS.worded("single_host", SURE | facts).reason.nb  # type: ignore[arg-type]


def test_a_sentence_is_told_only_where_all_its_facts_are_known() -> None:
    assert "stopper" not in reason()
    assert "stopper" not in reason(processes=2, process_names=("A", "B"))
    assert reason(processes=2, process_names=("A", "B"), begins=0).endswith(
        "Uten H1 stopper 2 prosesser: A og B. Det begynner med en gang."
    )


def test_one_is_told_in_the_singular_and_thousands_are_set_apart() -> None:
    assert "I tillegg svekkes 1 prosess." in reason(degraded=1)
    assert "I tillegg svekkes 12\N{NARROW NO-BREAK SPACE}000 prosesser." in reason(degraded=12_000)


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(1, "etter 1 minutt"), (75, "etter 75 minutter"), (60, "etter 1 time"), (120, "etter 2 timer"), (2880, "2 døgn")],
)
def test_a_time_is_told_in_its_largest_whole_unit(minutes: int, told: str) -> None:
    assert told in reason(processes=1, process_names=("A",), begins=minutes)


def test_a_long_list_tells_the_first_and_how_many_more() -> None:
    words = SCENARIOS.worded("single_host", SURE | {"carried": ("A", "B", "C", "D", "E")})  # type: ignore[arg-type]
    assert words.event.nb == "H1 stopper og tar A, B, C og 2 til med seg."
    assert words.event.en == "H1 stops and takes A, B, C and 2 more down with it."


SLIPS = [
    ("{asset} stopper og tar", "{aset} stopper og tar", "rule single_host: event has a place that no fact fills"),
    ("{asset} stopper og tar", "{asset stopper og tar", "rule single_host: event has a place that no fact fills"),
    ("{asset} stopper og tar", "Den stopper og tar", "rule single_host: event has not the same places in both"),
    (
        "{carried} står på {asset} alene",
        "{processes} står på {asset} alene",
        "rule single_host, reason 1: reason has a place that no fact fills",
    ),
    ('facts = ["asset", "carried"]', 'facts = ["asset", "cargo"]', "rule single_host: facts has “cargo”"),
    ('id = "single_network"', 'id = "single_host"', "the id single_host is used twice."),
    ('id = "dependent"', 'id = "asset"', "the id asset is used twice."),
    ('form = "names"', 'form = "heap"', "fact carried: form is “heap”"),
    ('property = "availability"', 'property = "luck"', "rule single_host: property is “luck”"),
    ('id = "hour"', 'id = "day"', "unit hour is missing"),
    ('many.nb = "{n} prosesser"', 'many.nb = "prosesser"', "fact processes: many has not the same places"),
    ('maybe = ["askers"]', 'mabye = ["askers"]', "rule large_leak"),
]


@pytest.mark.parametrize(("right", "wrong", "message"), SLIPS, ids=[slip[2] + slip[1] for slip in SLIPS])
def test_a_slip_is_refused_with_its_place(right: str, wrong: str, message: str) -> None:
    content = packaged("scenarios.toml")
    assert right in content
    with pytest.raises(Invalid) as caught:
        read_scenarios("scenarios.toml", content.replace(right, wrong, 1))
    assert message in str(caught.value)


def test_a_catalogue_cut_off_in_the_middle_is_never_half_read() -> None:
    content = packaged("scenarios.toml")
    with pytest.raises(Invalid):
        read_scenarios("scenarios.toml", content[: content.rindex(" = ")])

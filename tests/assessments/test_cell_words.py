"""Words in cells, in both languages."""

from datetime import date

import pytest

from riskapp.assessments.cell_words import (
    STATUS_WORDS,
    level_words,
    property_words,
    read_day,
    read_risks,
    read_word,
    safety_words,
)
from riskapp.catalogues.scale_file import load_scales
from riskapp.errors import Invalid


@pytest.mark.parametrize("text", ["3", " betydelig ", "Significant", "3 Betydelig", "3  SIGNIFICANT"])
def test_a_level_is_meant_by_number_or_word(text: str) -> None:
    assert read_word(level_words(load_scales("dpia").likelihood), text, "likelihood") == "3"


@pytest.mark.parametrize("text", ["5", "0", "", "3 Begrenset", "huge"])
def test_what_is_no_level_is_refused_with_its_field(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_word(level_words(load_scales("dpia").likelihood), text, "likelihood")
    assert refused.value.field == "likelihood" and (text or "–") in str(refused.value)


def test_each_kind_has_its_properties() -> None:
    assert read_word(property_words("dpia"), "Behandlingen slik den er tenkt", "property") == "design"
    assert read_word(property_words("ros"), "Konfidensialitet", "property") == "confidentiality"
    with pytest.raises(Invalid):
        read_word(property_words("ros"), "design", "property")


def test_status_and_effect_have_words_in_both_languages() -> None:
    assert {read_word(STATUS_WORDS, text, "status") for text in ("in place", "På plass")} == {"in place"}
    effects = [read_word(safety_words(), text, "x") for text in ("Verre for pasienten", "No effect", "not assessed")]
    assert effects == ["worse", "none", "not assessed"]


def test_scenarios_are_numbers_with_or_without_their_letter() -> None:
    assert read_risks(" R1, r3;12\n7 ", "treats") == (1, 3, 12, 7)
    assert read_risks("", "treats") == ()
    with pytest.raises(Invalid) as refused:
        read_risks("R1, T2", "treats")
    assert "T2" in str(refused.value)


def test_a_day_is_read_as_norwegians_and_computers_write_it() -> None:
    for text in ("2027-01-31", "31.01.2027", "31.1.2027", " 31. 1. 2027 "):
        assert read_day(text, "due") == date(2027, 1, 31)
    assert read_day(" ", "due") is None
    for text in ("1/2/2027", "31.2.2027", "31.1.27", "soon"):
        with pytest.raises(Invalid):
            read_day(text, "due")

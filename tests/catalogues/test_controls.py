"""The controls of Annex A: all 93, each once, in both languages; and the ways in which people refer to one."""

from collections import Counter

import pytest

from riskapp.catalogues.control_references import controls_named
from riskapp.catalogues.controls import THEMES, load_controls, read_controls
from riskapp.catalogues.measures import load_measures
from riskapp.catalogues.reading import packaged
from riskapp.errors import Invalid

CONTROLS = load_controls()
OF_EACH = {"organisational": 37, "people": 8, "physical": 14, "technological": 34}


def test_all_93_controls_are_there_once_and_in_order() -> None:
    numbers = [one.number for one in CONTROLS.controls]

    assert len(numbers) == len(set(numbers)) == 93
    assert Counter(one.theme.id for one in CONTROLS.controls) == OF_EACH
    assert tuple(one.id for one in CONTROLS.themes) == THEMES
    wanted = [f"A.{first}.{n}" for first, count in zip((5, 6, 7, 8), OF_EACH.values(), strict=True)
              for n in range(1, count + 1)]  # fmt: skip
    assert numbers == wanted


@pytest.mark.parametrize("language", ["nb", "en"])
def test_each_has_a_name_of_its_own_and_one_sentence(language: str) -> None:
    names = [one.name.in_language(language) for one in CONTROLS.controls]
    asks = [one.asks.in_language(language) for one in CONTROLS.controls]

    assert len(set(names)) == len(set(asks)) == 93
    assert max(map(len, names)) <= 60
    assert all(text.endswith(".") and text.count(".") == 1 for text in asks)
    # The standard's own sentences say "shall"; ours do not speak like that.
    assert not [text for text in asks if " shall " in text or " skal være " in text]


def test_it_says_that_the_standard_must_be_bought() -> None:
    assert "Kjøp" in CONTROLS.note.nb
    assert "Buy" in CONTROLS.note.en


def test_every_control_that_a_suggested_measure_names_exists() -> None:
    for measure in load_measures().measures:
        for reference in measure.references:
            if "27001" in reference:
                assert controls_named(reference) == (reference.split()[-1],), measure.id


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("ISO/IEC 27001:2022 A.8.5\nNSM 2.6", "A.8.5"),
        ("A.8.5", "A.8.5"),
        ("a 8.5", "A.8.5"),
        ("27001 8.5", "A.8.5"),
        ("ISO 27002:2022 8.5, 8.6", "A.8.5 A.8.6"),
        ("ISO/IEC 27001:2022 tillegg A, 8.5 og 8.6", "A.8.5 A.8.6"),
        ("27001 A.5.24–A.5.26", "A.5.24 A.5.25 A.5.26"),
        ("A.8.5 Secure sign-in, A.8.15 Logging", "A.8.5 A.8.15"),
        ("GDPR Art. 28, ISO/IEC 27001:2022 A.5.20", "A.5.20"),
        ("ISO 27001 A.8.15, NSM 7.2", "A.8.15"),
        ("ISO/IEC 27001:2013 A.8.1, ISO/IEC 27001:2022 A.8.2", "A.8.2"),
    ],
)
def test_a_control_is_found_however_it_is_typed(typed: str, named: str) -> None:
    assert controls_named(typed) == tuple(named.split())


@pytest.mark.parametrize(
    "typed",
    [
        *("NSM 5.1", "Normen 6.2", "IEC 80001-1:2021", "IEC 62443 A.8.5", "NIST SP 800-53 A 8.5", "GDPR 5.1"),
        *("ISO/IEC 27001:2013 A.8.1", "ISO/IEC 27001:2013 A.8.1.1", "A.8.1.1", "A.5.99", "8.5", ""),
    ],
)
def test_numbers_of_other_sources_and_editions_are_left_alone(typed: str) -> None:
    assert controls_named(typed) == ()


def test_a_slip_in_the_file_is_told_with_its_place() -> None:
    content = packaged("controls.toml").replace('id = "A.8.34"', 'id = "A.9.1"')

    with pytest.raises(Invalid, match=r"controls\.toml, control A\.9\.1: the number A\.9\.1 belongs to no theme\."):
        read_controls("controls.toml", content)

"""Threats and measures can be suggested for what is at stake, in the engine's own words."""

import re

from riskapp.catalogues import threats as threat_words
from riskapp.catalogues.measures import load_measures
from riskapp.catalogues.threats import load_threats
from riskapp.graph import vocabulary

THREATS, MEASURES = load_threats(), load_measures()


def test_the_catalogues_use_the_words_of_the_engine() -> None:
    assert set(threat_words.PROPERTIES) == set(vocabulary.Threat)
    assert set(threat_words.ASSET_KINDS) == set(vocabulary.Kind)


def test_every_property_and_every_kind_of_asset_has_threats() -> None:
    assert len(THREATS.threats) >= 30
    assert all(len(THREATS.suggest(lost)) >= 8 for lost in vocabulary.Threat)
    assert all(THREATS.suggest(asset_kind=kind) for kind in vocabulary.Kind)


NOTHING_TO_FEAR = {("integrity", "location")}
"""A place keeps and sends no data, so it cannot get them wrong."""


def test_each_kind_of_asset_has_two_threats_to_each_property() -> None:
    for lost in vocabulary.Threat:
        for kind in vocabulary.Kind:
            few = len([threat for threat in THREATS.suggest(lost, kind) if threat.kinds]) < 2
            assert few is ((lost, kind) in NOTHING_TO_FEAR), (lost, kind)


def test_no_two_threats_say_the_same() -> None:
    for language in ("nb", "en"):
        labels = [threat.label.in_language(language).casefold() for threat in THREATS.threats]
        assert len(set(labels)) == len(labels)


def test_a_threat_is_suggested_only_where_it_concerns_the_asset() -> None:
    for_a_device = {threat.id for threat in THREATS.suggest("integrity", "device")}
    assert "altered_setting" in for_a_device
    assert "silent_non_delivery" not in for_a_device and "lost_equipment" not in for_a_device


def test_every_measure_says_what_it_does_to_patient_safety_and_where_it_comes_from() -> None:
    assert len(MEASURES.measures) >= 30
    assert all(measure.safety.nb and measure.references and measure.properties for measure in MEASURES.measures)
    assert {measure.kind for measure in MEASURES.measures} == {"preventive", "damage-limiting"}


ANNEX_A = {"5": 37, "6": 8, "7": 14, "8": 34}
"""ISO/IEC 27001:2022, Annex A: how many controls each clause has."""
PRINCIPLES = {"1": 3, "2": 10, "3": 4, "4": 4}
"""NSM's basic principles for ICT security: how many each category has."""
OTHERS = re.compile(
    r"Normen(, (Medisinsk utstyr|Fjernaksess|Integritet og datakvalitet))?|IEC 80001-1:2021|GDPR Art\. \d+.*"
)


def is_known(reference: str) -> bool:
    """Whether the reference has one of the forms that the catalogue uses, and its number exists."""
    numbered = re.fullmatch(r"(ISO/IEC 27001:2022 A|NSM)[. ](\d)\.(\d{1,2})", reference)
    if numbered is None:
        return OTHERS.fullmatch(reference) is not None
    known = PRINCIPLES if numbered[1] == "NSM" else ANNEX_A
    return 1 <= int(numbered[3]) <= known.get(numbered[2], 0)


def test_each_reference_of_a_measure_has_a_known_form() -> None:
    assert not any(map(is_known, ("ISO/IEC 27001:2022 A.8.35", "NSM 2.11", "NSM 5.1", "Norm", "ISO 27001 A.8.1")))
    assert [one for measure in MEASURES.measures for one in measure.references if not is_known(one)] == []


def test_each_source_stands_behind_several_measures() -> None:
    for source in ("ISO/IEC 27001:2022", "NSM", "Normen", "IEC 80001-1:2021"):
        behind = [m for m in MEASURES.measures if any(one.startswith(source) for one in m.references)]
        assert len(behind) >= 8, source


def test_a_measure_is_suggested_for_the_property_that_is_lost() -> None:
    assert {"offline_backup", "black_start_plan"} <= {m.id for m in MEASURES.suggest("availability")}
    assert "deletion_job" not in {m.id for m in MEASURES.suggest("availability")}


def test_the_safety_vocabularies_are_complete() -> None:
    assert [word.id for word in MEASURES.safety_effects] == ["none", "better", "worse", "not assessed"]
    assert {word.id for word in MEASURES.situations} == {
        "emergency_access",
        "sterile_field",
        "device_function",
        "alarm_delay",
    }


def test_an_entry_is_found_by_its_id_and_an_unknown_one_is_not() -> None:
    threat, measure = THREATS.threat("ransomware"), MEASURES.measure("auto_log_off")
    assert threat is not None and threat.property == "availability"
    assert measure is not None and "sterile_field" in measure.situations
    assert THREATS.threat("dragons") is None and MEASURES.measure("prayer") is None

"""Threats and measures can be suggested for what is at stake, in the engine's own words."""

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


def test_a_threat_is_suggested_only_where_it_concerns_the_asset() -> None:
    for_a_device = {threat.id for threat in THREATS.suggest("integrity", "device")}
    assert "altered_setting" in for_a_device
    assert "silent_non_delivery" not in for_a_device and "lost_equipment" not in for_a_device


def test_every_measure_says_what_it_does_to_patient_safety_and_where_it_comes_from() -> None:
    assert len(MEASURES.measures) >= 30
    assert all(measure.safety.nb and measure.references and measure.properties for measure in MEASURES.measures)
    assert {measure.kind for measure in MEASURES.measures} == {"preventive", "damage-limiting"}


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

"""The criteria to begin with say what their sources say, and every one of them is whole."""

from copy import deepcopy
from itertools import product

import pytest

from riskapp.catalogues.presets import load_presets, preset
from riskapp.catalogues.scale_file import load_scales, scales_in
from riskapp.errors import Invalid

WORDS = {"VL": "very_low", "L": "low", "M": "medium", "H": "high", "VH": "very_high"}
I_2 = {
    "VL": "VL VL VL L L",
    "L": "VL L L L M",
    "M": "VL L M M H",
    "H": "VL L M H VH",
    "VH": "VL L M H VH",
}
"""NIST SP 800-30 rev. 1, table I-2: rows likelihood, columns impact from very low."""
G_5 = {
    "VL": "VL VL L L L",
    "L": "VL L L M M",
    "M": "L L M M H",
    "H": "L M M H VH",
    "VH": "L M H VH VH",
}
"""Table G-5: rows likelihood of initiation, columns likelihood of adverse impact."""


def scales(name: str):
    found = preset(name)
    assert found is not None
    return found.scales


def test_nist_says_table_i_2_and_g_5():
    nist = scales("nist80030")
    assert [[level.id for level in row] for row in nist.matrix.rows] == [
        [WORDS[word] for word in row.split()] for row in I_2.values()
    ]
    order = list(WORDS)
    assert [list(row) for row in nist.combined] == [
        [order.index(word) + 1 for word in row.split()] for row in G_5.values()
    ]


def test_the_public_four_by_four_is_the_product_written_out():
    public = scales("public4x4")
    for likelihood, consequence in product(range(1, 5), range(1, 5)):
        product_ = likelihood * consequence
        colour = "low" if product_ <= 3 else "medium" if product_ <= 6 else "high"
        assert public.level(likelihood, consequence).id == colour
    assert [(rule.aspect, rule.level.id, rule.roles) for rule in public.stricter] == [
        ("patient_safety", "medium", ("system owner",)),
        ("patient_safety", "high", ()),
    ]


def test_iso_27005_has_five_by_five_and_five_levels():
    iso = scales("iso27005")
    assert (len(iso.likelihood.levels), len(iso.consequence.levels), len(iso.levels)) == (5, 5, 5)
    assert [iso.level(*cell).id for cell in [(1, 1), (3, 3), (5, 1), (5, 5)]] == [
        "very_low", "medium", "medium", "very_high",
    ]  # fmt: skip


@pytest.mark.parametrize("one", load_presets(), ids=lambda one: one.id)
def test_every_preset_is_whole_in_both_languages(one):
    assert one.name.nb and one.name.en and one.lead.nb and one.lead.en
    aspects = {"patient_safety", "privacy", "service", "economy", "reputation"}
    assert all(set(level.dimensions) == aspects for level in one.scales.consequence.levels)
    assert all(3 <= size <= 6 for size in (len(one.scales.levels), *map(len, one.scales.matrix.rows)))
    assert {rule.figure for rule in one.scales.proposals} == {"processes", "minutes", "black_starts", "persons"}


def test_our_own_preset_is_what_new_assessments_measure_with():
    assert scales("riskapp") == load_scales("ros")


@pytest.mark.parametrize(
    ("break_it", "says"),
    [
        (lambda ros: ros["proposal"][0].update(at_least=[3, 1, 8, 20]), "each higher than the last"),
        (lambda ros: ros["proposal"][0].update(at_least=[1, 3]), "a figure is needed for each level"),
        (lambda ros: ros["proposal"][0].update(aspect="weather"), "aspect is “weather”"),
        (lambda ros: ros.update(combined={"rows": [["1"]]}), "a cell for each pair of likelihoods"),
        (
            lambda ros: ros.update(stricter=[{"aspect": "privacy", "level": "low", "roles": [], "days": 3}]),
            "nobody needs none",
        ),
        (lambda ros: ros["acceptance"][1].update(days=800), "nor for longer, than a lower"),
        (lambda ros: ros["acceptance"][0].update(roles=["system owner"]), "by more people"),
        (lambda ros: [one.update(roles=[], days=0) for one in ros["acceptance"]], "cannot be borne by itself"),
    ],
)
def test_rules_that_make_no_sense_are_refused_by_name(break_it, says):
    found = preset("riskapp")
    assert found is not None
    table = deepcopy(dict(found.table))
    break_it(table["ros"])
    with pytest.raises(Invalid, match=says):
        scales_in("own.toml", table, "ros")

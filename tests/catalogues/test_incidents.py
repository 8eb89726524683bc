"""Incidents that really happened: their figures are the published ones, and those that fit a scope are found."""

import re

import pytest

from riskapp.catalogues.incidents import load_incidents, read_incidents
from riskapp.catalogues.reading import packaged
from riskapp.errors import Invalid

INCIDENTS = load_incidents()
BY_ID = {one.id: one for one in INCIDENTS.incidents}

PUBLISHED = {
    "hse_2021": ["2 000", "80–85 000", "7 000", "75 %", "70 %", "82 %", "83 %", "95 %", "130", "100 million", "657"],
    "wannacry_2017": [
        *("81 of 236", "34 %", "34 infected", "46 disrupted", "603", "595", "6 912", "19 000", "139", "1 220"),
        *("6 %", "4 %", "9 %", "13 534", "9 453–17 615", "5.9"),
    ],
    "helse_sor_ost_2018": ["8 January", "14 January", "2.8–3", "10 servers", "11 months"],
    "dusseldorf_2020": ["30 servers", "30–32 km", "1 hour", "13 days"],
    "synnovis_2024": [
        *("861 and 814", "97", "18", "1 294 and 320", "111", "1 517 and 136", "1 286 and 100", "1 028 and 71"),
        *("578 and 20", "4 913 and 1 391", "6 199 and 1 491", "10 001 and 1 680", "10 %", "30 %", "60 IT systems"),
    ],
    "crowdstrike_2024": [
        *("2 232", "759 (34.0 %)", "460", "206", "93", "1 098", "239 (21.8 %)", "169", "58", "631", "6 hours"),
        *("48 hours", "8.5 million"),
    ],
    "guys_2022": [
        "2 data centres",
        "371",
        "21 September",
        "64 days",
        "4 August",
        "6 weeks",
        "1.4 million",
        "100",
        "1 mod",
    ],
    "helseplattformen_2022": ["16 000", "2 March 2023", "62", "6 likely"],
    "innlandet_2020": ["25 patients", "2016–2020"],
}


def figures(incident: str, language: str) -> str:
    said = " ".join(figure.said.in_language(language) for figure in BY_ID[incident].figures)
    return said.replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_the_nine_cases_are_there_with_all_that_a_workshop_asks() -> None:
    assert BY_ID.keys() == PUBLISHED.keys()
    for one in INCIDENTS.incidents:
        assert one.figures and one.source and one.properties and one.kinds, one.id


@pytest.mark.parametrize("incident", PUBLISHED)
def test_the_figures_are_those_that_were_published(incident: str) -> None:
    assert [figure for figure in PUBLISHED[incident] if figure not in figures(incident, "en")] == []


@pytest.mark.parametrize("incident", PUBLISHED)
def test_both_languages_tell_the_same_figures(incident: str) -> None:
    for figure in BY_ID[incident].figures:
        texts = [figure.said] + ([figure.doubt] if figure.doubt else [])
        for text in texts:
            english, norwegian = (sorted(re.findall(r"\d+", told)) for told in (text.en, text.nb))
            assert english == norwegian, text.en


def test_what_rests_on_weak_ground_says_so() -> None:
    doubtful = {one.id: [figure.said.en for figure in one.figures if figure.doubt] for one in INCIDENTS.incidents}
    assert [text[:8] for text in doubtful["hse_2021"]] == ["Day 130 "]
    assert len(doubtful["dusseldorf_2020"]) == 2
    assert not doubtful["synnovis_2024"] and not doubtful["innlandet_2020"]


def test_only_incidents_that_fit_are_told_and_the_nearest_first() -> None:
    assert [one.id for one in INCIDENTS.fitting(["integrity"])] == ["helseplattformen_2022"]
    assert {one.id for one in INCIDENTS.fitting(["confidentiality"])} == {"helse_sor_ost_2018", "innlandet_2020"}
    assert [one.id for one in INCIDENTS.fitting(["availability"], ["location"])] == ["guys_2022"]
    assert INCIDENTS.fitting(["availability"], ["location", "infrastructure"])[0].id == "guys_2022"
    assert {one.id for one in INCIDENTS.fitting(kinds=["supplier"])} == {"synnovis_2024", "crowdstrike_2024"}
    assert INCIDENTS.fitting() == INCIDENTS.incidents
    assert INCIDENTS.fitting([], []) == ()


SLIPS = [
    ('properties = ["availability"]', 'properties = ["luck"]', "incident hse_2021: properties has “luck”"),
    ('properties = ["availability"]', "properties = []", "incident hse_2021: properties is missing"),
    ('kinds = ["location", ', 'kinds = ["moon", ', "incident guys_2022: kinds has “moon”"),
    ('id = "wannacry_2017"', 'id = "hse_2021"', "the id hse_2021 is used twice."),
    ("teaches.nb = ", "teahces.nb = ", "incident hse_2021: teaches has no text in nb."),
    ('doubt = { nb = "Datoen', 'doubts = { nb = "Datoen', "incident hse_2021, figures 5: nothing reads doubts"),
]


@pytest.mark.parametrize(("right", "wrong", "message"), SLIPS, ids=[slip[2] for slip in SLIPS])
def test_a_slip_is_refused_with_its_place(right: str, wrong: str, message: str) -> None:
    content = packaged("incidents.toml")
    assert right in content
    with pytest.raises(Invalid) as caught:
        read_incidents("incidents.toml", content.replace(right, wrong, 1))
    assert message in str(caught.value)

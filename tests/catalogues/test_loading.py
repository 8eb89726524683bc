"""A catalogue with a slip in it is refused, with file and entry named."""

import re

import pytest

from riskapp.catalogues.incidents import load_incidents
from riskapp.catalogues.measures import load_measures, read_measures
from riskapp.catalogues.questions import load_questionnaire, read_questionnaire
from riskapp.catalogues.reading import packaged
from riskapp.catalogues.scale_file import load_scales, read_scales
from riskapp.catalogues.threats import load_threats, read_threats
from riskapp.errors import Invalid

READERS = {
    "dpia.toml": read_questionnaire,
    "ros.toml": read_questionnaire,
    "scales.toml": read_scales,
    "threats.toml": read_threats,
    "measures.toml": read_measures,
}

SLIPS = [
    ("ros.toml", 'title.nb = "Omfang"\n', "", "ros.toml, step scope: title has no text in nb."),
    ("ros.toml", 'title.en = "Scope"\n', 'title.en = "  "\n', "ros.toml, step scope: title has no text in en."),
    ("ros.toml", 'id = "participants"', 'id = "scope"', "ros.toml, step scope: the id scope is used twice."),
    ("ros.toml", 'id = "incidents"', 'id = "purpose"', "question purpose: the id purpose is used twice."),
    ("ros.toml", 'kind = "long_text"', 'kind = "essay"', "question purpose: kind is “essay”, but must be one of: text"),
    ("ros.toml", 'component = "matrix"', 'component = "table"', "ros.toml, step matrix: component is “table”"),
    ("ros.toml", "why.nb = ", "wyh.nb = ", "question purpose: why has no text in nb."),
    ("ros.toml", 'article = "ISO', 'articel = "ISO', "article must be a text that is not empty."),
    ("ros.toml", 'quotes = ["needs"]', 'quotes = ["wants"]', "question out_of_scope: quotes has “wants”"),
    ("ros.toml", 'reason_when = ["stricter"]', 'reason_when = ["laxer"]', "question criteria: reason_when must name"),
    ("ros.toml", 'value = "usual"', 'value = "stricter"', "the id stricter is used twice."),
    ("ros.toml", "example.nb", "exampel.nb", "question purpose: example has no text in nb."),
    ("ros.toml", 'version = "2026.1"', 'version = ""', "ros.toml, top: version must be a text that is not empty."),
    ("ros.toml", 'version = "2026.1"', "version = ", "ros.toml is not readable as TOML"),
    ("ros.toml", 'version = "2026.1"', 'version = "1"\ncolour = "red"', "ros.toml, top: nothing reads colour"),
    ("dpia.toml", 'choice_set = "met"', 'choice_set = "meet"', "question scoring: choice_set is “meet”"),
    (
        "dpia.toml",
        'questions = ["already_covered"]',
        'questions = ["covered"]',
        "rule covered: the condition on covered",
    ),
    ("dpia.toml", 'answers = ["similar", "by_law"] }', 'answers = ["simlar"] }', "the condition on already_covered"),
    ("dpia.toml", 'answers = ["sought"] }', 'answers = ["asked"] }', "question views: the condition on views_sought"),
    ("dpia.toml", "at_least = 1 },", "at_least = 10 },", "rule list_with_criterion: at_least must lie between"),
    ("dpia.toml", 'outcome = "covered"', 'outcome = "maybe"', "rule covered: outcome is “maybe”"),
    ("scales.toml", '["low", "low", "low", "medium", "high"]', '["low", "medium", "low", "medium", "high"]', "lowers"),
    ("scales.toml", '["low", "low", "medium", "medium"]', '["low", "low", "medium"]', "dpia, matrix: Every row"),
    ("scales.toml", '["low", "low", "medium", "medium"]', '["low", "low", "medium", "huge"]', "row 1: rows has “huge”"),
    ("scales.toml", "value = 2", "value = 3", "scales.toml, risk_level medium: levels are numbered from 1"),
    ("scales.toml", "days = 730", "days = 0", "dpia, acceptance 1: who may accept needs a number of days"),
    ("scales.toml", "days = 730", "days = -1", "days must be a whole number of zero or more."),
    ("scales.toml", 'level = "medium"\n', 'level = "low"\n', "dpia: acceptance needs one rule for each risk level"),
    ("scales.toml", 'roles = ["system owner"]', 'roles = ["boss"]', "dpia, acceptance 3: roles has “boss”"),
    ("threats.toml", 'property = "confidentiality"', 'property = "secrecy"', "threat curious_colleague: property is"),
    (
        "threats.toml",
        'kinds = ["system"]',
        'kinds = ["sytem"]',
        "threat curious_colleague: kinds has “sytem”",
    ),
    ("threats.toml", 'id = "open_session"', 'id = "stolen_account"', "the id stolen_account is used twice."),
    (
        "measures.toml",
        'kind = "preventive"',
        'kind = "hopeful"',
        "measure two_factors: kind is “hopeful”",
    ),
    ("measures.toml", '"sterile_field"]', '"kitchen"]', "measure two_factors: situations has “kitchen”"),
    ("measures.toml", "safety.en = ", "safty.en = ", "measure two_factors: safety has no text in en."),
]


@pytest.mark.parametrize(("file", "right", "wrong", "message"), SLIPS, ids=[slip[3] for slip in SLIPS])
def test_a_slip_is_refused_with_its_place(file: str, right: str, wrong: str, message: str) -> None:
    content = packaged(file)
    assert right in content
    with pytest.raises(Invalid) as caught:
        READERS[file](file, content.replace(right, wrong, 1))
    assert message in str(caught.value)
    assert file in str(caught.value)


@pytest.mark.parametrize("file", READERS)
def test_a_catalogue_cut_off_in_the_middle_is_never_half_read(file: str) -> None:
    content = packaged(file)
    with pytest.raises(Invalid):
        READERS[file](file, content[: content.rindex(" = ")])


def test_a_catalogue_is_read_once() -> None:
    assert load_questionnaire("dpia") is load_questionnaire("dpia")
    assert load_scales("ros") is load_scales("ros")
    assert load_threats() is load_threats()
    assert load_measures() is load_measures()


def test_every_catalogue_bears_a_version_and_a_source() -> None:
    for catalogue in (
        load_questionnaire("ros"),
        load_scales("dpia"),
        load_threats(),
        load_measures(),
        load_incidents(),
    ):
        assert re.fullmatch(r"20\d\d\.\d+", catalogue.version)
        assert catalogue.source.nb

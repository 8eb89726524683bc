"""The glossary: every word in both languages, found without a script, and every link to it resolves."""

import re

import pytest

from riskapp.accounts.permissions import Role
from riskapp.catalogues.glossary import load_glossary, read_glossary
from riskapp.errors import Invalid
from tests.assessments.ward import make_ward
from tests.web.assessments.conftest import begin

TERMS = load_glossary().terms
FILE = """
version = "1"
source = { nb = "a", en = "b" }
[[term]]
id = "x"
word = { nb = "Ord", en = "Word" }
means = { nb = "En ting.", en = "A thing." }
"""


def shown(client, query: str = "") -> list[str]:
    """The ids of the terms on the page, in its order."""
    answer = client.get(f"/help/glossary{query}")
    assert answer.status_code == 200
    return re.findall(r'<div class="glossary__term" id="([^"]+)">', answer.text)


def test_the_words_that_assessments_cannot_do_without_are_there() -> None:
    assert {"controller", "processor", "legal-basis", "special-categories", "dpia", "ros", "residual-risk",
            "blast-radius", "dpo", "prior-consultation", "pseudonymisation", "data-minimisation"} <= {
        one.id for one in TERMS}  # fmt: skip
    assert 40 <= len(TERMS) <= 60


def test_each_meaning_is_a_sentence_or_two_in_each_language() -> None:
    for one in TERMS:
        for text in (one.means.nb, one.means.en):
            assert text.endswith("."), one.id
            assert 1 <= len(re.findall(r"[.?!](\s|$)", text)) <= 3, (one.id, text)
            assert len(text) < 260, one.id


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('en = "A thing."', 'en = ""'), "means has no text in en"),
        (('id = "x"', 'id = "x"\nmeening = "y"'), "nothing reads meening"),
        (("[[term]]", '[[term]]\nid = "x"\nword = { nb = "a", en = "b" }\nmeans = { nb = "c.", en = "d." }\n[[term]]'),
         "the id x is used twice"),
    ],
)  # fmt: skip
def test_a_slip_in_the_file_is_told_by_its_entry(change: tuple[str, str], says: str) -> None:
    assert len(read_glossary("g.toml", FILE).terms) == 1
    with pytest.raises(Invalid) as caught:
        read_glossary("g.toml", FILE.replace(*change))
    assert says in str(caught.value)


def test_all_are_shown_by_the_readers_alphabet_each_with_its_own_anchor(app, browse) -> None:
    english, norwegian = shown(browse("maja", Role.MEMBER)), shown(browse("nina", Role.MEMBER, language="nb"))
    assert sorted(english) == sorted(norwegian) == sorted(one.id for one in TERMS)
    assert english != norwegian
    assert norwegian.index("acceptance") < norwegian.index("controller"), "Aksept before Behandlingsansvarlig"
    assert norwegian[-1] != english[-1]


@pytest.mark.parametrize("wanted", ["behandlingsansvarlig", "CONTROLLER", "dataansvarlig", "controller bestemmer"])
def test_a_word_is_found_in_either_language_by_its_name_its_other_names_or_its_meaning(app, browse, wanted) -> None:
    assert "controller" in shown(browse("maja", Role.MEMBER), f"?q={wanted}")


def test_a_search_without_a_hit_says_what_to_do_and_leads_back_to_all(app, browse) -> None:
    client = browse("maja", Role.MEMBER)
    assert shown(client, "?q=<b>blue") == []
    assert "&lt;b&gt;blue" in client.get("/help/glossary?q=<b>blue").text
    assert 'href="/help/glossary"' in client.get("/help/glossary?q=blue").text


def test_every_page_and_every_step_of_an_assessment_leads_to_it(app, browse) -> None:
    make_ward()
    client = browse("maja", Role.MEMBER)
    assert 'href="/help/glossary"' in client.get("/").text.split("<footer")[1]
    step = client.get(f"{begin(client, 'dpia')}/step/description").text.split("<footer")[0]
    assert 'href="/help/glossary"' in step


def test_whoever_is_not_signed_in_is_asked_to(app) -> None:
    answer = app.test_client().get("/help/glossary")
    assert answer.status_code == 302
    assert "/sign-in" in answer.location

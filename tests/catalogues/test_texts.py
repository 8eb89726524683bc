"""Every text that a person reads is there in both languages, really translated, and finished."""

import dataclasses
from collections.abc import Iterator, Mapping

from riskapp.catalogues.glossary import load_glossary
from riskapp.catalogues.incidents import load_incidents
from riskapp.catalogues.measures import load_measures
from riskapp.catalogues.processing import load_record_words
from riskapp.catalogues.questions import load_questionnaire
from riskapp.catalogues.redactions import load_grounds
from riskapp.catalogues.register_rules import load_register_rules
from riskapp.catalogues.scale_file import load_scales
from riskapp.catalogues.scenarios import load_scenarios
from riskapp.catalogues.text import Text
from riskapp.catalogues.threats import load_threats

CATALOGUES = {
    "dpia": load_questionnaire("dpia"),
    "ros": load_questionnaire("ros"),
    "dpia scales": load_scales("dpia"),
    "ros scales": load_scales("ros"),
    "threats": load_threats(),
    "measures": load_measures(),
    "processing": load_record_words(),
    "glossary": load_glossary(),
    "redactions": load_grounds(),
    "scenarios": load_scenarios(),
    "incidents": load_incidents(),
    "register": load_register_rules(),
}
NAME_OF_AN_ACT = "pasient- og brukerrettighetsloven"


def texts_in(value: object, place: str) -> Iterator[tuple[str, Text]]:
    """Every text in a catalogue, each with the way to it."""
    if isinstance(value, Text):
        yield place, value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        name = getattr(value, "id", "")
        for field in dataclasses.fields(value):
            yield from texts_in(getattr(value, field.name), f"{place}/{name or field.name}:{field.name}")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from texts_in(item, f"{place}/{key}")
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item, place)


TEXTS = [found for name, catalogue in CATALOGUES.items() for found in texts_in(catalogue, name)]


def test_the_walk_reaches_every_text_of_every_catalogue() -> None:
    reached = {place.split("/")[0] for place, _ in TEXTS}
    assert reached == set(CATALOGUES)
    assert len(TEXTS) > 600


def test_every_text_is_translated_and_has_no_blank_edges() -> None:
    assert [place for place, text in TEXTS if text.nb.strip() != text.nb or text.en.strip() != text.en] == []
    assert [place for place, text in TEXTS if not text.nb or not text.en] == []
    # The number of a standard or of an article reads alike; test_questionnaires looks for words in them.
    told = [(place, text) for place, text in TEXTS if not place.endswith(":article")]
    assert [place for place, text in told if text.nb == text.en] == []


def test_a_translation_ends_like_its_original() -> None:
    assert [place for place, text in TEXTS if (text.nb[-1] in ".?!") != (text.en[-1] in ".?!")] == []
    assert [place for place, text in TEXTS if ("?" in text.nb) != ("?" in text.en)] == []


def test_the_languages_are_not_exchanged() -> None:
    norwegian = {"og", "ikke", "er", "av", "på", "som", "å", "det", "hva", "hvordan", "hvorfor", "noen"}
    english = {"the", "and", "is", "of", "not", "what", "how", "why", "somebody", "are"}
    assert [place for place, text in TEXTS if english & set(text.nb.lower().split())] == []
    assert [
        place for place, text in TEXTS if norwegian & set(text.en.replace(NAME_OF_AN_ACT, "").lower().split())
    ] == []


def test_a_text_is_given_in_the_language_asked_for() -> None:
    text = Text(nb="tiltak", en="measure")
    assert [text.in_language(tag) for tag in ("nb", "nb_NO", "nn-NO", "no")] == ["tiltak"] * 4
    assert [text.in_language(tag) for tag in ("en", "en_GB", "se")] == ["measure"] * 3


def test_each_question_of_a_dpia_says_why_how_to_think_and_by_which_article() -> None:
    for question in load_questionnaire("dpia").questions:
        assert question.why.nb and question.guidance and question.article.nb, question.id
        assert question.example or question.choices, question.id

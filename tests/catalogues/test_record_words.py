"""The words of the record of processing: the law's order, and a slip of the pen is told with its place."""

import pytest

from riskapp.catalogues.processing import load_record_words, read_record_words
from riskapp.catalogues.reading import packaged
from riskapp.errors import Invalid

CONTENT = packaged("processing.toml")


def test_the_letters_are_those_of_article_30():
    words = load_record_words()
    assert [one.id for one in words.headings("controller")] == list("abcdefg")
    assert [one.id for one in words.headings("processor")] == list("abcd")
    for role, paragraph in (("controller", 1), ("processor", 2)):
        for one in words.headings(role):
            assert one.article == f"GDPR Art. 30({paragraph})({one.id})"


def test_every_letter_of_article_28_3_is_asked_for():
    articles = " ".join(one.article for one in load_record_words().checklist)
    assert [letter for letter in "abcdefgh" if f"28(3)({letter})" not in articles] == []


@pytest.mark.parametrize(("right", "wrong", "says"), [
    ('section = "retention"', 'section = "keeping"', "controller f: section is “keeping”"),
    ('id = "6(1)(b)"', 'id = "6(1)(a)"', "the id 6(1)(a) is used twice"),
    ('condition = "9(2)(i)"', 'condition = "9(2)(x)"', "supplement register: condition is “9(2)(x)”"),
    ('id = "signed"', 'id = "sealed"', "agreements sealed: id is “sealed”"),
    ("safeguards = true", "safeguard = true", "nothing reads safeguard"),
])  # fmt: skip
def test_a_slip_of_the_pen_is_told_with_its_place(right, wrong, says):
    assert right in CONTENT
    with pytest.raises(Invalid) as refused:
        read_record_words("processing.toml", CONTENT.replace(right, wrong, 1))
    assert says in str(refused.value)

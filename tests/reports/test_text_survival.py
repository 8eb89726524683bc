"""What a person typed is on paper as it was typed: nothing is markup, no letter a box, nothing leaves the page."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskapp.reports import styles
from riskapp.reports.content import Paragraphs, Report, Section
from riskapp.reports.pages import build_pdf
from tests.reports.examples import AT, with_text
from tests.reports.poppler import run, squeezed, words_of

HOSTILE = [
    "0.1 <A <0.9",
    "R&D &amp; &lt;",
    "<b>fet</b> <br/> </para>",
    '<img src="/etc/hosts"/>',
    "]]> <!-- --> <?xml?>",
    "č đ ŋ ŧ Č Đ Ŋ Ŧ á š ž æøåÆØÅ",
    "łąęőűğıșț Ωβ Жд → ✓ ☐ ≤ ½ « » – „ “ €",
    "100 % %s %(page)s {0} \\n \\",
    "S" * 400,
    "https://example.org/" + "a/b" * 90,
]


def _alone(text: str) -> Report:
    return Report("Rapport", "", "nb", "Sykehuset", draft=False, sections=(Section("Tekst", 1, (Paragraphs(text),)),))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_comes_back_from_paper_as_it_was_typed(text: str) -> None:
    read = squeezed(run("pdftotext", build_pdf(_alone(text), AT)))
    assert squeezed(text) in read
    assert "■" not in read
    assert "\ufffd" not in read


@pytest.mark.parametrize("text", HOSTILE)
def test_every_place_that_takes_text_takes_any_text(text: str) -> None:
    read = squeezed(run("pdftotext", build_pdf(with_text(text), AT)))
    assert read.count(squeezed(text)) >= 8
    assert "■" not in read


@pytest.mark.parametrize("text", ["🩺 ok " * 4_000, "ordet " * 8_000, "🩺" * 30_000])
def test_a_line_of_many_pages_is_there_to_its_last_letter(text: str) -> None:
    read = squeezed(run("pdftotext", build_pdf(_alone(text), AT)))
    assert all(read.count(word) >= text.count(word) for word in set(text.split()) if len(word) < 10)
    assert read.count("🩺") == text.count("🩺")


def test_four_hundred_lines_are_all_there_in_prose_and_in_a_cell() -> None:
    lines = "\n".join(f"Linje {number}: 0.1 <A" for number in range(400))
    read = squeezed(run("pdftotext", build_pdf(with_text(lines), AT)))
    for number in (0, 1, 199, 398, 399):
        assert read.count(f"Linje{number}:0.1<A") >= 8, number


def test_emoji_are_drawn_by_a_font_that_has_them() -> None:
    read = run("pdftotext", build_pdf(_alone("Ferdig 🎉 og 🩺 prøvd 👩‍⚕️ 🏳️ ⚠️ slutt"), AT))
    for emoji in "🎉🩺👩⚕🏳⚠":
        assert emoji in read
    assert "U+" not in read


def test_combining_characters_are_composed_where_unicode_can_and_kept_where_it_cannot() -> None:
    read = unicodedata.normalize("NFC", run("pdftotext", build_pdf(_alone("e\u0301 a\u030a n\u0303 ŋ\u0304"), AT)))
    assert squeezed("é å ñ") in squeezed(read)
    assert "ŋ" in read


@pytest.mark.parametrize(
    ("letter", "shown"),
    [
        ("\U0001fa8a\U000e0fff", "[U+E0FFF]"),
        ("\ue123", "[U+E123]"),
        ("\x00", "[U+0000]"),
        ("\x07", "[U+0007]"),
        ("\x7f", "[U+007F]"),
        ("\ud800", "[U+D800]"),
        ("\ufffe", "[U+FFFE]"),
        ("\u202e", "[U+202E]"),
        ("漢", "[U+6F22]"),
    ],
)
def test_what_no_font_can_draw_is_shown_as_its_code_point(letter: str, shown: str) -> None:
    report = build_pdf(with_text(f"før{letter}etter"), AT)
    assert squeezed(run("pdftotext", report)).count(shown) >= 8


def test_right_to_left_text_is_on_paper() -> None:
    read = run("pdftotext", build_pdf(with_text("שלום مرحبا norsk"), AT))
    assert "norsk" in read
    assert set("שלום") <= set(read)


def test_windows_and_old_newlines_break_lines_as_others_do() -> None:
    lines = build_pdf(_alone("alfa\r\nbeta\rgamma\u2028delta\x0bzeta"), AT)
    tops = {word.text: word.top for word in words_of(lines) if word.text in ("alfa", "beta", "gamma", "delta", "zeta")}
    assert sorted(tops, key=lambda word: tops[word]) == ["alfa", "beta", "gamma", "delta", "zeta"]
    assert len(set(tops.values())) == 5


@pytest.mark.parametrize("text", ["W" * 900, "langord" * 80 + " kort", "a\n" * 300, "𝕎" * 200, "🎉" * 300, "漢" * 200])
def test_nothing_runs_over_the_margins(text: str) -> None:
    for word in words_of(build_pdf(with_text(text), AT)):
        assert word.left >= styles.LEFT - 3, word
        assert word.right <= styles.PAGE_WIDTH - styles.RIGHT + 3, word
        assert 20 < word.top < word.bottom < styles.PAGE_HEIGHT - 20, word


_ANY = st.text(st.characters(), max_size=120)
_NASTY = st.lists(
    st.sampled_from(
        [*HOSTILE, "&", "<", "\n", "\n\n", "\t", "\u00ad", "\u200d", "\ufe0f", "🎉", "\u0301", " ", "\xa0"]
    ),
    max_size=12,
).map("".join)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(text=_ANY | _NASTY)
def test_no_text_at_all_stops_a_report(text: str) -> None:
    assert build_pdf(with_text(text, "en", draft=True), AT).startswith(b"%PDF-")

"""Matrix, picture and timeline: what they say stands there in words and numbers, and impossible ones are refused."""

from dataclasses import replace
from unittest.mock import Mock

import pytest

from riskapp.errors import Invalid
from riskapp.reports import markup, styles
from riskapp.reports.columns import column_widths
from riskapp.reports.content import (
    Block,
    Edge,
    Interval,
    Level,
    Marker,
    Matrix,
    Node,
    Picture,
    Place,
    Report,
    Section,
    Table,
    Timeline,
    TimelineRow,
    Tone,
)
from riskapp.reports.fonts import BOLD, REGULAR
from riskapp.reports.pages import build_pdf
from riskapp.reports.pictures import GraphPicture, label_lines
from riskapp.reports.styles import TONES
from tests.reports.examples import AT, level, matrix, picture, timeline
from tests.reports.poppler import run, words_of


def _read(block: Block) -> str:
    section = Section("Bilde", 1, (block,))
    return run("pdftotext", build_pdf(Report("Rapport", "", "nb", "Sykehuset", draft=True, sections=(section,)), AT))


def test_every_cell_of_the_matrix_says_its_number_and_its_word() -> None:
    words = _read(matrix("nb", 0)).split()
    for row in range(1, 6):
        for column in range(1, 6):
            assert str(level(row, column).number) in words
    assert [words.count(word) for word in ("Lav", "Middels", "Høy", "Kritisk")] == [
        9,
        7,
        6,
        5,
    ]  # with the two of the axis
    for word in ("Sannsynlighet", "Konsekvens", "Ubetydelig", "Alvorlig"):
        assert word in words


def test_every_scenario_is_named_where_it_was_and_where_it_went() -> None:
    text = _read(matrix("nb", 50)).replace(",", " ").split()
    for marker in matrix("nb", 50).markers:
        assert text.count(marker.label) == (1 if marker.after == marker.before else 2), marker.label


def test_what_does_not_fit_into_a_cell_is_written_below_the_matrix() -> None:
    full = replace(matrix("nb", 0), markers=tuple(Marker(f"S{n}", Place(5, 5)) for n in range(1, 41)))
    text = _read(full)
    assert "I ruten Svært stor / Kritisk står også" in text
    assert all(f"S{n}" in text.replace(",", " ").split() for n in range(1, 41))


def test_a_moved_scenario_stands_above_and_right_of_where_a_lesser_one_stands() -> None:
    moved = replace(
        matrix("nb", 0), markers=(Marker("ØVERST", Place(5, 5), Place(1, 1)), Marker("NEDERST", Place(1, 1)))
    )
    section = Section("Bilde", 1, (moved,))
    report = Report("Rapport", "", "nb", "Sykehuset", draft=True, sections=(section,))
    words = [word for word in words_of(build_pdf(report, AT)) if word.text in ("ØVERST", "NEDERST")]
    upper = min((word for word in words if word.text == "ØVERST"), key=lambda word: word.top)
    lower = next(word for word in words if word.text == "NEDERST")
    assert upper.top < lower.top - 150
    assert upper.left > lower.right + 150


def test_the_picture_names_each_asset_its_kind_and_its_state() -> None:
    text = _read(picture("nb"))
    for word in ("Datahall 1", "DIPS Arena", "infrastruktur", "nede", "svekket", "Poliklinikk", "datahall 1 faller ut"):
        assert word in text


def test_the_timeline_says_in_words_what_its_bars_show() -> None:
    text = _read(timeline("nb"))
    for word in ("nede · svekket", "0 t", "24 t", "Elektronisk kurve"):
        assert word in text


def test_colours_of_words_and_grounds_are_far_enough_apart() -> None:
    """WCAG 2.2, 1.4.6: 7 to 1."""

    def luminance(colour: object) -> float:
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.rgb()]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    assert set(TONES) == set(Tone)
    for ground, ink in TONES.values():
        dark, light = sorted((luminance(ground), luminance(ink)))
        assert (light + 0.05) / (dark + 0.05) >= 7


def _small(markers: tuple[Marker, ...] = (), rows: int = 1) -> Matrix:
    example = matrix("nb", 0)
    return Matrix("M", example.likelihood, example.consequence, example.levels[:rows], markers)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Table(("A", "B"), (("1", "2", "3"),)),
        lambda: Table(("A", "B"), (), (1,)),
        lambda: Table(("A", "B"), (), (1, 0)),
        lambda: _small(rows=2),
        lambda: _small((Marker("S1", Place(6, 1)),), rows=5),
        lambda: _small((Marker("S1", Place(1, 1), Place(1, 0)),), rows=5),
        lambda: Picture((Node("a", "A", "", 0, 0),), (Edge("a", "b"),)),
        lambda: Picture((Node("a", "A", "", 1.2, 0),)),
        lambda: Timeline((TimelineRow("r", (Interval(2, 1, "ned"),)),), 3),
        lambda: Timeline((TimelineRow("r", (Interval(0, 4, "ned"),)),), 3),
    ],
)
def test_content_that_cannot_be_drawn_is_refused_with_a_sentence(make: object) -> None:
    with pytest.raises(Invalid) as refusal:
        make()
    assert str(refusal.value).endswith((".", ")."))


def test_a_level_without_a_number_shows_its_word_alone() -> None:
    assert "ikke vurdert" in _read(Table(("Nivå",), ((Level(None, "ikke vurdert"),),)))


WIDE = 96.0
LABELS = ("Bildediagnostikk", "Integrasjonsplattform", "Laboratoriediagnostikk", "Digital hjemmeoppfølging", "Føde")


@pytest.mark.parametrize("label", [*LABELS, "Menneskerettighetsorganisasjonskontoret avdeling ni", "a" * 300])
@pytest.mark.parametrize("room", [40.0, 62.0, WIDE])
def test_a_label_is_made_smaller_or_cut_but_never_divided_within_a_word(label: str, room: float) -> None:
    size, lines = label_lines(label, room)
    assert 5 < size <= 7 and len(lines) <= 2
    assert all(markup.width(line, BOLD, size) <= room for line in lines)
    words = label.split()
    for word in " ".join(lines).split():
        assert word in words or (word.endswith("…") and any(one.startswith(word[:-1]) for one in words)), word


def test_the_words_of_a_hospital_fit_into_a_box_whole() -> None:
    assert [" ".join(label_lines(label, WIDE)[1]) for label in (*LABELS, "")] == [*LABELS, ""]


def test_a_label_is_made_smaller_before_it_is_cut() -> None:
    room = markup.width("Laboratoriediagnostikk", BOLD, 6)
    size, lines = label_lines("Laboratoriediagnostikk", room)
    assert lines == ["Laboratoriediagnostikk"]
    assert size < 7


def test_arrows_are_drawn_before_every_box_so_that_no_name_is_crossed() -> None:
    drawn = Mock()
    pictured = GraphPicture(picture("nb"), "Et bilde")
    pictured.wrap(450, 700)
    pictured.canv = drawn
    pictured.draw()
    calls = [name for name, _, _ in drawn.method_calls if name in ("line", "roundRect")]
    assert calls.index("roundRect") == calls.count("line") > 0


def test_a_column_is_as_wide_as_its_longest_word() -> None:
    long = ("sykehuspartner", "administrasjonen", "Laboratoriediagnostikk")
    assert all(markup.width(word, REGULAR, 8) > styles.TEXT_WIDTH / 7 - 10 for word in long)
    table = Table(tuple("abcdefg"), ((*long, "x y", "ikke oppgitt", "z", "w"),))
    words = _read(table).split()
    assert [word for word in (*long, "oppgitt") if word not in words] == []


def test_a_level_has_room_for_its_word() -> None:
    table = Table(("a", "b"), (("x", Level(5, "Ekstraordinært")),), (30, 1))
    assert "Ekstraordinært" in _read(table).split()


@pytest.mark.parametrize(
    "needs", [(0, 0, 0), (60, 0, 0), (60, 130, 10), (130, 130, 130), (5000, 80, 80), (100, 100, 100)]
)
def test_columns_fill_the_width_and_meet_every_need_that_can_be_met(needs: tuple[float, ...]) -> None:
    widths = column_widths((8, 1, 1), needs, 300)
    assert sum(widths) == pytest.approx(300)
    assert min(widths) > 0
    if sum(needs) <= 300:
        assert all(width >= need - 1e-6 for width, need in zip(widths, needs, strict=True))
    if not any(needs):
        assert widths == pytest.approx([240, 30, 30])


def test_a_fingerprint_is_divided_rather_than_given_most_of_the_table() -> None:
    assert column_widths((1, 1, 1), (0, 200, 0), 300) == pytest.approx([100, 100, 100])


def test_an_address_without_end_takes_no_room_from_the_others() -> None:
    table = Table(("a", "b", "c"), (("https://" + "x" * 200, "sykehuspartner", "y"),), (1, 1, 1))
    assert "sykehuspartner" in _read(table).split()

"""Names are cut and wrapped before they run out of their boxes."""

from riskapp.explorer.labels import width, wrapped


def test_a_name_keeps_its_words_in_as_few_lines_as_it_needs() -> None:
    assert wrapped("Laboratory", 150, 13) == ["Laboratory"]
    assert wrapped("Follow-up of breathing machines", 150, 13) == ["Follow-up of breathing", "machines"]
    assert wrapped("", 150, 13) == []


def test_what_has_no_room_in_two_lines_is_cut_in_the_last_and_no_line_is_too_wide() -> None:
    for text in ("a word and another " * 9, "Sammenhengendeorduten" * 4, "Kort Sammenhengendeorduten" * 3):
        lines = wrapped(text, 120, 12)
        assert len(lines) <= 2
        assert lines[-1].endswith("…")
        assert all(width(line, 12) <= 120 for line in lines)

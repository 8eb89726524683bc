"""HTML of the CNIL tool as plain text: its breaks are kept, nothing of it is run, nothing is dropped unsaid."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.exchange.cnil.markup import marked_up, plain


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("One line", "One line"),
        ("Two\nlines without a tag", "Two\nlines without a tag"),
        ("R&amp;D &lt; 3", "R&D < 3"),
        ("<p>One</p>\n<p>Two</p>", "One\nTwo"),
        ("One<br />Two<br><br/>Four", "One\nTwo\n\nFour"),
        ("<div>One</div>\n<div>&nbsp;</div>\n<div>Three</div>", "One\n\nThree"),
        ("<p>Wrapped\nin the source</p>", "Wrapped in the source"),
        ("Said: <br />\n<ul>\n<li>a <strong>b</strong></li>\n<li>c</li>\n</ul>", "Said: \n- a b\n- c"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\nc"),
        ('<a href="https://x.example/y">here</a>', "here (https://x.example/y)"),
        ('<a href="javascript:alert(1)">here</a>', "here"),
        ("less than <5 and <none> of it", "less than <5 and <none> of it"),
    ],
)
def test_what_a_reader_saw_is_what_is_read(source: str, text: str) -> None:
    assert plain(source).text == text
    assert plain(source).hidden == ()


@pytest.mark.parametrize(
    ("source", "text", "hidden"),
    [
        ("a<script>alert('x')</script>b", "ab", ("<script> alert('x')",)),
        ("a<style>p{}</style>b", "ab", ("<style> p{}",)),
        ('<p onclick="run()">a<img src="x" onerror="run()" alt="plan"></p>', "a", ("<img> plan x",)),
        ("<iframe src=x>in</iframe>out", "out", ("<iframe> in",)),
        ("a<script>never closed", "a", ("<script> never closed",)),
        ("a<!-- b -->c<![CDATA[d]]>e<?php f ?>g", "aceg", ("<!-- b -->", "<![CDATA[d]]>", "<?php f ?>")),
        ("<script/>after", "after", ("<script>",)),
    ],
)
def test_what_is_no_text_is_told_instead(source: str, text: str, hidden: tuple[str, ...]) -> None:
    read = plain(source)
    assert read.hidden == hidden
    assert read.text == text


def test_deep_and_broken_markup_is_read_to_its_end() -> None:
    assert plain("<div>" * 20_000 + "deep").text == "deep"
    assert plain("</ul></li></a>x</p></ol>").text == "x"
    assert plain("<ul>" * 5 + "<li>a").text == "- a"


@pytest.mark.parametrize(
    "source",
    [
        "<!--",
        "<![",
        "<!",
        "<?",
        "<",
        "</",
        "<a",
        "<a b='",
        "<script>",
        "<svg>",
        "&#",
        " \n",
        "<li>",
        "<a href=http://x>y",
    ],
)
def test_no_text_costs_the_square_of_its_length(source: str) -> None:
    began = time.process_time()
    plain(f"<p>{source * (200_000 // len(source))}")
    assert time.process_time() - began < 5, "linear ones take a tenth of a second, square ones a minute"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n<>&")))
def test_a_text_of_ours_comes_back_as_it_was(text: str) -> None:
    lines = ["" if not line.strip(" \N{NO-BREAK SPACE}") else line for line in text.split("\n")]
    assert plain(marked_up(text)).text == "\n".join(lines).strip("\n")

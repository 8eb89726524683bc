"""The picture that other features' pages draw with the macro of components/picture.html."""

from collections.abc import Callable

from flask import Flask, render_template_string

from riskapp.explorer.neighbourhood import neighbourhood
from riskapp.graph.vocabulary import Kind
from riskapp.web.graph.links import asset_urls
from tests.graph.estates import estate, needs, read_ward
from tests.inspecting_client import Page

MACRO = "{% import 'components/picture.html' as picture %}{{ picture.drawing(d, urls, title='Around it', small=true) }}"


def drawn(app: Flask, **values: object) -> Page:
    """What the macro draws."""
    with app.test_request_context():
        return Page(render_template_string(MACRO, **values))


def test_a_neighbourhood_names_every_asset_its_kind_and_id_and_links_to_it(
    app: Flask, ward: Callable[[str], str]
) -> None:
    drawing = neighbourhood(read_ward(), "ehr")
    with app.test_request_context():
        urls = asset_urls(node.key for node in drawing.nodes)
    page = drawn(app, d=drawing, urls=urls)
    for title in ("Patient record, system ehr", "Host 1, infrastructure dc1", "Ward, process ward"):
        assert title in page.text
    assert len(page.all("a")) == 8
    assert {link["href"] for link in page.all("a")} == set(urls.values())
    assert "Around it The picture shows all 8 assets." in page.text
    dashed = [path for path in page.all("path") if path.get("class") == "arrow arrow--flow"]
    assert {(path["data-source"], path["data-target"]) for path in dashed} == {
        ("monitor", "ehr"), ("integ", "ehr"), ("ehr", "ward"), ("ehr", "lab"),
    }  # fmt: skip


def test_what_is_left_out_is_counted_with_its_rule(app: Flask) -> None:
    snapshot = estate(*(needs(f"system {number}", "core") for number in range(100)))
    assert snapshot.assets[0].kind is Kind.SYSTEM
    page = drawn(app, d=neighbourhood(snapshot, "core", most=10), urls={})
    assert "The picture shows 10 of 101 assets one by one. 91 are not shown. Processes, systems" in page.text
    assert not page.all("a")


def test_names_of_people_stay_text_in_a_picture(app: Flask) -> None:
    page = drawn(app, d=neighbourhood(estate(needs("<b>R&D</b>", "core")), "core"), urls={})
    assert "<b>R&D</b>" in page.text
    assert not page.all("b")

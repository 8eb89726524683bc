"""The map of the whole estate as a file: the same dots and names as on the screen, as SVG and as PNG."""

import io
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.demo import DEVICES

ASSETS = DEVICES + 77
SVG = "{http://www.w3.org/2000/svg}"


def saved(person, tmp_path, kind):
    """The bytes of the map's file, and the name that the browser gives it."""
    with person.page.expect_download() as waiting:
        person.page.locator(f"[data-map-save={kind}]").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path.read_bytes(), path.name


def drawn(person, path):
    person.opens(path)
    expect(person.page.locator("[data-map-says]")).not_to_be_empty()
    person.page.wait_for_timeout(700)  # an animation and the pause after it


def shown(person, expression):
    return person.page.evaluate(
        f"(() => {{ const p = document.querySelector('.map').picture; return {expression}; }})()"
    )


@pytest.mark.parametrize(("language", "width"), [("nb", 1280), ("en", 320)])
def test_the_map_is_saved_as_it_stands_on_the_screen(meet, tmp_path, language, width):
    sigrid = meet("sigrid", language, width=width)
    drawn(sigrid, "/graph/overview?asset=lvms")
    content, name = saved(sigrid, tmp_path, "svg")
    drawing = ET.fromstring(content)
    texts = [one.text for one in drawing.iter(f"{SVG}text")]
    assert name.startswith(sigrid.says("The-whole-estate", "Hele-kartleggingen")) and name.endswith(".svg")
    on_screen = set(shown(sigrid, "p.names.map(one => one.text)"))
    assert len(on_screen) > 1
    assert on_screen <= set(texts)
    content, _ = saved(sigrid, tmp_path, "png")
    image = Image.open(io.BytesIO(content))
    assert image.width == 2 * float(drawing.get("width"))
    assert len(image.convert("RGB").getcolors(maxcolors=1 << 24)) > 50, "not an empty sheet"


def test_every_asset_is_a_dot_of_the_file_when_the_whole_is_in_sight(meet, tmp_path):
    sigrid = meet("sigrid")
    drawn(sigrid, "/graph/overview")
    content, _ = saved(sigrid, tmp_path, "svg")
    centres = {(one.get("cx"), one.get("cy")) for one in ET.fromstring(content).iter(f"{SVG}circle")}
    discs = shown(sigrid, "p.map.lands.length + p.map.quarters.length")
    assert ASSETS <= len(centres) <= ASSETS + discs


def test_a_place_that_is_asked_for_fills_the_picture(meet):
    sigrid = meet("sigrid")
    drawn(sigrid, "/graph/overview?place=site:hamar")
    land = "p.map.lands.find(one => one.key === 'site:hamar')"
    wide, share = shown(sigrid, f"[p.sight().width, 2 * {land}.radius * p.sight().scale / p.sight().height]")
    assert 0.6 < share < 1
    middle = shown(sigrid, f"p.sight().x({land}.x)")
    assert abs(middle - wide / 2) < 4
    named = shown(sigrid, "p.names.map(one => one.text)")
    assert any(text.startswith(shown(sigrid, f"{land}.name")) for text in named)


def test_the_name_of_a_place_stands_on_its_disc_at_every_zoom(meet):
    sigrid = meet("sigrid")
    drawn(sigrid, "/graph/overview")
    for _ in range(6):
        loose = shown(
            sigrid,
            """(() => { const s = p.sight(), discs = [...p.map.lands, ...p.map.quarters];
              return p.names.filter(one => one.asset < 0).filter(one => !discs.some(disc => {
                const x = Math.min(Math.max(s.x(disc.x), one.left), one.right) - s.x(disc.x);
                const y = Math.min(Math.max(s.y(disc.y), one.top), one.bottom) - s.y(disc.y);
                return one.text.startsWith(disc.name) && Math.hypot(x, y) <= disc.radius * s.scale + 24;
              })).map(one => one.text); })()""",
        )
        assert loose == []
        sigrid.page.locator("[data-map-act=in]").click()
        sigrid.page.wait_for_timeout(700)
        sigrid.page.locator(".map__frame").press("ArrowRight")
        sigrid.page.wait_for_timeout(700)

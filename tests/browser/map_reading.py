"""What a person sees on the map of the whole estate: where an asset is, in which colour, and which names."""

import io

from PIL import Image
from playwright.sync_api import expect

PLACE = """id => {
  const { map, sigma, frame } = document.querySelector(".map").picture;
  const asset = map.ids.indexOf(id), corner = frame.getBoundingClientRect();
  const { x, y } = sigma.graphToViewport({ x: map.x[asset], y: map.y[asset] });
  return [corner.left + frame.clientLeft + x, corner.top + frame.clientTop + y];
}"""


def drawn(person, path="/graph/overview"):
    """Open the overview, and wait until the picture has been still for a moment."""
    person.opens(path)
    still(person)


def still(person):
    person.page.wait_for_timeout(700)  # an animation and the pause after it
    expect(person.page.locator("[data-map-says]")).not_to_be_empty()


def picture(person, expression):
    return person.page.evaluate(
        f"(() => {{ const p = document.querySelector('.map').picture; return {expression}; }})()"
    )


def pixel(person, key):
    """The colour on the screen in the middle of an asset's dot."""
    person.page.locator(".map__frame").scroll_into_view_if_needed()
    left, top = person.page.evaluate(PLACE, key)
    screen = Image.open(io.BytesIO(person.page.screenshot())).convert("RGB")
    return screen.getpixel((round(left), round(top)))


def colour_of(person, kind):
    text = person.page.locator(f".map__swatch--{kind}").evaluate(
        "mark => { const c = new OffscreenCanvas(1, 1).getContext('2d'); c.fillStyle = getComputedStyle(mark).color;"
        " c.fillRect(0, 0, 1, 1); return [...c.getImageData(0, 0, 1, 1).data].slice(0, 3) }"
    )
    return tuple(text)


def alike(one, other):
    return all(abs(a - b) <= 12 for a, b in zip(one, other, strict=True))


def names(person):
    return picture(person, "p.names")

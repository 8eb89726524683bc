// The picture's colours are those of the page: read from its style sheet, and anew when the scheme changes.

export function readColours(box) {
  const frame = box.querySelector(".map__frame");
  const style = getComputedStyle(frame);
  const marks = [...document.querySelectorAll(".map__swatch")];
  // Elements of the page, not probes of our own: each change of the page would have all of it styled again.
  const named = (name) => plain(getComputedStyle(box.querySelector(`.map__colour--${name}`)).color);
  return {
    kinds: marks.map((mark) => plain(getComputedStyle(mark).color)),
    rings: marks.map((mark) => mark.classList.contains("map__swatch--ring")),
    text: plain(style.color),
    ground: plain(style.backgroundColor),
    land: named("land"),
    border: named("border"),
    line: named("line"),
    tie: named("tie"),
    font: style.fontFamily,
    size: parseFloat(style.fontSize),
  };
}

export function whenColoursChange(act) {
  for (const asked of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(asked).addEventListener("change", act);
  }
}

// `colour` with so much of itself on `ground`: what sigma draws is opaque, so faint is mixed.
export function mixed(colour, ground, share) {
  const [one, other] = [numbersOf(colour), numbersOf(ground)];
  return `rgb(${one.map((value, place) => Math.round(value * share + other[place] * (1 - share))).join(", ")})`;
}

function numbersOf(colour) {
  return colour.match(/\d+/g).slice(0, 3).map(Number);
}

// Any colour that CSS knows as rgb(), which is what WebGL is fed with.
function plain(colour) {
  const context = plain.context ??= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return `rgb(${[...context.getImageData(0, 0, 1, 1).data].slice(0, 3).join(", ")})`;
}

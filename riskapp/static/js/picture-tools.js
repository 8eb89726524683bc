// A picture larger or smaller, and as a file: SVG as it stands on the page, or PNG at twice its size.

import { framed, pngFile, save } from "./picture-files.js";

const STYLES = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight", "display"];
const STEP = 1.25;
const MARGIN = 24; // pixels

export function offerPictureTools() {
  for (const picture of document.querySelectorAll(".picture[data-name]")) {
    const tools = picture.querySelector(".picture__tools");
    const sheet = picture.querySelector(".picture__sheet");
    if (!tools || !sheet) continue;
    const natural = sheet.width.baseVal.value;
    const acts = {
      smaller: () => resize(sheet, sheet.clientWidth / STEP),
      larger: () => resize(sheet, sheet.clientWidth * STEP),
      fit: () => resize(sheet, Math.min(natural, sheet.parentElement.clientWidth - 2)),
      svg: () => save(picture.dataset.name, "svg", svgFile(picture, sheet)),
      png: async () => save(picture.dataset.name, "png", await pngFile(svgFile(picture, sheet))),
    };
    tools.hidden = false;
    bringIntoSight(sheet);
    tools.addEventListener("click", (event) => acts[event.target.closest("[data-picture]")?.dataset.picture]?.());
  }
}

// What the question is about may stand on the right of a picture that is wider than its frame.
function bringIntoSight(sheet) {
  const asked = sheet.querySelector(".node--asked, .node--hit, .node--start");
  const frame = sheet.parentElement;
  if (!asked) return;
  const [box, seen] = [asked.getBoundingClientRect(), frame.getBoundingClientRect()];
  if (box.right > seen.right) frame.scrollLeft += box.right - seen.right + MARGIN;
}

function resize(sheet, width) {
  const { width: wide, height: high } = sheet.viewBox.baseVal;
  const fits = Math.max(wide / 8, Math.min(wide * 4, width));
  sheet.setAttribute("width", Math.round(fits));
  sheet.setAttribute("height", Math.round((fits * high) / wide));
}

// A drawing that stands alone: every style written into it.
function svgFile(picture, sheet) {
  const copy = sheet.cloneNode(true);
  const originals = sheet.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, place) => settle(element, originals[place]));
  for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  copy.removeAttribute("class");
  const { width, height } = sheet.viewBox.baseVal;
  const title = [picture.dataset.name, picture.dataset.moment].filter(Boolean).join(" ");
  return framed(copy, width, height, title, picture.querySelector("figcaption").textContent.trim());
}

function settle(copy, original) {
  const style = getComputedStyle(original);
  for (const name of STYLES) {
    const value = style.getPropertyValue(name);
    if (value) copy.setAttribute(name, value);
  }
  copy.removeAttribute("class");
}

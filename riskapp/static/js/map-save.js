// The map as it stands on the screen as a file: the same ground, lines, ties, dots and names, drawn as SVG.

import { drawGround } from "./map-ground.js";
import { drawNames } from "./map-names.js";
import { touches } from "./map-ties.js";
import { framed, pngFile, save } from "./picture-files.js";
import { SvgPen } from "./svg-pen.js";

export function offerSaving(box, picture) {
  const named = () => [box.dataset.title, picture.chosen >= 0 ? picture.map.names[picture.chosen] : ""].filter(Boolean).join(": ");
  const drawn = () => svgFile(picture, named(), box.querySelector("[data-map-caption]").textContent.trim());
  const acts = {
    svg: () => save(named(), "svg", drawn()),
    png: async () => save(named(), "png", await pngFile(drawn())),
  };
  for (const button of box.querySelectorAll("[data-map-save]")) {
    button.addEventListener("click", () => acts[button.dataset.mapSave]());
  }
}

function svgFile(picture, title, caption) {
  const { map, colours } = picture;
  const sight = picture.sight();
  const pen = new SvgPen(sight.width, sight.height);
  pen.fillStyle = colours.ground;
  pen.fillRect(0, 0, sight.width, sight.height);
  drawGround(pen, map, sight, colours);
  drawLines(pen, picture, sight);
  picture.drawAllTies(pen, sight);
  drawDots(pen, picture, sight);
  drawNames(pen, picture, sight);
  return framed(pen.drawing, sight.width, sight.height, title, caption);
}

function drawLines(pen, { graph, sigma }, sight) {
  graph.forEachEdge((_edge, drawn, _one, _other, from, to) => {
    pen.strokeStyle = drawn.color;
    pen.lineWidth = Math.max(1, sigma.scaleSize(drawn.size));
    pen.beginPath();
    pen.moveTo(sight.x(from.x), sight.y(from.y));
    pen.lineTo(sight.x(to.x), sight.y(to.y));
    pen.stroke();
  });
}

function drawDots(pen, { graph, map }, sight) {
  graph.forEachNode((key, dot) => {
    if (Number(key) >= map.count || !touches(sight, dot.x, dot.y, dot.size)) return;
    const [x, y, radius] = [sight.x(dot.x), sight.y(dot.y), sight.dot(Number(key))];
    for (const [colour, share] of dot.type === "ring" ? [[dot.rim, 1], [dot.color, 0.55]] : [[dot.color, 1]]) {
      pen.fillStyle = colour;
      pen.beginPath();
      pen.arc(x, y, radius * share);
      pen.fill();
    }
  });
}

// Draws like the 2D context of a canvas, but writes SVG: what the map draws over its dots can be kept as a file.

import { element } from "./picture-files.js";

export class SvgPen {
  constructor(width, height) {
    this.drawing = element("svg", { width, height });
    this.ruler = document.createElement("canvas").getContext("2d");
    Object.assign(this, { fillStyle: "none", strokeStyle: "none", lineWidth: 1, globalAlpha: 1, font: this.ruler.font });
  }

  beginPath() {
    this.shape = null;
    this.path = "";
  }

  // Whole circles only: the map has no others.
  arc(cx, cy, r) {
    this.shape = ["circle", { cx: short(cx), cy: short(cy), r: short(r) }];
  }

  moveTo(x, y) {
    this.path += `M${short(x)} ${short(y)}`;
    this.shape = ["path", { d: this.path }];
  }

  lineTo(x, y) {
    this.path += `L${short(x)} ${short(y)}`;
    this.shape = ["path", { d: this.path }];
  }

  fill() {
    this.add(...this.shape, { fill: this.fillStyle });
  }

  stroke() {
    this.add(...this.shape, { fill: "none", ...this.line() });
  }

  fillRect(x, y, width, height) {
    this.add("rect", { x: short(x), y: short(y), width: short(width), height: short(height) }, { fill: this.fillStyle });
  }

  strokeRect(x, y, width, height) {
    const box = { x: short(x), y: short(y), width: short(width), height: short(height) };
    this.add("rect", box, { fill: "none", ...this.line() });
  }

  fillText(words, x, y) {
    this.write(words, x, y, { fill: this.fillStyle });
  }

  strokeText(words, x, y) {
    this.write(words, x, y, { fill: "none", "stroke-linejoin": "round", ...this.line() });
  }

  measureText(words) {
    this.ruler.font = this.font;
    return this.ruler.measureText(words);
  }

  line() {
    return { stroke: this.strokeStyle, "stroke-width": this.lineWidth };
  }

  write(words, x, y, paint) {
    const [, weight, size, family] = this.font.match(/^(\S+) (\d+)px (.+)$/);
    const face = { "font-weight": weight, "font-size": size, "font-family": family, "dominant-baseline": "middle" };
    this.add("text", { x: short(x), y: short(y), ...face }, paint).textContent = words;
  }

  add(name, place, paint) {
    const made = element(name, { ...place, ...paint });
    if (this.globalAlpha < 1) made.setAttribute("opacity", this.globalAlpha);
    this.drawing.append(made);
    return made;
  }
}

function short(value) {
  return Math.round(value * 100) / 100;
}

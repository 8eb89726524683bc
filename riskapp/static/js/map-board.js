// Where names are written: keeps them apart from each other, from dots that matter, and inside the picture.

import { touches } from "./map-ties.js";

const GAP = 3; // pixels between two names
const MOST = 140; // names of assets at once
const CELL = 64; // pixels: names are only compared with what lies near

export class Board {
  constructor(context, sight, colours) {
    Object.assign(this, { context, sight, colours, written: [], taken: new Map(), owned: new Set() });
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = colours.ground;
    context.fillStyle = colours.text;
  }

  // A place's name over the upper edge of its disc, else in its middle or under it; kept inside the picture.
  place({ x, y, radius }, share, weight, text, most = Infinity) {
    const { sight } = this;
    if (!touches(sight, x, y, radius)) return;
    const size = this.font(share, weight);
    const wide = this.context.measureText(text).width;
    if (wide > most * radius * sight.scale) return; // it would seem to belong to what lies beside it
    const middle = Math.min(Math.max(sight.x(x), wide / 2 + GAP), sight.width - wide / 2 - GAP);
    const [centre, reach] = [sight.y(y), radius * sight.scale + size * 0.4];
    for (const height of [Math.max(centre - reach, size * 0.7), centre, centre + reach]) {
      // Pushed into the picture it must still stand on its disc, or it would seem to belong to nothing.
      const off = Math.hypot(middle - sight.x(x), height - centre) > reach + size;
      if (!off && this.write(text, middle - wide / 2, height, wide, size, -1)) return;
    }
  }

  // An asset's name to the right of its dot, else to the left, below or above.
  beside(map, asset, share, weight) {
    const { sight } = this;
    if (this.owned.has(asset) || this.written.length >= MOST || !touches(sight, map.x[asset], map.y[asset], 0)) return;
    const size = this.font(share, weight);
    const text = map.names[asset];
    const wide = this.context.measureText(text).width;
    const land = map.lands[map.landOf[asset]];
    const [from, to] = [sight.x(land.x - land.radius) - GAP, sight.x(land.x + land.radius) + GAP];
    for (const [left, middle] of this.spots(map, asset, wide, size)) {
      // From afar a name that runs out of its territory would seem to belong to the next one.
      if (left >= from && left + wide <= to && this.write(text, left, middle, wide, size, asset)) return;
    }
  }

  spots(map, asset, wide, size) {
    const { sight } = this;
    const [x, y, off] = [sight.x(map.x[asset]), sight.y(map.y[asset]), sight.dot(asset) + 4];
    const below = [[x - wide / 2, y + off + size * 0.6], [x - wide / 2, y - off - size * 0.6]];
    const aside = [[x + off, y], [x - off - wide, y]];
    return map.isDevice(asset) ? [...below, ...aside] : [...aside, ...below]; // devices stand in rows
  }

  // What is pointed at or chosen has its name on a label of its own, over whatever is there.
  own(map, asset, text, ringed) {
    const { sight, context, colours } = this;
    if (!touches(sight, map.x[asset], map.y[asset], 0)) return;
    if (ringed) this.ring(sight.x(map.x[asset]), sight.y(map.y[asset]), sight.dot(asset) + 4);
    const size = this.font(0.95, "700");
    const wide = Math.min(context.measureText(text).width, sight.width - 16);
    const spots = this.spots(map, asset, wide + 16, size * 1.4);
    const pushed = spots.map(([left, middle]) => [Math.min(Math.max(left, 0), sight.width - wide - 16), middle]);
    for (const [left, middle] of [...spots, ...pushed.filter(([, middle]) => middle !== sight.y(map.y[asset]))]) {
      const box = { left, right: left + wide + 16, top: middle - size * 0.9, bottom: middle + size * 0.9 };
      if (!this.isIn(box) || this.written.some((other) => meet(box, other))) continue;
      context.fillStyle = colours.ground;
      context.fillRect(left + 4, box.top, wide + 8, size * 1.8);
      context.strokeStyle = colours.tie;
      context.lineWidth = 2;
      context.strokeRect(left + 4, box.top, wide + 8, size * 1.8);
      context.fillStyle = colours.text;
      context.fillText(text, left + 8, middle, wide);
      this.take(box);
      this.owned.add(asset);
      this.written.push({ text, asset, ...box });
      break;
    }
    context.strokeStyle = colours.ground;
    context.lineWidth = 4;
  }

  isIn({ left, right, top, bottom }) {
    return left >= 0 && right <= this.sight.width && top >= 0 && bottom <= this.sight.height;
  }

  // No name is written over a dot that is no device.
  keepClear(map, asset) {
    const { sight } = this;
    if (!touches(sight, map.x[asset], map.y[asset], 0)) return;
    const [x, y, reach] = [sight.x(map.x[asset]), sight.y(map.y[asset]), sight.dot(asset)];
    this.take({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach });
  }

  take(box) {
    for (const cell of cells(box)) this.taken.set(cell, [...(this.taken.get(cell) ?? []), box]);
  }

  write(text, left, middle, wide, size, asset) {
    const box = { left, right: left + wide, top: middle - size * 0.6, bottom: middle + size * 0.6 };
    if (!this.isIn(box)) return false;
    if (cells(box).some((cell) => this.taken.get(cell)?.some((other) => meet(box, other)))) return false;
    this.take(box);
    this.written.push({ text, asset, ...box });
    this.context.strokeText(text, left, middle);
    this.context.fillText(text, left, middle);
    return true;
  }

  ring(x, y, radius) {
    const { context, colours } = this;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.strokeStyle = colours.tie;
    context.lineWidth = 3;
    context.stroke();
    context.strokeStyle = colours.ground;
    context.lineWidth = 4;
  }

  font(share, weight) {
    const size = Math.round(this.colours.size * share);
    this.context.font = `${weight} ${size}px ${this.colours.font}`;
    return size;
  }
}

function cells({ left, right, top, bottom }) {
  const found = [];
  for (let x = Math.floor((left - GAP) / CELL); x <= (right + GAP) / CELL; x++) {
    for (let y = Math.floor((top - GAP) / CELL); y <= (bottom + GAP) / CELL; y++) found.push(`${x} ${y}`);
  }
  return found;
}

function meet(one, other) {
  return (
    one.left < other.right + GAP && other.left < one.right + GAP && one.top < other.bottom + GAP && other.top < one.bottom + GAP
  );
}

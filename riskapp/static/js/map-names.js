// Names where they have room: territories first, then districts, then what is no device, then devices; none over another.

import { DEVICE } from "./map-data.js";
import { devicesInSight, touches } from "./map-ties.js";

const GAP = 3; // pixels between two names
const MOST = 140; // names at once
const SPREAD = { land: 60, quarter: 34, device: 46 }; // pixels: from which radius or distance on they are tried

const CELL = 64; // pixels: names are only compared with what lies near

// Writes the names, and returns them as [{ text, left, top, right, bottom, asset }], asset -1 for a place.
export function drawNames(context, picture, sight) {
  const { map, colours, chosen, pointed } = picture;
  const board = new Board(context, sight, colours);
  for (const asset of new Set([pointed, chosen])) if (asset >= 0) own(board, map, asset, asset === chosen);
  const others = picture.others ??= othersOf(map);
  for (const asset of others) board.keepClear(map, asset);
  for (const land of map.lands) {
    board.place(land, land.radius * sight.scale > SPREAD.land ? 1.15 : 0.85, "700", titled(land));
  }
  for (const quarter of map.quarters) {
    if (quarter.radius * sight.scale > SPREAD.quarter) board.place(quarter, 0.9, "600", titled(quarter));
  }
  for (const asset of others) board.beside(map, asset, 0.85, "400");
  if (map.units * sight.scale > SPREAD.device) devices(board, map, sight);
  return board.written;
}

function titled({ name, count }) {
  return `${name} ${String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f")}`;
}

// All that is no device, those with the most links first.
function othersOf(map) {
  const found = map.quarters.flatMap(({ kind, first, count }) =>
    kind === DEVICE ? [] : Array.from({ length: count }, (_, place) => first + place),
  );
  const degree = new Map(found.map((asset) => [asset, map.neighbours(asset).length]));
  return found.sort((one, other) => degree.get(other) - degree.get(one) || one - other);
}

function devices(board, map, sight) {
  const found = devicesInSight(map, sight);
  for (const asset of found) board.keepClear(map, asset);
  for (const asset of found) board.beside(map, asset, 0.8, "400");
}

// What is pointed at or chosen: with its kind, and a ring around the dot.
function own(board, map, asset, ringed) {
  const text = `${map.names[asset]} · ${map.kindWord(asset)}`;
  board.own(map, asset, text, ringed);
}

class Board {
  constructor(context, sight, colours) {
    Object.assign(this, { context, sight, colours, written: [], taken: new Map() });
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = colours.ground;
    context.fillStyle = colours.text;
  }

  // A place's name over the upper edge of its disc, kept inside the picture.
  place({ x, y, radius }, share, weight, text) {
    const { sight } = this;
    if (!touches(sight, x, y, radius)) return;
    const size = this.font(share, weight);
    const wide = this.context.measureText(text).width;
    const middle = Math.min(Math.max(sight.x(x), wide / 2 + GAP), sight.width - wide / 2 - GAP);
    const top = Math.max(sight.y(y) - radius * sight.scale - size * 0.4, size * 0.7);
    if (top > sight.height) return;
    this.write(text, middle - wide / 2, top, wide, size, -1);
  }

  // An asset's name to the right of its dot, else to the left, below or above.
  beside(map, asset, share, weight) {
    const { sight } = this;
    if (this.written.length >= MOST || !touches(sight, map.x[asset], map.y[asset], 0)) return;
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
    const below = [[x - wide / 2, y + off + size / 2], [x - wide / 2, y - off - size / 2]];
    const aside = [[x + off, y], [x - off - wide, y]];
    return map.isDevice(asset) ? [...below, ...aside] : [...aside, ...below]; // devices stand in rows
  }

  // What is pointed at or chosen has its name on a label of its own, over whatever is there.
  own(map, asset, text, ringed) {
    const { sight, context, colours } = this;
    if (!touches(sight, map.x[asset], map.y[asset], 0)) return;
    if (ringed) this.ring(sight.x(map.x[asset]), sight.y(map.y[asset]), sight.dot(asset) + 4);
    const size = this.font(0.95, "700");
    const wide = context.measureText(text).width;
    for (const [left, middle] of this.spots(map, asset, wide + 16, size * 1.4)) {
      const box = { left, right: left + wide + 16, top: middle - size * 0.9, bottom: middle + size * 0.9 };
      if (!this.isIn(box) || this.written.some((other) => meet(box, other))) continue;
      context.fillStyle = colours.ground;
      context.fillRect(left + 4, box.top, wide + 8, size * 1.8);
      context.strokeStyle = colours.tie;
      context.lineWidth = 2;
      context.strokeRect(left + 4, box.top, wide + 8, size * 1.8);
      context.fillStyle = colours.text;
      context.fillText(text, left + 8, middle);
      this.take(box);
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

// Names where they have room: territories first, then districts, then what is no device, then devices; none over another.

import { Board } from "./map-board.js";
import { DEVICE } from "./map-data.js";
import { devicesInSight } from "./map-ties.js";

const SPREAD = { land: 60, quarter: 34, device: 46 }; // pixels: from which radius or distance on they are tried

// Writes the names, and returns them as [{ text, left, top, right, bottom, asset }], asset -1 for a place.
export function drawNames(context, picture, sight) {
  const { map, colours, chosen, pointed } = picture;
  const board = new Board(context, sight, colours);
  for (const asset of new Set([pointed, chosen])) if (asset >= 0) own(board, map, asset, asset === chosen);
  const others = picture.others ??= othersOf(map);
  for (const asset of others) board.keepClear(map, asset);
  for (const land of map.lands) {
    const big = land.radius * sight.scale > SPREAD.land;
    board.place(land, big ? 1.15 : 0.75, "700", big ? titled(land) : land.name);
  }
  for (const quarter of map.quarters) {
    if (quarter.radius * sight.scale > SPREAD.quarter) board.place(quarter, 0.9, "600", titled(quarter), 2.6);
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

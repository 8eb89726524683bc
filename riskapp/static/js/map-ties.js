// Ties: the links of one asset, or of all devices in sight, drawn one by one; too many are folded, never cut.

import { DEVICE } from "./map-data.js";

const MOST_TIES = 200; // an asset with more of them gets one tie for each district of devices
const MOST_DEVICES = 120; // in sight, for each to show its links
const NEAR = 30; // pixels between two devices, from which on their links can be told apart

export const NO_TIES = { pairs: [], links: 0, lines: 0, folded: false, devices: 0 };

// The ties of one asset, as [x, y, x, y, count].
export function tiesOf(map, asset) {
  const neighbours = map.neighbours(asset);
  const folded = neighbours.length > MOST_TIES;
  const ends = new Map(); // by where a tie ends: how many it stands for
  for (const other of neighbours) {
    const end = folded && map.isDevice(other) ? map.count + map.quarterOf[other] : other;
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  const pairs = [...ends].map(([end, count]) => [map.x[asset], map.y[asset], ...place(map, end), count]);
  return { pairs, links: neighbours.length, lines: pairs.length, folded, devices: 0 };
}

// The ties of the devices in sight, where they are few and far enough apart.
export function tiesInSight(map, sight) {
  if (map.units * sight.scale < NEAR) return NO_TIES;
  const devices = devicesInSight(map, sight);
  if (!devices.length || devices.length > MOST_DEVICES) return NO_TIES;
  const pairs = devices.flatMap((asset) => tiesOf(map, asset).pairs);
  return { ...NO_TIES, pairs, devices: devices.length };
}

export function devicesInSight(map, sight) {
  const found = [];
  for (const { kind, x, y, radius, first, count } of map.quarters) {
    if (kind !== DEVICE || !touches(sight, x, y, radius)) continue;
    for (let asset = first; asset < first + count; asset++) {
      if (touches(sight, map.x[asset], map.y[asset], 0)) found.push(asset);
    }
  }
  return found;
}

export function touches(sight, x, y, radius) {
  const [left, top, reach] = [sight.x(x), sight.y(y), radius * sight.scale];
  return left + reach >= 0 && left - reach <= sight.width && top + reach >= 0 && top - reach <= sight.height;
}

function place(map, end) {
  if (end < map.count) return [map.x[end], map.y[end]];
  const { x, y } = map.quarters[end - map.count];
  return [x, y];
}

export function drawTies(context, map, sight, colours, { pairs }, strength) {
  context.strokeStyle = colours.tie;
  context.globalAlpha = strength;
  for (const [x, y, toX, toY, count] of pairs) {
    context.lineWidth = strength < 0.5 ? 0.7 : 1.2 + Math.log10(count);
    context.beginPath();
    context.moveTo(sight.x(x), sight.y(y));
    context.lineTo(sight.x(toX), sight.y(toY));
    context.stroke();
  }
  context.globalAlpha = 1;
}

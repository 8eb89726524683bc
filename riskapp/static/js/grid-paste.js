// Where each cell of a pasted block goes: from the selected cell on, or by its header row and the rows' numbers.

import { textOf, valueFor } from "./grid-cell.js";

const MOST_TOLD = 5;
const MOST_ROWS = 500;

// Returns {writes: [[row, column, value]], faults}; nothing is written where there is a fault.
export function planPaste(grid, block) {
  const columns = headOf(grid, block[0]);
  const plan = { writes: [], faults: [] };
  if (columns) byHead(grid, columns, block, plan);
  else if (block.length === 1 && block[0].length === 1) everywhere(grid, block[0][0], plan);
  else fromHere(grid, block, plan);
  if (plan.writes.some(([row]) => row >= MOST_ROWS)) plan.faults.push(grid.say("tooMany"));
  return plan;
}

export function toldFaults(grid, faults) {
  const told = faults.slice(0, MOST_TOLD);
  if (faults.length > MOST_TOLD) told.push(grid.say("more", { n: faults.length - MOST_TOLD }));
  return [grid.say("refused"), ...told].join("\n");
}

// The column of each cell of a header row (-1 where the table has none such), or undefined for a row like the others.
function headOf(grid, cells) {
  const names = grid.heads.map((head) => (head.dataset.names ?? "").split("\n").filter(Boolean));
  const found = cells.map((cell) => names.findIndex((some) => some.includes(cell.trim().toLowerCase())));
  const known = found.filter((column) => column >= 0);
  return cells.length > 1 && known.length > 1 && known.length * 2 > cells.length ? found : undefined;
}

function byHead(grid, columns, [head, ...rows], plan) {
  columns.forEach((column, place) => {
    if (column < 0 && head[place].trim()) plan.faults.push(grid.say("noColumn", { column: head[place].trim() }));
  });
  const numbered = columns.indexOf(0);
  let fresh = numbered < 0 ? grid.top : firstBlank(grid);
  for (const cells of rows) {
    const name = numbered < 0 ? "" : (cells[numbered] ?? "").trim();
    const stored = name ? grid.rowNamed(name) : -1;
    if (name && stored < 0 && name.toLowerCase() !== grid.say("new")) {
      plan.faults.push(grid.say("noRow", { row: name }));
      continue;
    }
    const row = stored < 0 ? fresh++ : stored;
    cells.forEach((text, place) => {
      if (columns[place] > 0) put(grid, row, columns[place], text, plan);
      else if (columns[place] === undefined && text.trim()) plan.faults.push(grid.say("wide", { row: row + 1 }));
    });
  }
}

function fromHere(grid, block, plan) {
  const last = grid.heads.length - 2;
  // Numbers are the rows' own: a block that was copied with them is pasted without.
  const skip = grid.left === 0 ? 1 : 0;
  block.forEach((cells, down) => {
    const kept = cells.slice(skip);
    while (kept.length > last - grid.left + 1 - skip && !kept.at(-1).trim()) kept.pop();
    kept.forEach((text, right) => {
      const column = grid.left + skip + right;
      if (column <= last) put(grid, grid.top + down, column, text, plan);
      else if (column === last + 1) plan.faults.push(grid.say("wide", { row: down + 1 }));
    });
  });
}

function everywhere(grid, text, plan) {
  for (const [row, column] of grid.chosen()) put(grid, row, column, text, plan);
}

function put(grid, row, column, text, plan) {
  const value = valueFor(grid.cellFor(row, column), text);
  if (value === undefined) {
    const typed = text.trim() || "–";
    plan.faults.push(grid.say("unfit", { row: grid.nameOf(row), column: grid.heads[column].textContent.trim(), typed }));
  } else {
    plan.writes.push([row, column, value]);
  }
}

function firstBlank(grid) {
  const rows = grid.rows;
  let place = rows.length;
  while (place > 0 && [...rows[place - 1].cells].every((cell) => textOf(cell) === "")) place--;
  return place;
}

// The table and the clipboard: what is selected is copied as a spreadsheet reads it, and what a spreadsheet copied is pasted.

import { textOf } from "./grid-cell.js";
import { planPaste, toldFaults } from "./grid-paste.js";
import { readCells, writeCells } from "./tab-text.js";

export function exchange(grid) {
  let all;
  const moving = () => !grid.editing && grid.table.contains(document.activeElement);
  const copy = (event) => {
    if (all === undefined && !moving()) return;
    event.clipboardData.setData("text/plain", all ?? selected(grid));
    event.preventDefault();
    if (all === undefined) grid.tell(grid.say("copied", { n: grid.span().rows.length }));
  };
  document.addEventListener("copy", copy);
  document.addEventListener("cut", (event) => {
    if (!moving()) return;
    copy(event);
    grid.changes.empty();
  });
  document.addEventListener("paste", (event) => {
    if (!moving()) return;
    event.preventDefault();
    paste(grid, event.clipboardData.getData("text/plain"));
  });
  document.getElementById("grid-copy").addEventListener("click", async () => {
    if (grid.editing) grid.leave();
    const rows = everything(grid);
    all = writeCells(rows);
    // Without a secure connection the browser has no clipboard of its own for scripts.
    const done = navigator.clipboard
      ? await navigator.clipboard.writeText(all).then(() => true, () => document.execCommand("copy"))
      : document.execCommand("copy");
    all = undefined;
    grid.tell(done ? grid.say("copied", { n: rows.length - 1 }) : grid.say("notCopied"), !done);
  });
}

function selected(grid) {
  const { rows, columns } = grid.span();
  return writeCells(rows.map((row) => columns.map((column) => textOf(grid.at(row, column)))));
}

// All rows that say something, under the names of their columns.
function everything(grid) {
  const heads = grid.heads.slice(0, -1).map((head) => head.textContent.trim());
  const rows = grid.rows.map((row) => [...row.cells].slice(0, -1).map(textOf));
  return [heads, ...rows.filter((cells) => cells.some((text) => text !== ""))];
}

function paste(grid, text) {
  if (text === "") return;
  const { writes, faults } = planPaste(grid, readCells(text));
  if (faults.length) {
    grid.tell(toldFaults(grid, faults), true);
    return;
  }
  const { active } = grid;
  grid.changes.write(writes);
  if (writes.length) {
    const last = writes.at(-1);
    grid.select(grid.at(writes[0][0], writes[0][1]), false, false);
    grid.select(grid.at(last[0], last[1]), true);
  } else {
    grid.select(active);
  }
  grid.tell(grid.say("pasted", { n: writes.length }));
}

// What was changed in the table and not saved: it can be taken back step by step, and leaving with it asks first.

import { fieldOf, isTick, show, valueFor } from "./grid-cell.js";

export class GridChanges {
  constructor(grid) {
    this.grid = grid;
    this.steps = [];
    this.start = "unsaved" in grid.form.dataset ? undefined : this.content();
    grid.form.addEventListener("submit", () => {
      this.sending = true;
    });
    addEventListener("pageshow", () => {
      this.sending = false;
    });
    addEventListener("beforeunload", (event) => {
      if (!this.sending && this.unsaved()) event.preventDefault();
    });
    this.tell();
  }

  // Everything that was written; an empty row that was added says nothing.
  content() {
    const written = [...new FormData(this.grid.form)].filter(
      ([name, value]) => value !== "" && !/^(row|csrf_token|r\d+-(seen|was))$/.test(name),
    );
    return new URLSearchParams(written).toString();
  }

  unsaved() {
    return this.content() !== this.start;
  }

  tell() {
    document.getElementById("grid-state").textContent = this.unsaved() ? this.grid.say("notSaved") : "";
  }

  // Write values into cells, adding rows where they are needed: one step that can be taken back.
  write(writes) {
    if (!writes.length) return;
    const step = { old: [], rows: [] };
    for (const [row, column, value] of writes) {
      while (!this.grid.at(row, column)) step.rows.push(this.grid.addRow());
      const cell = this.grid.at(row, column);
      const field = fieldOf(cell);
      step.old.push([cell, field.value]);
      field.value = value;
      show(cell);
    }
    this.steps.push(step);
    this.tell();
  }

  // Only what may be empty is emptied.
  empty() {
    const places = this.grid.chosen().filter(([row, column]) => !isTick(this.grid.at(row, column)));
    this.write(places.filter(([row, column]) => valueFor(this.grid.at(row, column), "") === "").map((at) => [...at, ""]));
  }

  undo() {
    const step = this.steps.pop();
    if (!step) {
      this.grid.tell(this.grid.say("nothing"));
      return;
    }
    for (const [cell, value] of step.old.reverse()) {
      fieldOf(cell).value = value;
      show(cell);
    }
    const { active } = this.grid;
    for (const row of step.rows) row.remove();
    const last = this.grid.body.rows[this.grid.body.rows.length - 1];
    this.grid.select(active.isConnected ? active : last.cells[1]);
    this.grid.tell(this.grid.say("undone"));
    this.tell();
  }
}

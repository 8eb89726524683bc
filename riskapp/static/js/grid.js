// The table as a grid (WAI-ARIA's grid pattern): one cell has the focus, keys move it, its field opens to be written in.

import { fieldOf, isChoice, isName, isTick, show, textOf } from "./grid-cell.js";
import { exchange } from "./grid-clipboard.js";
import { GridChanges } from "./grid-changes.js";
import { GridKeys } from "./grid-keys.js";

export class Grid {
  constructor(form) {
    this.form = form;
    this.table = form.querySelector("#grid");
    this.body = this.table.tBodies[0];
    this.heads = [...this.table.tHead.rows[0].cells];
    this.blank = document.getElementById("grid-new-row").content.querySelector("tr");
    this.count = this.rows.length;
    form.classList.add("is-live");
    this.table.setAttribute("role", "grid");
    this.table.setAttribute("aria-multiselectable", "true");
    for (const row of this.rows) this.dress(row);
    this.changes = new GridChanges(this);
    this.select(this.at(0, 1), false, false);
    this.listen();
    exchange(this);
  }

  listen() {
    const keys = new GridKeys(this);
    this.table.addEventListener("keydown", (event) => keys.pressed(event));
    this.table.addEventListener("mousedown", (event) => this.pressed(event));
    this.table.addEventListener("mouseover", (event) => this.dragged(event));
    this.table.addEventListener("dblclick", (event) => this.edit(event.target.closest("tbody td")));
    this.table.addEventListener("focusin", (event) => this.entered(event.target));
    this.table.addEventListener("focusout", (event) => this.departed(event));
    this.table.addEventListener("change", () => this.changes.tell());
    document.getElementById("grid-add").addEventListener("click", () => this.select(this.addRow().cells[1]));
    document.getElementById("error-summary")?.addEventListener("click", (event) => this.followed(event));
  }

  get rows() {
    return [...this.body.rows];
  }

  say(name, values = {}) {
    return (this.form.dataset[name] ?? "").replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
  }

  tell(text, problem = false) {
    const message = document.getElementById("grid-message");
    message.textContent = text;
    message.toggleAttribute("data-problem", problem);
    if (problem) message.scrollIntoView({ block: "nearest" });
  }

  // Cells of a row become cells of a grid: out of the order of Tab, with their text shown.
  dress(row) {
    for (const cell of row.cells) {
      cell.setAttribute("role", isName(cell) ? "rowheader" : "gridcell");
      cell.tabIndex = -1;
      for (const inside of cell.querySelectorAll("a, input[type=checkbox]")) inside.tabIndex = -1;
      const fault = cell.querySelector(".grid__fault");
      if (fault) {
        cell.setAttribute("aria-invalid", "true");
        cell.setAttribute("aria-describedby", fault.id);
      }
      show(cell);
    }
  }

  at(row, column) {
    return this.body.rows[row]?.cells[column];
  }

  // The cell that will stand there: past the last row that of an empty one.
  cellFor(row, column) {
    return this.at(row, column) ?? this.blank.cells[column];
  }

  nameOf(row) {
    const name = this.at(row, 0)?.querySelector("a")?.textContent;
    return name ?? this.say("row", { n: row + 1 });
  }

  rowNamed(name) {
    return this.rows.findIndex((row) => textOf(row.cells[0]).toLowerCase() === name.toLowerCase());
  }

  addRow() {
    const row = this.blank.cloneNode(true);
    const name = `r${this.count++}`;
    for (const element of row.querySelectorAll("*")) {
      for (const attribute of element.attributes) attribute.value = attribute.value.replaceAll("rNEW", name);
    }
    this.dress(row);
    this.body.append(row);
    return row;
  }

  place(cell) {
    return [cell.parentElement.sectionRowIndex, cell.cellIndex];
  }

  get top() {
    return Math.min(this.place(this.active)[0], this.place(this.anchor)[0]);
  }

  get left() {
    return Math.min(this.place(this.active)[1], this.place(this.anchor)[1]);
  }

  // The rows and columns of what is selected, the column that removes left out.
  span() {
    const [row, column] = this.place(this.active);
    const [other, aside] = this.place(this.anchor);
    const upTo = (first, last) => Array.from({ length: last - first + 1 }, (_, more) => first + more);
    const columns = upTo(this.left, Math.max(column, aside)).filter((one) => one < this.heads.length - 1);
    return { rows: upTo(this.top, Math.max(row, other)), columns };
  }

  // Where something can be written in what is selected.
  chosen() {
    const { rows, columns } = this.span();
    return rows.flatMap((row) => columns.filter((column) => column > 0).map((column) => [row, column]));
  }

  select(cell, extend = false, focus = true) {
    if (!cell) return;
    for (const old of this.table.querySelectorAll("[aria-selected=true]")) old.removeAttribute("aria-selected");
    if (this.active) this.active.tabIndex = -1;
    this.active = cell;
    if (!extend || !this.anchor?.isConnected) this.anchor = cell;
    cell.tabIndex = 0;
    const { rows, columns } = this.span();
    for (const row of rows) for (const column of columns) this.at(row, column).setAttribute("aria-selected", "true");
    if (focus) cell.focus();
  }

  move(down, right, extend) {
    const [row, column] = this.place(this.active);
    const clamp = (value, most) => Math.max(0, Math.min(most, value));
    this.select(
      this.at(clamp(row + down, this.body.rows.length - 1), clamp(column + right, this.heads.length - 1)),
      extend,
    );
  }

  edit(cell) {
    if (!cell || isName(cell) || isTick(cell) || this.editing === cell) return;
    this.select(cell, false, false);
    this.editing = cell;
    this.before = fieldOf(cell).value;
    cell.classList.add("is-editing");
    const field = fieldOf(cell);
    field.focus();
    if (isChoice(cell)) field.showPicker?.();
    else field.setSelectionRange(field.value.length, field.value.length);
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  leave(keep = true, focus = true) {
    const cell = this.editing;
    if (!cell) return;
    this.editing = undefined;
    const field = fieldOf(cell);
    const after = field.value;
    field.value = this.before;
    cell.classList.remove("is-editing");
    if (keep && after !== this.before) this.changes.write([[...this.place(cell), after]]);
    if (focus) cell.focus();
  }

  departed(event) {
    if (this.editing && !this.editing.contains(event.relatedTarget) && document.hasFocus()) this.leave(true, false);
  }

  entered(target) {
    if (target.matches("tbody td, tbody th") && target !== this.active) this.select(target, false, false);
  }

  // A first press selects, a second on the same cell opens it.
  pressed(event) {
    const cell = event.target.closest("tbody td, tbody th");
    if (!cell || event.button !== 0 || cell === this.editing || event.target.closest("a, input[type=checkbox]")) return;
    event.preventDefault();
    if (this.editing) this.leave(true, false);
    if (cell === this.active && document.activeElement === cell && !event.shiftKey) this.edit(cell);
    else this.select(cell, event.shiftKey);
  }

  dragged(event) {
    const cell = event.target.closest("tbody td, tbody th");
    if (cell && event.buttons === 1 && !this.editing && cell !== this.active) this.select(cell, true);
  }

  // A link of the summary leads to a field that is not on show: the focus goes to its cell.
  followed(event) {
    const cell = document.getElementById(event.target.closest("a")?.hash.slice(1) ?? "")?.closest("td");
    if (!cell) return;
    event.preventDefault();
    this.select(cell);
  }
}

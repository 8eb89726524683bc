// What each key does in the table: outside a cell it moves, selects and opens; inside it is the field's own.

import { choiceByKey, fieldOf, isChoice, isName, isTick } from "./grid-cell.js";

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const PAGE = 8;

export class GridKeys {
  constructor(grid) {
    this.grid = grid;
  }

  pressed(event) {
    if (event.defaultPrevented || event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      if (this.grid.editing) this.grid.leave();
      this.grid.form.requestSubmit();
    } else if (this.grid.editing) {
      this.keyInside(event);
    } else if (this.keyOutside(event)) {
      event.preventDefault();
    }
  }

  // While a cell is open, the keys are its field's but for those that leave it.
  keyInside(event) {
    const { key } = event;
    if (key === "Escape") this.grid.leave(false);
    else if (key === "Enter" && !event.altKey && !event.shiftKey) this.leaveTo(1, 0);
    else if (key === "Enter" && this.grid.editing.querySelector("textarea")) this.breakLine();
    else if (key === "Tab" && this.beside(event.shiftKey)) this.leaveTo(0, event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }

  beside(back) {
    const column = this.grid.editing.cellIndex;
    return back ? column > 1 : column < this.grid.heads.length - 2;
  }

  leaveTo(down, right) {
    this.grid.leave();
    this.grid.move(down, right);
  }

  breakLine() {
    const field = fieldOf(this.grid.editing);
    field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
  }

  // Returns whether the key meant something here.
  keyOutside(event) {
    const { key, shiftKey } = event;
    if (event.ctrlKey || event.metaKey) return this.keyWithControl(event);
    if (event.altKey) return false;
    if (key in STEPS) this.grid.move(...STEPS[key], shiftKey);
    else if (key === "Home") this.grid.move(0, -Infinity, shiftKey);
    else if (key === "End") this.grid.move(0, Infinity, shiftKey);
    else if (key === "PageUp" || key === "PageDown") this.grid.move(key === "PageUp" ? -PAGE : PAGE, 0, shiftKey);
    else if (key === "Enter" || key === "F2") this.open();
    else if (key === "Delete" || key === "Backspace") this.grid.changes.empty();
    else if (key === " " && shiftKey) this.selectRow();
    else if (key === " " && isTick(this.grid.active)) this.open();
    else if (key.length === 1) return this.begin(key);
    else return false;
    return true;
  }

  keyWithControl(event) {
    const [row, column] = this.grid.place(this.grid.active);
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) this.grid.changes.undo();
    else if (key === "home") this.grid.move(-row, -column, event.shiftKey);
    else if (key === "end") this.grid.move(Infinity, Infinity, event.shiftKey);
    else if (key === "a") {
      this.grid.select(this.grid.at(0, 0), false, false);
      this.grid.select(this.grid.at(this.grid.body.rows.length - 1, this.grid.heads.length - 1), true);
    } else return false;
    return true;
  }

  selectRow() {
    const row = this.grid.active.parentElement;
    this.grid.select(row.cells[row.cells.length - 1], false, false);
    this.grid.select(row.cells[0], true);
  }

  // Enter: a number leads to its page, a tick is set or taken away, any other cell opens.
  open() {
    if (isName(this.grid.active)) this.grid.active.querySelector("a")?.click();
    else if (isTick(this.grid.active)) fieldOf(this.grid.active).click();
    else this.grid.edit(this.grid.active);
  }

  // A letter replaces what stands there; in a choice it goes to the next that begins with it.
  begin(key) {
    if (isName(this.grid.active) || isTick(this.grid.active)) return false;
    if (isChoice(this.grid.active)) {
      const value = choiceByKey(this.grid.active, key);
      if (value !== undefined) this.grid.changes.write([[...this.grid.place(this.grid.active), value]]);
      return true;
    }
    this.grid.edit(this.grid.active);
    fieldOf(this.grid.active).value = "";
    return false; // the browser now puts the letter into the field
  }
}

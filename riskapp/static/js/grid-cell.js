// One cell of the table: its field, the text that it shows, and the value that a pasted text means in it.

const DAY = /^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{4})$/;
const RISKS = /^[Rr]?\d+([\s,;]+[Rr]?\d+)*$/;
const folded = (text) => text.trim().replace(/\s+/g, " ").toLowerCase();

export const fieldOf = (cell) => cell.querySelector("textarea, select, input:not([type=hidden])");
export const isTick = (cell) => fieldOf(cell)?.type === "checkbox";
export const isChoice = (cell) => fieldOf(cell)?.tagName === "SELECT";
export const isName = (cell) => cell.tagName === "TH";

// What a person reads in the cell, and what is copied of it.
export function textOf(cell) {
  const field = fieldOf(cell);
  if (!field) return cell.querySelector("a")?.textContent ?? "";
  if (field.type === "checkbox") return "";
  if (field.tagName !== "SELECT") return field.value;
  return field.value ? field.selectedOptions[0].textContent : "";
}

// The value that a text means in the cell; undefined where it does not fit. The server has the last word.
export function valueFor(cell, text) {
  const field = fieldOf(cell);
  if (!field || field.type === "checkbox") return undefined;
  if (field.tagName === "SELECT") return choiceFor(field, cell.cellIndex, folded(text));
  const kind = cell.className;
  const line = text.trim();
  if (kind.includes("--day")) return line === "" || DAY.test(line) ? line : undefined;
  if (kind.includes("--risks")) return line === "" || RISKS.test(line) ? line : undefined;
  return kind.includes("--asset") ? line.replace(/\s*\n\s*/g, " ") : text;
}

// What may be written for each choice is told once, in the empty row.
function choiceFor(field, column, word) {
  const values = [...field.options].map((option) => option.value);
  if (word === "") return values.includes("") ? "" : undefined;
  const told = document.getElementById("grid-new-row").content.querySelector("tr").cells[column].querySelector("select");
  for (const option of [...told.options, ...field.options]) {
    const words = [folded(option.textContent), ...(option.dataset.words ?? "").split("\n")];
    if (words.includes(word) && values.includes(option.value)) return option.value;
  }
  return undefined;
}

// The next choice after the present one whose label begins with the key.
export function choiceByKey(cell, key) {
  const options = [...fieldOf(cell).options];
  const start = fieldOf(cell).selectedIndex + 1;
  const turned = [...options.slice(start), ...options.slice(0, start)];
  return turned.find((option) => folded(option.textContent).startsWith(key.toLowerCase()))?.value;
}

// Bring the shown text up to what stands in the field.
export function show(cell) {
  const field = fieldOf(cell);
  if (!field || field.type === "checkbox") return;
  let shown = cell.querySelector(".grid__shown");
  if (!shown) {
    shown = document.createElement("span");
    shown.className = "grid__shown";
    field.before(shown);
  }
  const text = field.tagName === "SELECT" ? (field.selectedOptions[0]?.textContent ?? "") : field.value;
  shown.textContent = text;
  shown.classList.toggle("grid__shown--empty", field.value === "");
}

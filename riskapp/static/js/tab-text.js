// Text as a spreadsheet copies it: rows of cells with tabs between, quoted where a cell has line breaks of its own.

const CELL = /"((?:[^"]|"")*)"(?=\t|\n|$(?![^]))|([^\t\n]*)/y;

// A quotation mark that does not enclose the whole cell is a character like the others, as Excel copies it.
export function readCells(copied) {
  const text = copied.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const rows = [[]];
  let place = 0;
  for (;;) {
    CELL.lastIndex = place;
    const found = CELL.exec(text);
    rows.at(-1).push(found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
    const end = place + found[0].length;
    if (end >= text.length) return rows;
    if (text[end] === "\n") rows.push([]);
    place = end + 1;
  }
}

export function writeCells(rows) {
  const written = (cell) => (/["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((cells) => cells.map(written).join("\t")).join("\n");
}

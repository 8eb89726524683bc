// A picture as a file: framed by its question above and its caption below, in the colours of the page.

const SHARP = 2;
const MARGIN = 16;
const LINE = 22;

// `drawing` is an SVG element of that size; gives { text, width, height } of an SVG that stands alone.
export function framed(drawing, width, height, title, caption) {
  const page = getComputedStyle(document.body);
  const captions = wrapped(caption, width);
  const high = height + 2 * MARGIN + (captions.length + 1) * LINE;
  const frame = element("svg", { xmlns: "http://www.w3.org/2000/svg", width: width + 2 * MARGIN, height: high });
  frame.append(element("rect", { width: "100%", height: "100%", fill: page.backgroundColor }));
  frame.append(text(title, MARGIN, MARGIN + LINE / 2 + 4, page, "bold"));
  for (const [name, value] of Object.entries({ x: MARGIN, y: MARGIN + LINE, width, height })) drawing.setAttribute(name, value);
  frame.append(drawing);
  captions.forEach((line, place) => {
    frame.append(text(line, MARGIN, height + MARGIN + (place + 2) * LINE, page, "normal"));
  });
  return { text: new XMLSerializer().serializeToString(frame), width: width + 2 * MARGIN, height: high };
}

export function element(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function text(words, x, y, page, weight) {
  const line = element("text", { x, y, fill: page.color, "font-family": page.fontFamily, "font-size": 14, "font-weight": weight });
  line.textContent = words;
  return line;
}

function wrapped(words, width) {
  const most = Math.max(20, Math.floor(width / 7.5));
  return words.split(/\s+/).reduce((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
    return lines;
  }, []);
}

export async function pngFile(drawing) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing.text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = drawing.width * SHARP;
  canvas.height = drawing.height * SHARP;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

// Hand the file to the browser, under the name of its question.
export function save(name, kind, file) {
  const blob = file instanceof Blob ? file : new Blob([file.text], { type: "image/svg+xml" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 80)}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

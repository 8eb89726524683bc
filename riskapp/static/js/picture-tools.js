// A picture larger or smaller, and as a file: SVG as it stands on the page, or PNG at twice its size.

const STYLES = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight", "display"];
const STEP = 1.25;
const SHARP = 2;
const MARGIN = 16;
const LINE = 22;

export function offerPictureTools() {
  for (const picture of document.querySelectorAll(".picture[data-name]")) {
    const tools = picture.querySelector(".picture__tools");
    const sheet = picture.querySelector(".picture__sheet");
    if (!tools || !sheet) continue;
    const natural = sheet.width.baseVal.value;
    const acts = {
      smaller: () => resize(sheet, sheet.clientWidth / STEP),
      larger: () => resize(sheet, sheet.clientWidth * STEP),
      fit: () => resize(sheet, Math.min(natural, sheet.parentElement.clientWidth - 2)),
      svg: () => save(picture, "svg", svgFile(picture, sheet)),
      png: async () => save(picture, "png", await pngFile(svgFile(picture, sheet))),
    };
    tools.hidden = false;
    tools.addEventListener("click", (event) => acts[event.target.closest("[data-picture]")?.dataset.picture]?.());
  }
}

function resize(sheet, width) {
  const { width: wide, height: high } = sheet.viewBox.baseVal;
  const fits = Math.max(wide / 8, Math.min(wide * 4, width));
  sheet.setAttribute("width", Math.round(fits));
  sheet.setAttribute("height", Math.round((fits * high) / wide));
}

// A drawing that stands alone: every style written into it, with its question above and what it leaves out below.
function svgFile(picture, sheet) {
  const copy = sheet.cloneNode(true);
  const originals = sheet.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, place) => settle(element, originals[place]));
  for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  const { width, height } = sheet.viewBox.baseVal;
  const page = getComputedStyle(document.body);
  const title = [picture.dataset.name, picture.dataset.moment].filter(Boolean).join(" ");
  const captions = [title, ...wrapped(picture.querySelector("figcaption").textContent.trim(), width)];
  const high = height + 2 * MARGIN + (captions.length + 1) * LINE;
  const frame = element("svg", { xmlns: "http://www.w3.org/2000/svg", width: width + 2 * MARGIN, height: high });
  frame.append(element("rect", { width: "100%", height: "100%", fill: page.backgroundColor }));
  frame.append(text(captions[0], MARGIN, MARGIN + LINE / 2 + 4, page, "bold"));
  copy.removeAttribute("class");
  copy.setAttribute("x", MARGIN);
  copy.setAttribute("y", MARGIN + LINE);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  frame.append(copy);
  captions.slice(1).forEach((line, place) => {
    frame.append(text(line, MARGIN, height + MARGIN + (place + 2) * LINE, page, "normal"));
  });
  return { text: new XMLSerializer().serializeToString(frame), width: width + 2 * MARGIN, height: high };
}

function settle(copy, original) {
  const style = getComputedStyle(original);
  for (const name of STYLES) {
    const value = style.getPropertyValue(name);
    if (value) copy.setAttribute(name, value);
  }
  copy.removeAttribute("class");
}

function element(name, attributes) {
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

async function pngFile(drawing) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing.text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = drawing.width * SHARP;
  canvas.height = drawing.height * SHARP;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function save(picture, kind, file) {
  const blob = file instanceof Blob ? file : new Blob([file.text], { type: "image/svg+xml" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${picture.dataset.name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 80)}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

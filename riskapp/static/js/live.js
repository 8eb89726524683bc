// The scenarios on a projector: a pressed cell is saved at once, arrows go to the next, and others see it in seconds.

import { fillParts } from "./fill-parts.js";

const POLL = 2000;
const PAUSE = 5000;
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

const form = document.getElementById("judge");
const columns = document.querySelector("[data-follow]");
let typedAt = 0;
let behind = 0;

function mark(value) {
  for (const one of form.querySelectorAll("button[name=cell]")) {
    one.setAttribute("aria-pressed", String(one.value === value));
  }
}

function press(cell) {
  mark(cell.value);
  [form.elements.likelihood.value, form.elements.consequence.value] = cell.value.split("-");
  form.dispatchEvent(new Event("save-now"));
}

function judge() {
  form.addEventListener("input", () => {
    typedAt = Date.now();
  });
  form.addEventListener("change", (event) => {
    if (event.target.type === "radio") form.dispatchEvent(new Event("save-now"));
  });
  form.addEventListener("filled", () => {
    mark(`${form.elements.likelihood.value}-${form.elements.consequence.value}`);
  });
  form.addEventListener("click", (event) => {
    const cell = event.target.closest("button[name=cell]");
    if (!cell) return;
    event.preventDefault();
    press(cell);
    // After a click of the mouse the arrows lead on to the next scenario again.
    if (event.detail) document.getElementById("live-heading").focus({ preventScroll: true });
  });
}

function move(cell, [down, right]) {
  const place = cell.closest("td");
  const row = place.parentElement.parentElement.rows[place.parentElement.sectionRowIndex + down];
  const there = row?.cells[place.cellIndex + right]?.querySelector("button");
  if (there) there.focus();
}

addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  if (!step || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, .table-frame:focus")) return;
  const cell = event.target.closest("button[name=cell]");
  if (cell) {
    event.preventDefault();
    move(cell, step);
  } else if (step[1]) {
    const link = document.querySelector(`.live__moves a[rel=${step[1] < 0 ? "prev" : "next"}]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  }
});

function say(text) {
  const status = document.getElementById("live-status");
  if (status && status.textContent !== text) status.textContent = text;
}

// Whoever leads keeps what is typed: only a scenario that somebody else changed meanwhile is shown anew, at rest.
function catchUp(seen) {
  behind = seen > Number(form.elements.row_version.value) ? behind + 1 : 0;
  const resting = Date.now() - typedAt > PAUSE && !form.contains(document.activeElement?.closest("textarea"));
  if (behind > 1 && resting && !form.querySelector(".answer-conflict")) location.reload();
}

async function ask() {
  const url = new URL(columns.dataset.follow, location.href);
  url.searchParams.set("mark", columns.dataset.mark);
  const response = await fetch(url, { headers: { Accept: "application/json" } });
  if (!response.headers.get("Content-Type")?.includes("json")) {
    say(columns.dataset.signedOut);
    return;
  }
  const answer = await response.json();
  if (!response.ok) {
    say(answer.error);
    return;
  }
  if (answer.mark !== columns.dataset.mark) fillParts(answer.parts);
  columns.dataset.mark = answer.mark;
  say(columns.dataset.updated);
  if (form) catchUp(answer.seen);
}

async function follow() {
  try {
    if (!document.hidden) await ask();
  } catch {
    say(columns.dataset.offline);
  }
  setTimeout(follow, POLL);
}

if (form) judge();
setTimeout(follow, POLL);

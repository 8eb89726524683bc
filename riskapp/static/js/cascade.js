// Plays the cascade of an outage: the slider moves the words and the boxes of the picture, all from what the page has.

import { takeAlong } from "./take-along.js";

const MINUTES = 60;
const HOURS = 24;
const PAUSE = 900;

export function playCascades() {
  for (const form of document.querySelectorAll("[data-cascade]")) new Cascade(form);
}

class Cascade {
  constructor(form) {
    this.form = form;
    Object.assign(this, JSON.parse(form.dataset.cascade)); // moments, boxes, units
    this.slider = form.querySelector("[type=range]");
    this.picture = document.querySelector(".picture[data-name]");
    this.timeline = document.querySelector(".timeline__sheet");
    this.keepBoxes();
    for (const button of form.querySelectorAll("[data-act]")) {
      button.hidden = button.dataset.act === "ask";
      button.addEventListener("click", () => this[button.dataset.act]());
    }
    this.playButton = form.querySelector("[data-act=play]");
    this.playButton.dataset.start = this.playButton.textContent;
    form.addEventListener("submit", (event) => event.preventDefault());
    this.slider.addEventListener("input", () => this.show(Number(this.slider.value)));
    this.slider.addEventListener("change", () => this.remember());
    takeAlong("at");
    if (form.dataset.moved) this.show(Number(this.slider.value));
  }

  // What the page said before anybody moved the slider, so that it can be shown again.
  keepBoxes() {
    this.nodes = new Map();
    for (const node of this.picture?.querySelectorAll(".node[data-key]") ?? []) {
      const [words, title] = [node.querySelector(".node__state"), node.querySelector("title")];
      const was = [node.getAttribute("class"), words?.textContent, title.textContent];
      this.nodes.set(node.dataset.key, { node, words, title, was });
    }
  }

  // The place of the last moment at or before a minute; -1 before the first.
  placeOf(minute) {
    return this.moments.findLastIndex((moment) => moment[0] <= minute);
  }

  show(minute) {
    const place = this.placeOf(minute);
    const [at, , standing, news] = this.moments[Math.max(0, place)];
    this.slider.value = minute;
    const said = this.say(minute);
    this.form.querySelector(".cascade__minute").textContent = said;
    this.form.querySelector(".cascade__standing").textContent = standing;
    this.form.querySelector(".cascade__news").replaceChildren(...(at === minute ? news : []).map(item));
    this.slider.setAttribute("aria-valuetext", `${said}: ${standing}`);
    if (this.picture) this.picture.dataset.moment = `${said}: ${standing}`;
    for (const [key, box] of this.nodes) this.paint(box, this.boxes[key] ?? [], minute);
    this.mark(minute);
  }

  paint({ node, words, title, was }, steps, minute) {
    const [, state, text] = steps.findLast((step) => step[0] <= minute) ?? [0, "up", this.form.dataset.up];
    const hit = was[0].includes("node--hit") && state !== "up" ? " node--hit" : "";
    node.setAttribute("class", `node node--at node--${state}${hit}`);
    if (words) words.textContent = text;
    title.textContent = `${node.dataset.who}, ${text}`;
  }

  // A line through the timeline at the minute that is shown.
  mark(minute) {
    const line = this.timeline?.querySelector(".timeline__now");
    if (!line) return;
    const { start, wide, end } = line.dataset;
    line.setAttribute("transform", `translate(${Number(start) + (Number(wide) * Math.min(minute, end)) / end} 0)`);
    line.removeAttribute("display");
  }

  on() {
    const next = this.moments.find((moment) => moment[0] > Number(this.slider.value));
    if (next) this.go(next[0]);
    return Boolean(next);
  }

  back() {
    const before = this.moments.findLast((moment) => moment[0] < Number(this.slider.value));
    if (before) this.go(before[0]);
  }

  go(minute) {
    this.show(minute);
    this.remember();
  }

  play() {
    if (this.timer) return this.stop();
    if (this.placeOf(Number(this.slider.value)) === this.moments.length - 1) this.show(this.moments[0][0]);
    this.playButton.textContent = this.playButton.dataset.stop;
    this.timer = setInterval(() => this.on() || this.stop(), PAUSE);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.playButton.textContent = this.playButton.dataset.start;
  }

  whole() {
    this.stop();
    for (const { node, words, title, was } of this.nodes.values()) {
      node.setAttribute("class", was[0]);
      title.textContent = was[2];
      if (words) words.textContent = was[1];
    }
    this.timeline?.querySelector(".timeline__now")?.setAttribute("display", "none");
    delete this.picture?.dataset.moment;
    this.remember(null);
  }

  // The address keeps the minute, so that it can be sent on and found again.
  remember(minute = this.slider.value) {
    const address = new URL(location.href);
    if (minute === null) address.searchParams.delete("at");
    else address.searchParams.set("at", minute);
    history.replaceState(history.state, "", address);
  }

  // Minutes as people say them, the two largest units, in the page's own words.
  say(minute) {
    const [minutes, hours, days] = this.units;
    const whole = (unit, number) => unit.replace("{n}", number);
    if (minute < MINUTES) return whole(minutes, minute);
    const all = Math.floor(minute / MINUTES);
    if (all < HOURS) return join(whole(hours, all), minute % MINUTES && whole(minutes, minute % MINUTES));
    return join(whole(days, Math.floor(all / HOURS)), all % HOURS && whole(hours, all % HOURS));
  }
}

function join(first, second) {
  return second ? `${first} ${second}` : first;
}

function item(text) {
  const line = document.createElement("li");
  line.textContent = text;
  return line;
}

// Saves each answer of a step as it is typed; where somebody else wrote meanwhile, both texts are shown.

import { fillParts } from "./fill-parts.js";
import { Sender } from "./sending.js";

const PAUSE = 800;

export function saveAnswers() {
  const form = document.querySelector("form[data-save-answers]");
  if (!form) return;
  const sender = new Sender(form);
  const fields = [...form.querySelectorAll("[data-answer]")].map((part) => new AnswerField(part, form, sender));
  addEventListener("pagehide", () => fields.forEach((field) => field.save()));
  // The ordinary buttons wait for what is on its way, so that they do not meet their own writer.
  form.addEventListener("submit", (event) => {
    const busy = fields.filter((field) => field.sending);
    for (const field of fields) clearTimeout(field.timer);
    if (!busy.length && !sender.waiting.size) return;
    event.preventDefault();
    if (!busy.length) {
      sender.retry();
      return;
    }
    const button = event.submitter;
    Promise.all(busy.map((field) => field.sending)).then(() => form.requestSubmit(button));
  });
}

class AnswerField {
  constructor(part, form, sender) {
    this.part = part;
    this.form = form;
    this.sender = sender;
    this.key = part.dataset.answer;
    this.seen = form.elements[`seen:${this.key}`];
    this.stored = this.text();
    this.again = () => this.save();
    part.addEventListener("input", (event) => this.later(event.target.matches("textarea, [type=text]") ? PAUSE : 0));
    part.addEventListener("focusout", () => this.save());
  }

  text() {
    const inputs = [...this.part.querySelectorAll(`[name="${CSS.escape(this.key)}"]`)];
    const ticked = inputs.filter((input) => !["radio", "checkbox"].includes(input.type) || input.checked);
    return ticked.map((input) => input.value).join("\n");
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  save() {
    clearTimeout(this.timer);
    if (this.sending || this.undecided || this.text() === this.stored) return;
    this.sending = this.exchange().finally(() => {
      this.sending = undefined;
    });
  }

  async exchange() {
    const text = this.text();
    const fields = new FormData();
    for (const [name, value] of Object.entries({ key: this.key, text, seen: this.seen.value })) fields.set(name, value);
    const { status, answer } = await this.sender.send(this.form.dataset.saveAnswers, fields, this.again);
    if (status === 200) {
      this.stored = text;
      this.seen.value = answer.seen;
      this.part.querySelector(".answer-conflict")?.remove();
      fillParts(answer.parts);
      if (this.text() !== text) this.later(PAUSE);
    } else if (status === 409) {
      this.showBoth(answer);
    }
  }

  // Nothing more is sent for this field until the person has chosen.
  showBoth(answer) {
    this.undecided = true;
    this.part.querySelector(".answer-conflict")?.remove();
    const { theirs, takeTheirs, keepMine } = this.form.dataset;
    const box = element("div", "answer-conflict");
    box.setAttribute("role", "alert");
    box.append(element("p", "", answer.error), element("p", "quiet", `${theirs}:`), element("p", "written", answer.theirs));
    const buttons = element("div", "row");
    const choose = (label, act) => {
      const button = element("button", "ds-button", label);
      button.type = "button";
      button.dataset.variant = "secondary";
      button.dataset.size = "sm";
      button.addEventListener("click", () => {
        this.seen.value = answer.seen;
        this.undecided = false;
        act();
        box.remove();
      });
      buttons.append(button);
    };
    choose(keepMine, () => this.save());
    choose(takeTheirs, () => {
      this.put(answer.theirs);
      this.stored = answer.theirs;
    });
    box.append(buttons);
    this.part.append(box);
  }

  put(text) {
    const chosen = text.split("\n");
    for (const input of this.part.querySelectorAll(`[name="${CSS.escape(this.key)}"]`)) {
      if (["radio", "checkbox"].includes(input.type)) input.checked = chosen.includes(input.value);
      else input.value = text;
    }
  }
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

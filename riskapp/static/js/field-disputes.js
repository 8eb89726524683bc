// Fields that two people changed at once: both texts stand by the field, and nothing is sent for it until one is chosen.

import { fill, inputsOf } from "./field-values.js";

export class FieldDisputes {
  constructor(form, chosen) {
    this.form = form;
    this.chosen = chosen;
    this.open = new Map();
  }

  get size() {
    return this.open.size;
  }

  // While somebody has not chosen, what is stored is sent, so that neither text is lost nor asked about again.
  settleIn(fields) {
    for (const { inputs } of this.open.values()) {
      for (const [name, value] of Object.entries(inputs)) {
        fields.delete(name);
        for (const one of [value].flat()) fields.append(name, one);
      }
    }
  }

  show(disputed) {
    for (const one of disputed ?? []) this.add(one);
  }

  add(one) {
    const [name] = Object.keys(one.inputs);
    this.open.get(name)?.box.remove();
    const box = element("div", "answer-conflict");
    const { both, theirs, keepMine, takeTheirs } = this.form.dataset;
    box.setAttribute("role", "alert");
    box.append(element("p", "", `${one.label}: ${both}`), element("p", "quiet", `${theirs}:`));
    box.append(element("p", "written", one.theirs));
    const buttons = element("div", "row");
    buttons.append(
      this.button(keepMine, () => this.close(name)),
      this.button(takeTheirs, () => {
        fill(this.form, one.inputs);
        this.close(name);
      }),
    );
    box.append(buttons);
    const [first] = inputsOf(this.form, name);
    const several = ["radio", "checkbox"].includes(first.type) && first.closest("fieldset");
    (several || first.closest(".ds-field, .pair") || this.form).append(box);
    this.open.set(name, { box, inputs: one.inputs });
  }

  button(label, act) {
    const button = element("button", "ds-button", label);
    button.type = "button";
    button.dataset.variant = "secondary";
    button.dataset.size = "sm";
    button.addEventListener("click", act);
    return button;
  }

  close(name) {
    this.open.get(name)?.box.remove();
    this.open.delete(name);
    const inputs = inputsOf(this.form, name);
    (inputs.find((one) => one.checked) ?? inputs[0]).focus();
    this.chosen();
  }

  focusFirst() {
    const [first] = this.open.values();
    first?.box.querySelector("button").focus();
  }
}

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

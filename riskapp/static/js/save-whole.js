// Saves a form, such as a scenario, as each field is left and as it is typed. Where the server tells both texts of a field,
// they stand by it; any other conflict waits for the ordinary button, which shows both.

import { FieldDisputes } from "./field-disputes.js";
import { fill, says } from "./field-values.js";
import { fillParts } from "./fill-parts.js";
import { Sender } from "./sending.js";

const PAUSE = 1500;

export function saveWhole() {
  const form = document.querySelector("form[data-save-whole]");
  if (!form) return;
  const sender = new Sender(form);
  let timer;
  let sending;
  let stopped = false;
  const disputes = new FieldDisputes(form, () => save());
  const typed = () => {
    const fields = new FormData(form);
    disputes.settleIn(fields);
    return fields;
  };
  const content = () => {
    const fields = typed();
    fields.delete("row_version");
    fields.delete("fields_seen");
    fields.delete("csrf_token");
    return new URLSearchParams(fields).toString();
  };
  let stored = content();

  const exchange = async () => {
    const sent = typed();
    const before = content();
    const { status, answer } = await sender.send(form.action, typed(), save);
    if (status === 200 || answer.disputed) {
      form.elements.row_version.value = answer.seen;
      if (form.elements.fields_seen) form.elements.fields_seen.value = answer.fields;
      const changed = content() !== before;
      // What others wrote goes where nobody wrote here since; elsewhere it is shown beside, for nobody has seen it yet.
      const others = answer.taken ?? [];
      const untouched = others.filter((one) => says(form, one.inputs, sent));
      for (const one of untouched) fill(form, one.inputs);
      // What a rule filled in is nobody's text: who has written there since is not asked.
      disputes.show([
        ...(answer.disputed ?? []),
        ...others.filter((one) => !one.rule && !untouched.includes(one)),
      ]);
      stored = changed ? before : content();
      fillParts(answer.parts);
      if (changed) later();
    } else if (status === 409) {
      stopped = true;
      sender.say(form.dataset.conflict, true);
    }
  };
  const save = () => {
    clearTimeout(timer);
    if (stopped || sending || content() === stored) return;
    sending = exchange().finally(() => {
      sending = undefined;
    });
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };

  form.addEventListener("input", later);
  form.addEventListener("change", save);
  form.addEventListener("save-now", save);
  addEventListener("pagehide", save);
  addEventListener("beforeunload", (event) => {
    if (disputes.size) event.preventDefault();
  });
  // Another form of the page leads to a fresh page, which must know what was typed here a moment ago.
  const settle = async () => {
    for (let tries = 0; tries < 3 && !stopped && (sending || content() !== stored); tries += 1) {
      save();
      await sending;
    }
  };
  let released;
  document.addEventListener("submit", (event) => {
    const { target, submitter } = event;
    if (target === form || target === released || stopped || (!sending && content() === stored)) return;
    event.preventDefault();
    settle().finally(() => {
      released = target;
      target.requestSubmit(submitter);
    });
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (disputes.size) {
      event.preventDefault();
      sender.say(form.dataset.choose, true);
      disputes.focusFirst();
      return;
    }
    if (!sending && !sender.waiting.size) return;
    event.preventDefault();
    if (!sending) {
      sender.retry();
      return;
    }
    const button = event.submitter;
    sending.then(() => form.requestSubmit(button));
  });
}

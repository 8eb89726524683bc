// Saves a whole form, such as a scenario, as it is typed; a conflict waits for the ordinary button, which shows both.

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
  const content = () => {
    const fields = new FormData(form);
    fields.delete("row_version");
    fields.delete("csrf_token");
    return new URLSearchParams(fields).toString();
  };
  let stored = content();

  const exchange = async () => {
    const text = content();
    const { status, answer } = await sender.send(form.action, new FormData(form), save);
    if (status === 200) {
      stored = text;
      form.elements.row_version.value = answer.seen;
      fillParts(answer.parts);
      if (content() !== text) later();
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
  addEventListener("pagehide", save);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
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

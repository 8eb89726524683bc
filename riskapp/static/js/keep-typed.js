// A page with several forms: what was typed in one is still there after another was sent, or after a new sign-in.
// Kept in this tab only, and for the person who typed it only.

const PLACE = "riskapp-typed";

export function keepTyped() {
  const me = document.querySelector("[data-me]")?.dataset.me;
  if (!me) return;
  let kept = read();
  if (kept.who !== me) kept = { texts: {} };
  kept.who = me;
  const refused = document.querySelector("[aria-invalid=true]");
  // What was sent and taken is done with; where it was refused the page brings it back itself.
  if (kept.sent && !refused) delete kept.texts[kept.sent];
  delete kept.sent;
  for (const form of document.querySelectorAll("form[data-keep-typed]")) follow(form, kept);
  write(kept);
}

function follow(form, kept) {
  const key = `${location.pathname} ${form.dataset.keepTyped}`;
  for (const field of form.querySelectorAll("textarea, input[type=text], input[type=date]")) {
    const stored = kept.texts[key]?.[field.id];
    if (stored && !field.value) {
      field.value = stored;
      field.closest("details")?.setAttribute("open", "");
    }
    field.addEventListener("input", () => {
      (kept.texts[key] ??= {})[field.id] = field.value;
      write(kept);
    });
  }
  form.addEventListener("submit", () => {
    kept.sent = key;
    write(kept);
  });
}

function read() {
  try {
    return { texts: {}, ...JSON.parse(sessionStorage.getItem(PLACE) ?? "{}") };
  } catch {
    return { texts: {} };
  }
}

function write(kept) {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(kept));
  } catch {
    // A browser that stores nothing keeps what is typed on the page, as before.
  }
}

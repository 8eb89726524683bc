// A page with several forms: what was typed in one is still there after another was sent. Kept in this tab only.

const PLACE = "riskapp-typed";

export function keepTyped() {
  const kept = read();
  const refused = document.querySelector("[aria-invalid=true]");
  // What was sent and taken is done with; where it was refused the page brings it back itself.
  if (kept.sent && !refused) delete kept.texts[kept.sent];
  delete kept.sent;
  const forms = [...document.querySelectorAll("form[data-keep-typed]")];
  if (!forms.length) kept.texts = {};
  for (const form of forms) follow(form, kept);
  write(kept);
}

function follow(form, kept) {
  const key = `${location.pathname} ${form.dataset.keepTyped}`;
  for (const field of form.querySelectorAll("textarea")) {
    const stored = kept.texts[key]?.[field.name];
    if (stored && !field.value) {
      field.value = stored;
      field.closest("details")?.setAttribute("open", "");
    }
    field.addEventListener("input", () => {
      (kept.texts[key] ??= {})[field.name] = field.value;
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

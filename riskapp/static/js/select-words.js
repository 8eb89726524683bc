// Words that somebody selects in the publishable version stand in the form below them, and its text is chosen.

export function takeSelectedWords() {
  const text = document.querySelector("[data-selectable]");
  if (!text) return;
  for (const hint of document.querySelectorAll("[data-with-scripts]")) hint.hidden = false;
  let last = null;
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const words = selection.toString().trim();
    // A click on "Remove something here" takes the selection away: what it was is remembered.
    if (words && text.contains(selection.anchorNode)) last = { words, node: selection.anchorNode };
    else return;
    const form = formFor(last.node);
    if (form?.open) fill(form, last);
  });
  for (const form of text.querySelectorAll("[data-removing]")) {
    form.addEventListener("toggle", () => {
      if (form.open && last && formFor(last.node) === form) fill(form, last);
    });
  }
}

// The form of the answer or the section that the words stand in; words in a form itself belong to none.
function formFor(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  if (element.closest("[data-removing]")) return null;
  const holder = element.closest(".report-answer") ?? element.closest(".report-section");
  return holder?.querySelector(":scope > [data-removing]") ?? null;
}

function fill(form, { words, node }) {
  form.querySelector("textarea").value = words;
  form.querySelector('input[value="words"]').checked = true;
  const one = (text) => text.replace(/\s+/g, " ");
  const around = one(node.parentElement.textContent);
  const holding = [...form.querySelectorAll("option[data-text]")].filter((option) => one(option.dataset.text).includes(one(words)));
  // Two texts may share the words: the one that stands around them is meant.
  const meant = holding.find((option) => around.includes(one(option.dataset.text))) ?? holding[0];
  if (meant) meant.selected = true;
}

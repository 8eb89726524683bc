// After a refused form, the summary of what to put right has the focus, so that a screen reader reads it first.

export function focusErrors() {
  document.getElementById("error-summary")?.focus();
}

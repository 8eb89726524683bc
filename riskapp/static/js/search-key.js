// The key "/" goes to the search box, unless somebody is typing.

export function focusSearch() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const box = document.getElementById("site-search");
    if (event.key !== "/" || typing || !box || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
  });
}

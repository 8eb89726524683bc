// The list of steps is folded on a narrow screen, where it would push the question out of sight.

export function foldWhenNarrow() {
  for (const part of document.querySelectorAll("details[data-fold-when-narrow]")) {
    if (matchMedia("(max-width: 60rem)").matches) part.open = false;
  }
}

// While somebody points at a box of a picture, or has it in focus, its own arrows stand out.

export function lightUpArrows() {
  for (const picture of document.querySelectorAll(".picture")) {
    const look = (node) => {
      const key = node?.dataset.key;
      picture.classList.toggle("is-looking", key !== undefined);
      for (const arrow of picture.querySelectorAll(".arrow")) {
        arrow.classList.toggle("is-near", key !== undefined && [arrow.dataset.source, arrow.dataset.target].includes(key));
      }
    };
    for (const name of ["mouseover", "focusin"]) {
      picture.addEventListener(name, (event) => look(event.target.closest(".node")));
    }
    for (const name of ["mouseleave", "focusout"]) picture.addEventListener(name, () => look(undefined));
  }
}

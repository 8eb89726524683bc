// Shows a field of a question only while the choice that it belongs to is made.

export function tidyQuestions() {
  for (const part of document.querySelectorAll("[data-shown-for]")) {
    const choice = document.getElementById(part.dataset.shownFor);
    if (!choice) continue;
    const follow = () => {
      const above = choice.closest("[data-shown-for]");
      part.hidden = choice.value !== part.dataset.shownWhen || Boolean(above?.hidden);
    };
    for (const select of part.closest("form").querySelectorAll("select")) select.addEventListener("change", follow);
    follow();
  }
}

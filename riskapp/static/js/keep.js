// A question is kept as the address says when it is sent: slider and map move on in it after the page was made.

export function keepWhatIsSeen() {
  for (const form of document.querySelectorAll("form[data-looks]")) form.addEventListener("submit", () => follow(form));
}

function follow(form) {
  const names = form.dataset.looks.split(" ");
  for (const field of form.querySelectorAll("[data-look]")) field.remove();
  for (const [name, value] of new URLSearchParams(location.search)) if (names.includes(name)) form.append(look(name, value));
}

function look(name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  field.dataset.look = "";
  return field;
}

// What stands in the inputs of a form, whether one writes in them, chooses one or ticks several.

export function inputsOf(form, name) {
  const found = form.elements[name];
  if (!found) return [];
  return found instanceof RadioNodeList ? [...found] : [found];
}

// Put values into the inputs, and say so: a page may show them in another way too.
export function fill(form, inputs) {
  for (const [name, value] of Object.entries(inputs)) {
    const values = [value].flat();
    for (const input of inputsOf(form, name)) {
      if (["radio", "checkbox"].includes(input.type)) input.checked = values.includes(input.value);
      else input.value = values[0] ?? "";
    }
  }
  form.dispatchEvent(new Event("filled"));
}

// Whether the inputs still say what was sent.
export function says(form, inputs, sent) {
  const now = new FormData(form);
  return Object.keys(inputs).every((name) => {
    const [one, other] = [now.getAll(name), sent.getAll(name)];
    return one.length === other.length && one.every((value, place) => value === other[place]);
  });
}

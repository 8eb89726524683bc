// What a script has written into the address since the page was made goes along to the same page in another order.

export function takeAlong(name) {
  document.addEventListener("click", (event) => link(event.target.closest?.("a[href]"), name), { capture: true });
  document.addEventListener("submit", (event) => form(event.target, name), { capture: true });
}

function link(found, name) {
  if (!found) return;
  const address = new URL(found.getAttribute("href"), location.href);
  if (address.pathname !== location.pathname || !address.search) return;
  put(address.searchParams, name);
  found.setAttribute("href", address.pathname + address.search + address.hash);
}

function form(sent, name) {
  if (sent.method !== "get" || new URL(sent.action).pathname !== location.pathname) return;
  const field = sent.querySelector(`input[type=hidden][name="${name}"]`);
  const value = new URLSearchParams(location.search).get(name);
  if (field && value === null) field.remove();
  else if (field) field.value = value;
  else if (value !== null && !sent.elements[name]) sent.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
}

function put(values, name) {
  const value = new URLSearchParams(location.search).get(name);
  if (value === null) values.delete(name);
  else values.set(name, value);
}

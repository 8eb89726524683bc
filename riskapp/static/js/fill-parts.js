// The server renders the parts of the page that a saved change touches, with everything in them escaped.

export function fillParts(parts) {
  for (const [id, html] of Object.entries(parts ?? {})) {
    const part = document.getElementById(`part-${id}`);
    if (part) part.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  }
}

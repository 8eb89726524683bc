// Type-ahead for fields that name an asset: <input data-asset-choice="kind or nothing">, or a textarea of one a line.
// The field stays a text field: what is typed by hand works as well, and so does the page without this.

const WAIT = 150;
let lists = 0;

export function offerAssets(root = document) {
  for (const field of root.querySelectorAll("[data-asset-choice]")) new AssetChoice(field);
}

class AssetChoice {
  constructor(field) {
    this.field = field;
    this.lines = field.hasAttribute("data-choice-lines");
    this.list = document.createElement("ul");
    this.list.className = "choice__list";
    this.list.id = `choices-${++lists}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.label());
    this.list.hidden = true;
    this.active = -1;
    this.asked = 0;
    this.wrap();
    field.addEventListener("input", () => this.typed());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.close());
    // The field keeps the focus while an option is pressed.
    this.list.addEventListener("mousedown", (event) => this.pressed(event));
  }

  label() {
    return document.querySelector(`label[for="${CSS.escape(this.field.id)}"]`)?.textContent.trim() ?? "";
  }

  wrap() {
    const box = document.createElement("div");
    box.className = "choice";
    this.field.replaceWith(box);
    box.append(this.field, this.list);
    if (!this.lines) {
      this.field.setAttribute("role", "combobox");
      this.field.setAttribute("aria-expanded", "false");
    }
    this.field.setAttribute("aria-autocomplete", "list");
    this.field.setAttribute("aria-controls", this.list.id);
  }

  // What is being typed, and where it stands in the field: all of it, or the line with the cursor.
  part() {
    const text = this.field.value;
    if (!this.lines) return { start: 0, end: text.length };
    const cursor = this.field.selectionStart;
    const end = text.indexOf("\n", cursor);
    return { start: text.lastIndexOf("\n", cursor - 1) + 1, end: end < 0 ? text.length : end };
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const { start, end } = this.part();
    const text = this.field.value.slice(start, end).trim();
    const number = ++this.asked;
    if (!text) return this.close();
    const query = new URLSearchParams({ q: text, kind: this.field.dataset.assetChoice });
    const answer = await fetch(`/estate/choices?${query}`, { headers: { Accept: "application/json" } });
    // A slow answer to what is no longer there, or a session that ended, offers nothing.
    if (!answer.ok || answer.redirected || number !== this.asked || document.activeElement !== this.field) return;
    this.show(await answer.json());
  }

  show(found) {
    this.list.replaceChildren(...found.map((asset, place) => this.option(asset, place)));
    this.active = -1;
    this.field.removeAttribute("aria-activedescendant");
    this.open(found.length > 0);
  }

  option(asset, place) {
    const option = document.createElement("li");
    option.className = "choice__option";
    option.id = `${this.list.id}-${place}`;
    option.dataset.text = asset.text;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const facts = document.createElement("span");
    facts.className = "choice__facts";
    facts.textContent = [asset.kind, asset.site, asset.id].filter(Boolean).join(" · ");
    option.append(asset.name, facts);
    return option;
  }

  open(is) {
    this.list.hidden = !is;
    if (!this.lines) this.field.setAttribute("aria-expanded", String(is));
  }

  close() {
    this.asked += 1;
    this.open(false);
    this.field.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (this.list.hidden) return;
    const options = this.list.children.length;
    if (event.key === "ArrowDown") this.move((this.active + 1) % options);
    else if (event.key === "ArrowUp") this.move((this.active - 1 + options) % options);
    else if (event.key === "Enter" && this.active >= 0) this.take(this.list.children[this.active]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  move(place) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = place;
    const option = this.list.children[place];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }

  pressed(event) {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) this.take(option);
  }

  take(option) {
    const { start, end } = this.part();
    this.field.setRangeText(option.dataset.text, start, end, "end");
    this.close();
  }
}

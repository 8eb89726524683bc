// A list of suggestions under a text field, by mouse and by keyboard. The field stays a text field: what is typed by
// hand works as well, and so does the page without this. Who extends it says what is being typed (`part`), where to
// ask (`address`), how an option reads (`facts`) and what it puts into the field (`text`).

const WAIT = 150;
let lists = 0;

export class ChoiceList {
  constructor(field, label) {
    this.field = field;
    this.list = document.createElement("ul");
    this.list.className = "choice__list";
    this.list.id = `choices-${++lists}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", label);
    this.list.hidden = true;
    this.active = -1;
    this.asked = 0;
    const box = document.createElement("div");
    box.className = "choice";
    field.replaceWith(box);
    box.append(field, this.list);
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.addEventListener("input", () => this.typed());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.close());
    // The field keeps the focus while an option is pressed.
    this.list.addEventListener("mousedown", (event) => this.pressed(event));
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const part = this.part();
    const number = ++this.asked;
    if (!part) return this.close();
    const answer = await fetch(this.address(part.text), { headers: { Accept: "application/json" } });
    // A slow answer to what is no longer there, or a session that ended, offers nothing.
    if (!answer.ok || answer.redirected || number !== this.asked || document.activeElement !== this.field) return;
    this.show(await answer.json());
  }

  show(found) {
    this.list.replaceChildren(...found.map((one, place) => this.option(one, place)));
    this.active = -1;
    this.field.removeAttribute("aria-activedescendant");
    this.open(found.length > 0);
  }

  option(one, place) {
    const option = document.createElement("li");
    option.className = "choice__option";
    option.id = `${this.list.id}-${place}`;
    option.dataset.text = this.text(one);
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const facts = document.createElement("span");
    facts.className = "choice__facts";
    facts.textContent = this.facts(one);
    option.append(one.name, facts);
    return option;
  }

  open(is) {
    this.list.hidden = !is;
  }

  // What is still being asked for is not wanted any more either.
  close() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.open(false);
    this.field.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.key === "Escape" && this.list.hidden) this.close();
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
    const part = this.part();
    if (part) this.field.setRangeText(option.dataset.text, part.start, part.end, "end");
    this.close();
  }
}

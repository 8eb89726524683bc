// Joining two boxes of a picture: press the button, choose the first box and the second, go on to the page that asks how.
// The link beside the button leads to the same page without this.

export function connectBoxes() {
  for (const tools of document.querySelectorAll("[data-connect]")) {
    const picture = document.getElementById(`${tools.dataset.picture}-caption`)?.closest(".picture");
    if (picture?.querySelector(".node")) new Connecting(tools, picture);
  }
}

class Connecting {
  constructor(tools, picture) {
    this.said = tools.dataset;
    this.status = tools.querySelector("[role=status]");
    this.button = tools.querySelector("button");
    this.picture = picture;
    this.on = false;
    this.button.hidden = false;
    this.button.addEventListener("click", () => (this.on ? this.end(this.said.ended) : this.begin()));
    // Before the picture's own links hear of it.
    picture.addEventListener("click", (event) => this.take(event), true);
    picture.addEventListener("keydown", (event) => this.press(event), true);
    document.addEventListener("keydown", (event) => {
      if (this.on && event.key === "Escape") this.end(this.said.ended);
    });
  }

  begin() {
    this.turn(true);
    this.say(this.said.chooseFirst);
    this.picture.querySelector(".node a, .node[tabindex]")?.focus();
  }

  end(text) {
    this.turn(false);
    this.say(text);
    this.button.focus();
  }

  turn(on) {
    this.on = on;
    this.first?.classList.remove("is-chosen");
    this.first = undefined;
    this.button.setAttribute("aria-pressed", String(on));
    this.picture.classList.toggle("is-connecting", on);
    // A box that leads nowhere can be chosen all the same.
    for (const node of this.picture.querySelectorAll(".node")) {
      if (node.querySelector("a")) continue;
      if (on) {
        node.setAttribute("tabindex", "0");
        node.setAttribute("role", "button");
      } else {
        node.removeAttribute("tabindex");
        node.removeAttribute("role");
      }
    }
  }

  say(text) {
    this.status.textContent = text;
  }

  press(event) {
    const wanted = event.key === "Enter" || event.key === " ";
    if (this.on && wanted && event.target.closest(".node")) this.take(event);
  }

  take(event) {
    if (!this.on) return;
    event.preventDefault();
    event.stopPropagation();
    const node = event.target.closest(".node");
    if (!node) return;
    if (node.querySelector(".node__under")) this.say(this.said.stack);
    else if (node === this.first) this.say(this.said.same);
    else if (this.first) this.goOn(node);
    else this.choose(node);
  }

  choose(node) {
    this.first = node;
    node.classList.add("is-chosen");
    this.say(this.said.chooseSecond.replace("NAME", () => node.querySelector("title").textContent.trim()));
  }

  goOn(node) {
    const address = new URL(this.said.connect, location.href);
    address.searchParams.set("from_key", this.first.dataset.key);
    address.searchParams.set("to_key", node.dataset.key);
    location.assign(address);
  }
}

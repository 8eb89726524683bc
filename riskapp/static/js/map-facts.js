// What is known of the chosen asset, beside the picture, and the sentence that says what the picture has room for.

export class Facts {
  constructor(box, map) {
    this.map = map;
    this.words = box.dataset;
    this.box = box.querySelector(".map__chosen");
    this.none = box.querySelector("[data-map-none]");
    this.facts = box.querySelector("[data-map-facts]");
    this.says_ = box.querySelector("[data-map-says]");
  }

  show(asset) {
    this.none.hidden = asset >= 0;
    this.facts.hidden = asset < 0;
    if (asset < 0) return;
    const { map } = this;
    this.fill("name", map.names[asset]);
    this.fill("kind", map.kindWord(asset));
    this.fill("place", map.lands[map.landOf[asset]].name);
    this.fill("id", map.ids[asset]);
    for (const links of ["needs", "neededBy", "sendsTo", "getsFrom"]) {
      this.fill(links, spaced((map[links][asset] ?? []).length));
    }
    for (const link of this.facts.querySelectorAll("[data-number]")) {
      link.href = link.dataset.number.replace("/0", `/${map.numbers[asset]}`);
    }
  }

  focus() {
    this.box.focus({ preventScroll: true });
  }

  // How the links of the chosen asset are drawn: one by one, or folded.
  tellTies({ links, lines, folded }) {
    const text = links ? this.words[folded ? "folded" : "each"] : "";
    this.fill("drawn", filled(text, { links, lines }));
  }

  // `shown` of `total` names are written, and the links of `devices` devices drawn.
  says({ shown, total, devices }) {
    const near = devices ? ` ${filled(this.words.near, { devices })}` : "";
    this.says_.textContent = filled(this.words.names, { shown, total }) + near;
  }

  fill(name, text) {
    this.facts.querySelector(`[data-fill="${name}"]`).textContent = text;
  }
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => spaced(values[name]));
}

// 15 077, as the server writes numbers.
function spaced(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

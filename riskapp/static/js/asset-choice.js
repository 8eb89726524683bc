// Type-ahead for fields that name an asset: <input data-asset-choice="kind or nothing">, or a textarea of one a line.

import { ChoiceList } from "./choice-list.js";

export function offerAssets(root = document) {
  for (const field of root.querySelectorAll("[data-asset-choice]")) new AssetChoice(field);
}

class AssetChoice extends ChoiceList {
  constructor(field) {
    super(field, document.querySelector(`label[for="${CSS.escape(field.id)}"]`)?.textContent.trim() ?? "");
    this.lines = field.hasAttribute("data-choice-lines");
    if (!this.lines) {
      field.setAttribute("role", "combobox");
      field.setAttribute("aria-expanded", "false");
    }
  }

  // What is being typed, and where it stands in the field: all of it, or the line with the cursor.
  part() {
    const value = this.field.value;
    let [start, end] = [0, value.length];
    if (this.lines) {
      const cursor = this.field.selectionStart;
      const stop = value.indexOf("\n", cursor);
      start = value.lastIndexOf("\n", cursor - 1) + 1;
      end = stop < 0 ? value.length : stop;
    }
    const text = value.slice(start, end).trim();
    return text ? { text, start, end } : undefined;
  }

  address(text) {
    return `/estate/choices?${new URLSearchParams({ q: text, kind: this.field.dataset.assetChoice })}`;
  }

  facts(asset) {
    return [asset.kind, asset.site, asset.id].filter(Boolean).join(" · ");
  }

  text(asset) {
    return asset.text;
  }

  open(is) {
    super.open(is);
    if (!this.lines) this.field.setAttribute("aria-expanded", String(is));
  }
}

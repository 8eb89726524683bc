// Type-ahead for @names in a remark: <textarea data-mentions="address that knows the people">.

import { ChoiceList } from "./choice-list.js";

export function offerNames(root = document) {
  for (const field of root.querySelectorAll("textarea[data-mentions]")) new NameChoice(field);
}

class NameChoice extends ChoiceList {
  constructor(field) {
    super(field, field.dataset.mentionsLabel);
  }

  // The word with an @ that the cursor stands in or behind; nothing where there is none.
  part() {
    const end = this.field.selectionStart;
    const found = /(?:^|[^\w@.+-])@([^\s@]*)$/.exec(this.field.value.slice(0, end));
    return found ? { text: found[1], start: end - found[1].length, end } : undefined;
  }

  address(text) {
    return `${this.field.dataset.mentions}?${new URLSearchParams({ q: text })}`;
  }

  facts(person) {
    return `@${person.username}`;
  }

  text(person) {
    return `${person.username} `;
  }

  // What is taken over counts as typed: it is kept with the rest of the remark.
  take(option) {
    super.take(option);
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.close();
  }
}

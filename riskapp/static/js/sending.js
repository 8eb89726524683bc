// Sends a form in the background and says how it went: kept and repeated where it cannot be stored now.

const RETRY = 6000;

export class Sender {
  constructor(form) {
    this.form = form;
    this.status = document.getElementById("saved");
    this.waiting = new Set();
    addEventListener("online", () => this.retry());
    addEventListener("focus", () => this.retry());
    addEventListener("beforeunload", (event) => {
      if (this.waiting.size) event.preventDefault();
    });
  }

  // Resolves to {status, answer}; status 0 is no connection. `again` is called when it is worth another try.
  async send(url, fields, again) {
    this.waiting.delete(again);
    this.say(this.form.dataset.saving);
    const first = await this.post(url, fields);
    if (first.status !== 400) return this.judge(first, again);
    await this.renewToken();
    return this.judge(await this.post(url, fields), again);
  }

  async post(url, fields) {
    const token = this.form.elements.csrf_token.value;
    fields.set("csrf_token", token);
    try {
      const response = await fetch(url, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: { Accept: "application/json", "X-CSRFToken": token },
        keepalive: [...fields.values()].join("").length < 20000,
      });
      const json = response.headers.get("Content-Type")?.includes("json");
      return { status: response.status, answer: json ? await response.json() : {} };
    } catch {
      return { status: 0, answer: {} };
    }
  }

  judge(result, again) {
    if (result.status === 200) {
      this.say(result.answer.saved);
    } else if ([0, 400, 401, 429].includes(result.status) || result.status >= 500) {
      this.keepFor(again, result.status === 401);
    } else {
      this.say(`${this.form.dataset.refused} ${result.answer.error ?? ""}`, true);
    }
    return result;
  }

  keepFor(again, signedOut) {
    this.waiting.add(again);
    this.say(signedOut ? this.form.dataset.signedOut : this.form.dataset.offline, true);
    if (signedOut) this.status.append(" ", this.signInLink());
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.retry(), RETRY);
  }

  retry() {
    for (const again of [...this.waiting]) again();
  }

  signInLink() {
    const link = document.createElement("a");
    link.className = "ds-link";
    link.href = this.form.dataset.signIn;
    link.target = "_blank";
    link.textContent = this.form.dataset.signInLabel;
    return link;
  }

  // A token lasts as long as the browser's session; after a new sign-in the page has to fetch the new one.
  async renewToken() {
    try {
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      const token = page.querySelector("input[name=csrf_token]")?.value;
      if (token) for (const input of document.querySelectorAll("input[name=csrf_token]")) input.value = token;
    } catch {
      // No connection: the next try fetches it.
    }
  }

  say(text, problem = false) {
    if (!this.status) return;
    this.status.textContent = text ?? "";
    this.status.toggleAttribute("data-problem", problem);
  }
}

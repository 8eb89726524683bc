"""A person at a browser: acts as a person would say them; every page is checked for barriers and policy faults."""

from pathlib import Path

from playwright.sync_api import ConsoleMessage, Locator, Page, Response

PASSWORD = "fjell-og-fjord-2026"
NARROW = 320
AXE = "/axe-core/axe.min.js"
"""Where the tests' server has axe: the browser keeps it, while a script from outside would be sent for each page."""
LOADING = """address => new Promise((done, fail) => {
  const script = document.createElement("script");
  script.src = address;
  script.onload = () => { script.remove(); done(); };
  script.onerror = () => fail(new Error(`${address} could not be loaded`));
  document.head.append(script);
})"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MARK = """async () => {
  const forms = [...document.querySelectorAll("input, select, textarea")].filter(field => field.name !== "csrf_token");
  const written = element => element.outerHTML.replace(/name="csrf_token" value="[^"]*"/g, "");
  const everything = [
    location.pathname + location.search, innerWidth, innerHeight, scrollX, scrollY,
    matchMedia("(prefers-color-scheme: dark)").matches, matchMedia("(forced-colors: active)").matches,
    getComputedStyle(document.body).fontSize,
    written(document.documentElement), written(document.activeElement),
    ...forms.map(field => [field.value, field.checked, field.disabled]),
  ];
  const mark = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(everything)));
  return new Uint8Array(mark).join();
}"""
"""A mark of all that axe could see: the document, what is typed and chosen in it, the focus and the window."""
_known_clean: set[str] = set()


class Person:
    """Somebody with an account, at a page of a browser of their own."""

    def __init__(self, page: Page, username: str, language: str) -> None:
        self.page = page
        self.username = username
        self.language = language
        self.faults: list[str] = []
        page.on("console", self._hears)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("response", self._receives)

    def _hears(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.faults.append(f"console: {message.text}")

    def _receives(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")

    def says(self, english: str, norwegian: str) -> str:
        """A text of the page in the language that this person reads."""
        return norwegian if self.language == "nb" else english

    def signs_in(self) -> None:
        """Through the sign-in page, then to the wanted language by its button."""
        self.opens("/sign-in")
        self.page.locator("#username").fill(self.username)
        self.page.locator("#password").fill(PASSWORD)
        self.submits(self.page.locator("main button[type=submit]"))
        if self.page.locator("html").get_attribute("lang") != self.language:
            self.submits(self.page.locator(f"button[name=language][value={self.language}]"))
        assert self.page.locator("html").get_attribute("lang") == self.language

    def opens(self, path: str) -> None:
        """Type an address."""
        self.page.goto(path)
        self.looks()

    def opens_wide_and_narrow(self, path: str) -> None:
        """Type an address, and look in a window of 320 pixels too; the window is as before in the end."""
        self.opens(path)
        size = self.page.viewport_size
        assert size is not None
        self.page.set_viewport_size({"width": NARROW, "height": size["height"]})
        self.looks()
        self.page.set_viewport_size(size)

    def submits(self, button: Locator) -> None:
        """Press what leads to another page, and look at that page."""
        with self.page.expect_navigation():
            button.click()
        self.looks()

    def sees(self, text: str) -> Locator:
        """Assert that the text is on the page, and return where."""
        found = self.page.locator("main").get_by_text(text).locator("visible=true").first
        found.wait_for(timeout=5000)
        return found

    def looks(self) -> None:
        """Every page: nothing that axe finds, no policy fault, no script error, no sideways scrolling."""
        self._looks_for_barriers()
        assert self.faults == [], f"{self.page.url}: {self.faults}"
        wider = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{self.page.url} is {wider} pixels wider than the screen"

    def _looks_for_barriers(self) -> None:
        """By axe, unless it found none on this very page, to the letter, in this very window: many journeys meet it."""
        mark = self.page.evaluate(MARK)
        if mark in _known_clean:
            return
        self.page.evaluate(LOADING, AXE)
        found = self.page.evaluate(
            "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(r => r.violations.map("
            "v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(', ')))",
            RULES,
        )
        assert found == [], f"{self.page.url}: {found}"
        _known_clean.add(mark)

    def photographs(self, path: Path) -> None:
        """Keep a picture of what is on the screen."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path)

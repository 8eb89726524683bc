"""What a browser without scripts sends of a form on a page: each field of the form as it stands there."""

from html.parser import HTMLParser


class SentForm(HTMLParser):
    """The fields of the form with this id, by name; several values of one name are a list."""

    def __init__(self, html: str, form: str) -> None:
        super().__init__(convert_charrefs=True)
        self.form, self.inside, self.fields = form, 0, []
        self.select: str | None = None
        self.area: str | None = None
        self.feed(html)

    fields: list[tuple[str, str]]
    token: str = ""
    """The token of any form of the page."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a field holds; what a template holds is not on the page."""
        has = {name: value or "" for name, value in attrs}
        if has.get("name") == "csrf_token":
            self.token = has["value"]
        if tag == "form" and has.get("id") == self.form:
            self.inside = 1
        elif tag == "template":
            self.inside -= 2
        if self.inside != 1:
            return
        if tag == "input" and (has.get("type") not in ("checkbox", "radio") or "checked" in has):
            self.fields.append((has["name"], has.get("value", "")))
        elif tag == "select":
            self.select, self.first = has["name"], True
        elif tag == "option" and (self.first or "selected" in has):
            if not self.first:
                self.fields.pop()
            self.fields.append((str(self.select), has["value"]))
            self.first = False
        elif tag == "textarea":
            self.area = has["name"]
            self.fields.append((self.area, ""))

    def handle_data(self, data: str) -> None:
        """The text of a text area; the line end after its tag is not part of it."""
        if self.area is not None:
            name, text = self.fields.pop()
            self.fields.append((name, text + data))

    def handle_endtag(self, tag: str) -> None:
        """Fields end."""
        if tag == "textarea" and self.area is not None:
            name, text = self.fields.pop()
            self.fields.append((name, text.replace("\r\n", "\n").removeprefix("\n").replace("\n", "\r\n")))
            self.area = None
        elif tag == "template":
            self.inside += 2
        elif tag == "form":
            self.inside = 0

    def values(self) -> dict[str, list[str]]:
        """All that is sent but the token."""
        found: dict[str, list[str]] = {}
        for name, value in self.fields:
            if name != "csrf_token":
                found.setdefault(name, []).append(value)
        return found

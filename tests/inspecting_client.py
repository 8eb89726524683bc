"""A test browser that inspects every page it fetches: one h1, title, labels, ids, form actions, language, CSP."""

import re
from html.parser import HTMLParser
from typing import Any

from flask import g, has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(HTMLParser):
    """The parts of a page that the house rules speak of."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep each element with its attributes."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element closed in itself, as SVG writes them."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Elements are closed in order."""
        if tag in VOID:
            return
        assert self.open and self.open[-1] == tag, f"</{tag}> closes <{self.open[-1] if self.open else 'nothing'}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        """Keep the words that a person reads."""
        if not self.open or self.open[-1] not in ("script", "style"):
            self.words.append(data)

    @property
    def text(self) -> str:
        """All words, with single blanks."""
        return re.sub(r"\s+", " ", " ".join(self.words)).strip()

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every such element."""
        return [attributes for name, attributes in self.tags if name == tag]


def inspect(page: Page, html: str, headers: Any) -> None:
    """Assert the house rules of a page."""
    assert not page.open, f"never closed: {page.open}"
    assert len(page.all("h1")) == 1, f"{len(page.all('h1'))} h1"
    assert page.all("html")[0].get("lang") in ("nb", "en")
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert title and title[1].strip().removesuffix("– riskapp").strip(), "the page has no title of its own"
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids)), f"used twice: {sorted({i for i in ids if ids.count(i) > 1})}"
    assert all("action" in form for form in page.all("form")), "a form without an action"
    _inspect_labels(page, set(ids))
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert not page.all("style") and not any("style" in attributes for _, attributes in page.tags), "inline style"
    assert all(script.get("src") for script in page.all("script")), "inline script"
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes), "inline handler"


def _inspect_labels(page: Page, ids: set[str]) -> None:
    labelled = {label.get("for") for label in page.all("label")}
    for tag in ("input", "select", "textarea"):
        for field in page.all(tag):
            if field.get("type") in ("hidden", "submit"):
                continue
            named = field.get("id") in labelled or "aria-label" in field or "aria-labelledby" in field
            assert named, f"no label for {field}"
    for _, attributes in page.tags:
        for name in ("aria-describedby", "aria-labelledby"):
            for wanted in attributes.get(name, "").split():
                assert wanted in ids, f"{name} names {wanted}, which is not there"


def _forget_the_last_request() -> None:
    """A test's own application context outlives its requests: a second browser would get the first one's token."""
    if has_app_context():
        for name in list(g):
            g.pop(name)


class InspectingClient(FlaskClient):
    """Flask's test client; every HTML answer is inspected, and `page` is the last one."""

    page: Page

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request and inspect what comes back."""
        _forget_the_last_request()
        answer = super().open(*args, **kwargs)
        if answer.mimetype == "text/html" and answer.status_code not in (301, 302, 303, 307, 308):
            self.page = Page(answer.text)
            inspect(self.page, answer.text, answer.headers)
        return answer

    def token(self, path: str = "/about") -> str:
        """A CSRF token of this browser."""
        _forget_the_last_request()
        found = re.search(r'name="csrf_token" value="([^"]+)"', super().open(path).text)
        assert found
        return found[1]

    def post_form(self, path: str, fields: dict[str, Any], **kwargs: Any) -> TestResponse:
        """Post a form with a valid CSRF token."""
        return self.post(path, data={"csrf_token": self.token(), **fields}, **kwargs)

    def sign_in(self, username: str, password: str) -> None:
        """Sign in and assert that it worked."""
        answer = self.post_form("/sign-in", {"username": username, "password": password})
        assert answer.status_code == 302, answer.text

"""Somebody's browser without scripts: signs in over real HTTP, keeps cookies, and sends forms."""

import http.client
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from bench.sent_form import SentForm

Fields = Mapping[str, str | Sequence[str]]


@dataclass
class Browser:
    """One person's browser; `times` are the seconds of each form that was sent."""

    port: int
    username: str
    password: str
    times: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Sign in."""
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        self.cookies: dict[str, str] = {}
        self.token = ""
        self.page("/sign-in")
        sent = {"username": self.username, "password": self.password}
        status, page = self.ask("POST", "/sign-in", sent)
        if status != 302:
            raise RuntimeError(f"{self.username} could not sign in: {status} {page[:200]}")

    def page(self, address: str) -> str:
        """A page; its token is kept for the next form."""
        status, text = self.ask("GET", address)
        found = SentForm(text, "").token
        if status != 200 or not found:
            raise RuntimeError(f"no form on the page {address}: {status} {text[:200]}")
        self.token = found
        return text

    def send(self, address: str, fields: Fields, accept: str = "application/json") -> tuple[int, str]:
        """Send a form, and note how long it took."""
        start = time.perf_counter()
        answer = self.ask("POST", address, fields, accept)
        self.times.append(time.perf_counter() - start)
        return answer

    def told(self, address: str, fields: Fields) -> tuple[int, dict[str, Any]]:
        """Send a form as the page's script does; the answer as JSON."""
        status, text = self.send(address, fields)
        if status not in (200, 409):
            raise RuntimeError(f"{address}: {status} {text[:300]}")
        return status, json.loads(text)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def ask(
        self, method: str, address: str, fields: Fields | None = None, accept: str = "text/html"
    ) -> tuple[int, str]:
        """One request; its status and text."""
        headers = {"Accept": accept, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if fields is not None:
            body = urlencode({**fields, "csrf_token": self.token}, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, address, body, headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return response.status, text

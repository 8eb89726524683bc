"""Somebody who writes in an assessment over real HTTP, as a browser does it, and keeps account of every text.

Used by the load test of the test suite and by `bench.twenty_editors`.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.browser import Browser
from bench.sent_form import SentForm
from bench.written import Written

SCENARIO = ("cause", "event", "effect", "likelihood_reason")
MEASURE = ("owner", "safety_note", "references", "compensating")
FALLBACK = ("text", "tested_by")
CELLS = {"risks": ("R1", "cause", "effect"), "measures": ("T1", "owner", "safety_note")}
"""Cells of the first row of each table; the same fields are written in on the row's own page."""
ROWS = {"R1": ("risks/1", "scenario"), "T1": ("measures/1", "measure"), "N1": ("fallbacks/1", "fallback")}
"""The page and the form of each row."""
_THEIRS = re.compile(r"Somebody else wrote here: ([^<]*)<")


@dataclass
class Editor:
    """One person at work; `tables_of` are the tables that are opened.

    `met` counts the times that both texts came back to choose from, `others` what came along.
    """

    browser: Browser
    assessment: int
    tables_of: Sequence[str] = tuple(CELLS)
    written: list[Written] = field(default_factory=list)
    met: int = 0
    others: int = 0

    def __post_init__(self) -> None:
        """Open every page that is edited, so that all begin from the same state."""
        self.answers: dict[str, tuple[str, str]] = {}
        self.rows = {row: self._form(*page) for row, page in ROWS.items()}
        self.tables = {what: self._form(f"{what}/grid", "grid-form") for what in self.tables_of}

    def answer(self, question: str, text: str) -> None:
        """Answer a question; where somebody wrote meanwhile, read it and then let the own text stand."""
        before, seen = self.answers.get(question, ("", "0"))
        while True:
            sent = {"key": question, "text": text, "seen": seen}
            status, told = self.browser.told(self._address("answer"), sent)
            if status == 200:
                self.written.append(Written(question, text, before))
                self.answers[question] = (text, str(told["seen"]))
                return
            self.met += 1
            before, seen = told["theirs"], str(told["seen"])

    def write(self, row: str, name: str, text: str) -> None:
        """Write in a field of a row's page; what others wrote in other fields is taken over into the form."""
        form = self.rows[row]
        before = _plain(form[name][0])
        while True:
            status, told = self.browser.told(self._address(ROWS[row][0]), {**form, name: [text]})
            form |= {**_inputs(told["taken"]), "row_version": [str(told["seen"])], "fields_seen": [told["fields"]]}
            self.others += len(told["taken"])
            if status == 200:
                self.written.append(Written(f"{row}.{name}", text, before))
                form[name] = [text]
                return
            (dispute,) = told["disputed"]
            if dispute["mine"] != text:
                raise RuntimeError(f"the own text did not come back: {dispute}")
            self.met += 1
            before = dispute["inputs"][name]
            form[name] = [before]

    def write_cell(self, what: str, name: str, text: str) -> None:
        """Write in a cell of a table, and read the table anew once it is saved."""
        row, cell = CELLS[what][0], f"r0-{name}"
        before = _plain(self.tables[what][cell][0])
        while True:
            address = self._address(f"{what}/grid")
            sent = {**self.tables[what], cell: [text]}
            status, page = self.browser.send(address, sent, "text/html")
            if status == 302:
                self.written.append(Written(f"{row}.{name}", text, before))
                self.tables[what] = self._form(f"{what}/grid", "grid-form")
                return
            found = _THEIRS.search(page)
            self.tables[what] = SentForm(page, "grid-form").values()
            if status != 409 or found is None or self.tables[what][cell] != [text]:
                raise RuntimeError(f"both texts did not come back: {status} {page[:300]}")
            self.met += 1
            before = html.unescape(found[1])

    def _form(self, address: str, form: str) -> dict[str, list[str]]:
        return SentForm(self.browser.page(self._address(address)), form).values()

    def _address(self, rest: str) -> str:
        return f"/assessments/{self.assessment}/{rest}"


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")


def _inputs(told: list[dict[str, Any]]) -> dict[str, list[str]]:
    return {name: [text] if isinstance(text, str) else text for one in told for name, text in one["inputs"].items()}

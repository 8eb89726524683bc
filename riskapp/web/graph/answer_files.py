"""A table of the graph as a file that tells its question: CSV, Excel or JSON."""

import re
from dataclasses import dataclass

from flask import Response

from riskapp import __version__
from riskapp.database import now
from riskapp.errors import N_, NotFound
from riskapp.exchange.result_files import Format, ResultTable, Told, result_file
from riskapp.explorer.table import EVERYTHING, Choice
from riskapp.graph.fingerprint import fingerprint_of
from riskapp.graph.snapshot import Snapshot
from riskapp.web.graph.question import Question

More = tuple[tuple[str, str | int | tuple[str, ...] | None], ...]
"""Further parts of a question, by their names."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a file answers: the question in words, and the words of the file's name that say what it is about.

    `choice` are the rows that were chosen of `everything` (None: all), `more` what else belongs to the question.
    """

    snapshot: Snapshot
    text: str
    about: tuple[str, ...]
    choice: Choice = EVERYTHING
    everything: int | None = None
    more: More = ()

    def told(self, rows: int) -> Told:
        """The question as the file tells it, which has so many rows."""
        choice = self.choice
        return {
            "question": self.text,
            **dict(self.more),
            "kind": choice.kind.value if choice.kind else None,
            "state": choice.state or None,
            "text": choice.text or None,
            "sort": choice.order or None,
            "rows": rows,
            "rows_in_all": rows if self.everything is None else self.everything,
            "estate": fingerprint_of(self.snapshot),
            "answered_by": f"riskapp {__version__}",
            "answered_at": now().isoformat(timespec="seconds"),
        }


def parts_of(question: Question, keys: tuple[str, ...]) -> More:
    """What is asked about the assets `keys`, which are hit together."""
    return (
        ("hit", keys),
        ("threat", question.threat.value),
        ("outage", question.outage),
        ("control", "yes" if question.control else "no"),
    )


def download(table: ResultTable, written: str, asked: Asked) -> Response:
    """The table as a file, whose name says what it is about; raises NotFound for a way of writing that is none."""
    if written not in list(Format):
        raise NotFound(N_("Tables come as csv, xlsx or json."))
    kind = Format(written)
    some = len(table.rows) != (len(table.rows) if asked.everything is None else asked.everything)
    words = "-".join(word for word in (table.name, *asked.about, "some-rows" if some else "") if word)
    # Ids may hold any letter, and a header's plain form may not.
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", words).strip("-")[:120]
    headers = {"Content-Disposition": f"attachment; filename={name}.{written}"}
    return Response(result_file(table, kind, asked.told(len(table.rows))), mimetype=kind.mimetype, headers=headers)

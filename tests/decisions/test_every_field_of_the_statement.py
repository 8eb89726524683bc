"""Whatever is stored of a control, and whatever stands behind it, is on paper and in the annex of the statement."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from riskapp.accounts.permissions import OPERATOR, Actor
from riskapp.applicability.content import statement_content
from riskapp.applicability.deciding import decide_control
from riskapp.applicability.models import ControlDecision
from riskapp.applicability.queries import standings
from riskapp.applicability.statement import Decision
from riskapp.assessments.content import canonical, fingerprint
from riskapp.assessments.control import Control
from riskapp.assessments.evidence_files import attach_file
from riskapp.assessments.measures import add_measure
from riskapp.assessments.models import RegisteredMeasure, Risk
from riskapp.assessments.risks import Scenario, add_risk
from riskapp.catalogues.controls import load_controls
from riskapp.database import db
from riskapp.decisions.reports.applicability_report import content_now, statement_pdf
from riskapp.decisions.surroundings import surroundings
from riskapp.reports.assessment.reader import Reader
from tests.assessments.ward import make_ward, start
from tests.decisions.test_consulting import attached
from tests.decisions.test_every_field_is_printed import leaves, paper_of
from tests.reports.poppler import squeezed

NOT_IN_THE_CONTENT = {"id": "the number says which", "row_version": "for two writers", "saved_at": "told as changed"}
STORED = {"control": "number"}
"""Columns that the content calls otherwise."""

NOT_ON_PAPER = re.compile(
    r"""(format|kind)$                          # what the file is, for a program
    | findings\.\w+$                            # those that are found are looked for by their controls, below
    | controls\.\d+\.(theme|applicable|state|reasons\.\d+|findings\.\d+)$   # ids, whose words are looked for below
    | controls\.\d+\.asks$                      # our sentence beside the name: in the annex
    | controls\.\d+\.measures\.\d+\.(status|due|risks\.\d+\.kind)$          # said in words, looked for below
    | controls\.\d+\.changed$                   # said as a day, looked for below
    | words\.\w+\.[\w ]+$                       # likewise
    | summary\.                                 # figures, looked for in their sentence below
    """,
    re.VERBOSE,
)


@pytest.fixture
def whole(app: object, person: Callable[..., Actor]) -> dict[str, Any]:
    """The content of a statement in which every field says something of its own."""
    version = start(OPERATOR, "ros", make_ward().lab, title="Zq the laboratory")
    risk = add_risk(OPERATOR, version.id, Scenario(property="availability", event="Zq it stops"))
    number = db.session.get_one(Risk, risk).number
    wanted = Control("Zq two factors", "Zq Kari", date(2027, 3, 9), "started", references="27001 8.5", treats=(number,))
    add_measure(OPERATOR, version.id, wanted)
    attach_file(OPERATOR, db.session.query(RegisteredMeasure).one().id, "zq.txt", b"done")
    reasons = ("risk", "law", "agreement", "baseline")
    decide_control(OPERATOR, "A.8.5", Decision("yes", "Zq why & <so>", reasons, "in place", "Zq Per", "Zq note"), 0)
    decide_control(OPERATOR, "A.8.30", Decision("no", "Zq nothing is developed"), 0)
    return dict(content_now(OPERATOR))


def test_every_column_is_in_the_content(whole: dict[str, Any]) -> None:
    row = next(one for one in whole["controls"] if one["number"] == "A.8.5")
    for column in [one.name for one in ControlDecision.__table__.columns]:
        if column not in NOT_IN_THE_CONTENT:
            assert row[STORED.get(column, column)], column
    assert row["changed"]


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_field_is_on_paper(whole: dict[str, Any], language: str) -> None:
    reader = Reader("nb" if language == "nb" else "en", surroundings().zone)
    paper = paper_of(statement_pdf(OPERATOR, language))
    missing = [
        f"{path}: {value}"
        for path, value in leaves(whole)
        if value not in (None, "", [], {})
        and not NOT_ON_PAPER.search(path)
        and squeezed(reader.text(value) if isinstance(value, dict) else str(value)) not in paper
    ]
    assert missing == []
    for text in said_in_words(whole, reader):
        assert squeezed(text) in paper, text


def said_in_words(whole: dict[str, Any], reader: Reader) -> Iterator[str]:
    """What stands in the content as an id, a day or a figure, as paper says it."""
    yield fingerprint(whole)
    row = next(one for one in whole["controls"] if one["number"] == "A.8.5")
    words = whole["words"]
    yield reader.text(words["choices"]["yes"]) + "".join(reader.text(words["reasons"][one]) for one in row["reasons"])
    yield reader.text(words["choices"]["undecided"])
    yield (
        reader.text(words["states"]["in place"])
        + {"nb": "Ansvarlig: Zq Per", "en": "Answers for it: Zq Per"}[reader.language]
    )
    yield {"nb": "Endret ", "en": "Changed "}[reader.language] + reader.day(row["changed"])
    yield {"nb": "Frist 9. mars 2027", "en": "Due 9 March 2027"}[reader.language]
    yield {"nb": "M1 Zq two factors (i gang)", "en": "M1 Zq two factors (started)"}[reader.language]
    yield {"nb": "Filer som viser det: 1", "en": "Files that show it: 1"}[reader.language]
    yield "ROS-1" + {"nb": " versjon 1, ", "en": " version 1, "}[reader.language] + "Zq the laboratory: R1 Zq it stops"
    yield {"nb": "har avgjort 2 av 93 kontroller: 1 gjelder og 1", "en": "has decided on 2 of 93 controls: 1"}[
        reader.language
    ]
    only_planned = next(one for one in load_controls().findings if one.id == "only_planned")
    yield only_planned.text.in_language(reader.language) + "A.8.5"


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_annex_has_the_content_and_its_tables(whole: dict[str, Any], language: str) -> None:
    files = attached(statement_pdf(OPERATOR, language))

    assert files["statement-of-applicability.json"] == canonical(whole)
    assert json.loads(files["statement-of-applicability.json"]) == whole
    tables = {name: files[f"{name}.csv"].decode("utf-8-sig") for name in ("controls", "measures")}
    rows = list(csv.DictReader(io.StringIO(tables["controls"])))
    assert [one["control"] for one in rows] == [one["number"] for one in whole["controls"]]
    row = next(one for one in rows if one["control"] == "A.8.5")
    assert not [name for name, value in row.items() if not value]
    (measure,) = csv.DictReader(io.StringIO(tables["measures"]))
    assert not [name for name, value in measure.items() if not value]
    for path, value in leaves(whole["controls"]):
        if isinstance(value, str) and value.startswith("Zq"):
            assert any(value in text for text in (*row.values(), *measure.values(), tables["controls"])), path


def test_the_content_is_that_of_the_statement(whole: dict[str, Any]) -> None:
    assert whole == statement_content(standings(), surroundings().organisation)

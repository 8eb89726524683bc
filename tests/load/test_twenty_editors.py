"""Twenty people write in one assessment at the same time, over HTTP: no text that was stored is lost unseen."""

import statistics
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.serving import make_server

from bench.browser import Browser
from bench.editors import CELLS, FALLBACK, MEASURE, SCENARIO, Editor
from bench.written import Written, lost
from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments.control import Control
from riskapp.assessments.fallbacks import Routine, add_fallback
from riskapp.assessments.measures import add_measure
from riskapp.assessments.models import Answer, Version
from riskapp.assessments.risks import Scenario, add_risk
from riskapp.audit.models import AuditEvent
from riskapp.audit.vocabulary import Action
from riskapp.database import db
from tests.assessments.ward import make_ward, start
from tests.conftest import PASSWORD

BOTH_DATABASES = True
EDITORS = 20
QUESTIONS = ("purpose", "assumptions")
BEGUN = {"R1.event": "begun event", "R1.cause": "begun cause", "T1.owner": "begun owner", "N1.text": "begun text"}


@pytest.fixture
def version(person: Callable[..., Actor]) -> Version:
    """A risk assessment with a scenario, a measure and a fallback, and twenty people who may write in it."""
    ward = make_ward()
    people = [person(f"editor{number:02}", Role.MEMBER) for number in range(EDITORS)]
    version = start(people[0], "ros", ward.lab)
    add_risk(people[0], version.id, Scenario("availability", event="begun event", cause="begun cause"))
    add_measure(people[0], version.id, Control("A second line", owner="begun owner", treats=(1,)))
    add_fallback(people[0], version.id, Routine("manual routine", "begun text", ward.emergency, ward.lab, minutes=20))
    return version


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    """The application, served with a thread for each request."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def work(port: int, number: int, assessment: int, together: threading.Barrier) -> Editor:
    """All begin at the same moment, and write in the same few fields in turn, on pages and in tables."""
    table = ("risks", "measures")[number % 2]
    editor = Editor(Browser(port, f"editor{number:02}", PASSWORD), assessment, [table])
    acts = [
        lambda: editor.answer(QUESTIONS[number % 2], f"answer of {number}"),
        lambda: _write(editor, "R1", SCENARIO[number % 4], number),
        lambda: _write(editor, "T1", MEASURE[number % 4], number),
        lambda: _write(editor, "N1", FALLBACK[number % 2], number),
        lambda: _write_cell(editor, table, number),
    ]
    together.wait(timeout=120)
    for turn in range(len(acts)):
        acts[(number + turn) % len(acts)]()
    editor.browser.close()
    return editor


def _write(editor: Editor, row: str, name: str, number: int) -> None:
    editor.write(row, name, f"{row}.{name} of {number}")


def _write_cell(editor: Editor, what: str, number: int) -> None:
    name = CELLS[what][1 + number // 2 % 2]
    editor.write_cell(what, name, f"cell {name} of {number}")


def stored_in(number: int) -> dict[str, str]:
    """What stands at every place that somebody wrote in."""
    db.session.expire_all()
    version = db.session.get_one(Version, number)
    answers = {one.question: one.text for one in db.session.scalars(select(Answer).where(Answer.version_id == number))}
    rows = (("R1", version.risks, SCENARIO), ("T1", version.measures, MEASURE), ("N1", version.fallbacks, FALLBACK))
    found = {f"{row}.{name}": str(getattr(stored[0], name)) for row, stored, names in rows for name in names}
    return found | {name: answers[name] for name in QUESTIONS}


def test_twenty_editors_lose_nothing(
    version: Version, port: int, record_testsuite_property: Callable[[str, object], None]
) -> None:
    number, assessment = version.id, version.assessment_id
    db.session.remove()
    together = threading.Barrier(EDITORS)
    with ThreadPoolExecutor(EDITORS) as pool:
        editors = list(pool.map(lambda one: work(port, one, assessment, together), range(EDITORS)))

    everything: list[Written] = [one for editor in editors for one in editor.written]
    assert len(everything) == EDITORS * 5
    assert lost(everything, stored_in(number), BEGUN) == []
    # They did meet: nobody had seen what another wrote in the same moment.
    met = sum(editor.met for editor in editors)
    assert met >= EDITORS
    events = list(db.session.scalars(select(AuditEvent).where(AuditEvent.actor_name.startswith("Editor"))))
    said = {text for event in events for text in (event.after or {}).values() if isinstance(text, str)}
    assert {one.text for one in everything} <= said, "the trail has every text, also those that were replaced"
    changed = (Action.ANSWER_SAVED, Action.RISK_CHANGED, Action.MEASURE_CHANGED, Action.FALLBACK_CHANGED)
    assert sum(event.action in changed for event in events) == EDITORS * 5, "and an event for each, not one more"
    times = [one * 1000 for editor in editors for one in editor.browser.times]
    figures = {"saves": len(times), "both texts": met, "median ms": statistics.median(times), "worst ms": max(times)}
    for name, figure in figures.items():
        record_testsuite_property(f"{db.engine.dialect.name}, {name}", round(figure))


def test_the_account_itself_finds_a_lost_text() -> None:
    kept = [Written("cause", "a", ""), Written("cause", "b", "a")]
    assert lost(kept, {"cause": "b"}, {}) == []
    assert lost([*kept, Written("cause", "c", "a")], {"cause": "c"}, {}) != []
    assert lost(kept, {"cause": "a"}, {}) != []
    assert lost([*kept, Written("event", "c", "")], {"cause": "b"}, {}) != []

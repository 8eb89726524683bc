"""The trail speaks the reader's language: subjects, fields and answers by their own names, in nb and en."""

import ast
import html
from collections.abc import Iterator
from dataclasses import fields as fields_of
from pathlib import Path

import pytest
from flask_babel import force_locale

import riskapp
from riskapp.accounts.authority import log
from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.assessments.answering import save_answer
from riskapp.assessments.control import Control
from riskapp.assessments.guests import Invitee
from riskapp.assessments.risks import Scenario
from riskapp.assessments.workshops import Meeting
from riskapp.audit.differences import differences
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.catalogues.questions import KINDS, load_questionnaire
from riskapp.database import transaction
from riskapp.graph import snapshot
from riskapp.processing import record
from riskapp.web.audit import fields, wording
from tests.decisions.examples import started

SOURCES = [ast.parse(path.read_text("utf-8")) for path in Path(riskapp.__file__).parent.rglob("*.py")]
ROWS = (
    *(snapshot.Category, snapshot.Asset, snapshot.Holding, snapshot.Flow, snapshot.Dependency),
    *(Scenario, Control, Meeting, Invitee),
)
RECORD = (
    *(record.Basics, record.Parties, record.Data, record.Recipients, record.Retention, record.Security),
    *(record.Review, record.Purpose, record.Processor, record.Transfer, record.Contacts),
)
TELLING = ("_details", "_table_details", "_added", "_also")
"""The functions that build a part of what an event says."""
QUESTIONS = [question for kind in KINDS for question in load_questionnaire(kind).questions]


def calls() -> Iterator[ast.Call]:
    return (node for tree in SOURCES for node in ast.walk(tree) if isinstance(node, ast.Call))


def keys_in(tree: ast.AST) -> set[str]:
    shown = [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]
    return {key.value for one in shown for key in one.keys if isinstance(key, ast.Constant)}


def written_fields() -> set[str]:
    """Every name under which an operation writes a value into the trail."""
    found = {field.name for row in (*ROWS, *RECORD) for field in fields_of(row)}
    for call in calls():
        for keyword in call.keywords:
            if keyword.arg in ("before", "after"):
                found |= keys_in(keyword.value)
    for tree in SOURCES:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name in TELLING:
                found |= keys_in(node)
    return found - {"row"}  # stands in a value: which row a change of the import is about


def test_every_kind_of_subject_has_a_word():
    named = [call.args[0] for call in calls() if isinstance(call.func, ast.Name) and call.func.id == "Subject"]
    assert named
    assert [ast.unparse(kind) for kind in named if not isinstance(kind, ast.Constant)] == []
    assert {kind.value for kind in named if isinstance(kind, ast.Constant)} - set(wording.SUBJECTS) == set()


def test_every_field_that_is_written_has_a_name():
    found = written_fields()
    assert {"tolerance", "other_rows_of_group", "frozen_hash", "safety_note", "added_rows", "reason"} <= found
    assert found - set(fields.FIELDS) == set()


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_answer_is_told_under_the_words_of_its_question(app, language):
    ids = [key for question in QUESTIONS for key in question.keys]
    assert len(ids) == len(set(ids)), "an event does not say which questionnaire it means"
    with app.test_request_context(), force_locale(language):
        for question in QUESTIONS:
            assert fields.field(question.id, Action.ANSWER_SAVED) == question.label.in_language(language)
            if question.reason_label:
                reason = question.reason_label.in_language(language)
                assert fields.field(question.reason_key, Action.ANSWER_SAVED) == reason
            several = "\n".join(choice.value for choice in question.choices)
            labels = [choice.label.in_language(language) for choice in question.choices]
            for value, label in zip(several.split("\n"), labels, strict=False):
                assert fields.value(question.id, value, Action.ANSWER_SAVED) == label


def test_an_answer_in_norwegian_shows_no_id_of_the_catalogue(people, ward, browse):
    version = started(people.member, "dpia", [ward.lab])
    save_answer(people.member, version.id, "always_required", "special_data\nautomated", 0)
    save_answer(people.member, version.id, "purposes", "Vi ser etter svaret «yes»", 0)
    page = html.unescape(browse("rut", language="nb").get("/audit").text).partition("<tbody>")[2]
    question = load_questionnaire("dpia").question("always_required")
    assert question is not None
    assert question.label.nb in page
    assert load_questionnaire("dpia").question("purposes").label.nb in page
    assert question.choice("special_data").label.nb[:100] in page
    assert "special_data" not in page
    assert "Vi ser etter svaret «yes»" in page


def test_a_field_of_the_same_name_elsewhere_keeps_its_own(app):
    """`scope` is a question of the ROS and a field of an assessment."""
    with app.test_request_context(), force_locale("nb"):
        assert fields.field("purpose", Action.FLOW_CHANGED) == "formål"
        assert (
            fields.field("lab (hosting): tolerance", Action.DEPENDENCY_CHANGED)
            == "lab (drift): minutter som tåles uten"
        )
        assert fields.field("flows › added_rows", Action.ESTATE_IMPORTED) == "dataflyter › det som ble lagt til"
        assert fields.value("encrypted", "yes", Action.FLOW_CHANGED) == "ja"
        assert fields.value("roles", "auditor, risk owner", Action.USER_ADDED) == "revisor, risikoeier"
        assert fields.field("gone_question", Action.ANSWER_SAVED) == "gone question"


def test_the_filter_offers_the_organisation_in_the_readers_language(browse, app):
    with transaction() as session:
        log(session, OPERATOR, Action.INSTANCE_CREATED, Subject("organisation", 1, "Fjord"), after={"name": "Fjord"})
    page = browse("rut", Role.AUDITOR, language="nb").get("/audit").text
    assert '<option value="organisation">virksomhet</option>' in page


def test_an_asset_in_a_list_is_its_name_with_its_id(app):
    (hit,) = differences(None, {"hit": [{"id": "lab", "name": "The laboratory"}, {"id": "net", "name": "Net"}]})
    assert hit.after == "The laboratory (lab), Net (net)"

"""Every column of an assessment's tables is read into its content, which another test walks to the paper leaf by leaf.

A new column fails here until the content reads it, or until the reason stands below why it is not printed.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable

import pytest
from sqlalchemy import Column, MetaData, String, Table

from riskapp.assessments import content, content_rows, models, origins, queries, review_rows, workshop_rows
from riskapp.database import Base
from riskapp.notices import daily, digests

_VERSION = (content.content_of, queries.quotes_of, queries.estate_number_of, review_rows.review_row)
_INHERITED = (origins.inheritance_row, origins.origins_of)
READ_BY: dict[str, tuple[Callable[..., object], ...]] = {
    "acceptance": (content_rows.acceptance_row,),
    "answer": (queries.answers_of,),
    "assessment": (content.content_of,),
    "assessment_version": _VERSION,
    "decision_condition": (content_rows.condition_row,),
    "evidence_file": (workshop_rows.evidence_file_row,),
    "fallback": (workshop_rows.fallback_row,),
    "heir": _INHERITED,
    "inherited_choice": _INHERITED,
    "measure": (content_rows.measure_row, content_rows._situations),
    "origin": _INHERITED,
    "participant": (content.content_of,),
    "remark": (content_rows.remark_row,),
    "reviewed_part": (review_rows.review_row,),
    "risk": (content_rows.risk_row, content_rows._aspects),
    "scoped_asset": (content.content_of,),
    "suggestion_verdict": (workshop_rows.suggestion_row,),
    "trade_off": (workshop_rows.trade_off_row,),
    "transition": (content_rows.transition_row,),
    "workshop": (workshop_rows.workshop_row,),
    "workshop_guest": (workshop_rows.workshop_row, workshop_rows),
}

TABLES_NOT_PRINTED = {
    "contributor": "who may not approve; who wrote is printed with each step",
    "criteria": "what a version measures with is printed as its scales",
    "content_person": "the names that stand in the content, with what they are committed to by",
    "content_snapshot": "a state on the way; each step's own is named by its hash",
    "estate_slice": "what a change is told from; a confirmation's words are in the next version's report (since_then)",
    "evidence_estate": "enclosed as a file, named by its fingerprint",
    "measure_treats_risk": "printed as the numbers of the risks that a measure treats",
    "presence": "who has a page open at this moment",
    "reading": "what somebody has looked at already; says nothing of the risk",
    "slice_part": "a part of what a change is told from",
    "staleness": "what changed after the report was signed; the page and the trail have it",
    "staleness_watch": "how far the judge has come",
    "registered_measure": "the measure in the version is printed, with its number in the register",
}

OTHER_ROOMS = {
    "asset": "the facts of the scope are quoted: frozen, and walked leaf by leaf; the trail has the rest",
    "category": "likewise",
    "dependency": "likewise",
    "estate_reversal": "how an import is undone",
    "estate_state": "printed as the number of the estate's state",
    "flow": "quoted as the scope's data flows",
    "flow_carrier": "likewise",
    "flow_category": "likewise",
    "holding": "quoted as the data that are stored, and where else",
    "processing_activity": "quoted as the record; every column: tests/processing/test_every_column_moves_the_record",
    "processing_processor": "likewise",
    "processing_purpose": "likewise",
    "processing_transfer": "likewise",
    "record_contacts": "likewise",
    "saved_question": "printed with the evidence that it was attached as, with its name and changes",
    "organisation": "printed as who issues the report",
    "user_account": "people are printed by the name that stood when they acted",
    "role_grant": "the role that somebody acted in is printed with the act",
    "mail_address": "where a person gets mail; says nothing of the risk",
    "calendar_feed": "likewise, a calendar",
    "notice": "what somebody was told; what it was about is printed",
    "web_session": "who is signed in",
    "failed_sign_in": "who was not let in",
    "audit_event": "the trail: its checkpoint is printed, and the trail is exported by itself",
    "audit_salt": "likewise",
    "audit_seal": "likewise",
    "trail_checkpoint": "printed as what the report anchors",
    "trail_checkpoint_copy": "where copies of checkpoints went; the page of the trail has it",
    "trail_key": "what the trail is signed with; it is exported with the trail",
    "issued_report": "a report of its own; its page names file, level and SHA-256",
    "control_decision": "the statement of applicability: tests/decisions/test_every_field_of_the_statement",
    "digest": "a mail that waits or was sent; it tells of notices alone",
    "daily_run": "which day's round was taken",
    "signed_report": "the report itself; its page names file, level and SHA-256",
    "consultation_package": "a report of its own",
    "stamped_file": "the report with later time stamps; its page names level and SHA-256",
    "waiting_stamp": "what is still to come; the list of reports has it",
    "redaction": "printed in the publishable version as what was removed and on which ground",
}
"""Tables that belong to no assessment, each with how its report speaks of them, or why it does not."""

NOT_PRINTED = {
    "id": "the database's own number",
    "row_version": "keeps two writers apart",
    "version_id": "which version it belongs to",
    "user_id": "an account; the name that stood then is printed",
    "saved_at": "when a row was last written; the trail has every writing",
    "saved_by": "likewise",
    "risk_id": "stands under its risk",
    "measure_id": "stands under its measure",
    "registered_id": "printed as its number in the register",
    "workshop_id": "stands under its workshop",
    "answers_id": "stands under what it answers",
    "asset_id": "printed as key and name",
    "dependent_id": "printed as key and name",
    "provider_id": "printed as key and name",
    "owner_id": "printed as the name",
    "assessment.shared": "whether others may follow it; says nothing of its own risk",
    "origin.mark": "by which a change of the text is told; printed as whether it was changed here",
    "reviewed_part.mark": "by which a later change is told",
    "transition.statement": "what is signed, made of the columns that are printed",
    "transition.signature": "over the statement; riskapp audit verify checks it",
    "evidence_file.content": "the file itself; its name, size and fingerprint are printed",
    "evidence_file.media_type": "what the browser said it is; the name tells it",
    "measure.catalogue": "where the text was taken from; the text itself is printed",
    "fallback.carried_at": "printed as whether the minutes were carried over",
    "decision_condition.met_at": "written after the report is signed; the next version's report tells it (since_then)",
    "decision_condition.met_by": "likewise",
    "decision_condition.note": "likewise",
    "measure.effect": "joined to the content by decisions/evidence/measure_effects, with how it stands today",
    "suggestion_verdict.key": "rule and asset, by which it is known again; what it said is printed",
    "assessment.created_at": "the version's own time is printed",
    "assessment_version.created_by": "printed as the name",
    "assessment_version.changed_at": "the last writing; the trail has every one",
    "assessment_version.criteria_id": "printed as the scales themselves",
    "assessment_version.frozen": "the content itself",
    "assessment_version.frozen_hash": "the fingerprint on the cover, counted anew",
}


def _read(sources: tuple[object, ...]) -> set[str]:
    """The names of all attributes that these functions look at."""
    trees = [ast.parse(textwrap.dedent(inspect.getsource(one))) for one in sources]  # type: ignore[arg-type]
    return {node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def _tables() -> list[str]:
    return sorted({getattr(models, name).__tablename__ for name in models.__all__})


@pytest.mark.parametrize("table", _tables())
def test_each_column_is_read_or_has_its_reason(table: str) -> None:
    if table in TABLES_NOT_PRINTED:
        assert table not in READ_BY
        return
    names = {column.name for column in Base.metadata.tables[table].columns}
    reasons = {name for name in names if name in NOT_PRINTED or f"{table}.{name}" in NOT_PRINTED}
    assert names - _read(READ_BY[table]) - reasons == set()


def test_every_table_of_the_product_is_read_or_has_its_reason(app) -> None:
    assert daily and digests, "the tables of jobs are among them once their modules are loaded"
    named = READ_BY.keys() | TABLES_NOT_PRINTED.keys() | OTHER_ROOMS.keys()
    assert Base.metadata.tables.keys() - named == set(), "a new table: is it printed?"
    assert named - Base.metadata.tables.keys() == set(), "a reason that outlived its table"
    assert not OTHER_ROOMS.keys() & set(_tables())


def test_a_new_column_fails_until_it_is_read_or_reasoned(monkeypatch) -> None:
    table = Base.metadata.tables["risk"]
    more = Table("risk", MetaData(), *(Column(one.name, one.type) for one in table.columns), Column("zq_new", String))
    monkeypatch.setattr(Base, "metadata", more.metadata)
    with pytest.raises(AssertionError, match="zq_new"):
        test_each_column_is_read_or_has_its_reason("risk")


def test_no_reason_outlives_its_column() -> None:
    known = {f"{table}.{one.name}" for table in _tables() for one in Base.metadata.tables[table].columns}
    plain = {name.split(".")[1] for name in known}
    assert {name for name in NOT_PRINTED if name not in known | plain} == set()
    assert TABLES_NOT_PRINTED.keys() | READ_BY.keys() == set(_tables())

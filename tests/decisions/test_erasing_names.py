"""A person's name is taken out of what was decided; hashes, statements, signatures and the trail go on to hold."""

import hashlib
import json

import pytest
from sqlalchemy import delete, insert, select, text, update

from riskapp.accounts import operations as accounts
from riskapp.accounts.models import User
from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.assessments.comparison import compare
from riskapp.assessments.content import canonical, content_of, fingerprint
from riskapp.assessments.kept_states import content_kept, keep_by_hand, kept_states
from riskapp.assessments.models import ContentPerson, ContentSnapshot, Participant, Transition, Version
from riskapp.assessments.persons import Person, commitment, references_in
from riskapp.assessments.restoring import restore
from riskapp.assessments.signed_content import signed_part
from riskapp.audit.checking import check_trail
from riskapp.audit.models import AuditEvent
from riskapp.audit.vocabulary import Action
from riskapp.database import WRITES, Base, db
from riskapp.decisions.deciding import approve
from riskapp.decisions.erasing.erasing_names import Place, erase, look
from riskapp.decisions.erasing.person_columns import ACTS, TYPED
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.reports.report_files import report_file, report_of
from riskapp.decisions.reports.verifying import verify_report
from riskapp.decisions.trail.content_checks import bent_contents
from riskapp.decisions.trail.statements import unsound_steps
from tests.audit.trails import bend
from tests.decisions.examples import accepted, advised, answer_all, filled, version_of
from tests.decisions.test_accepting import MEDIUM
from tests.decisions.test_closed_for_good import refuses
from tests.reports.poppler import squeezed

BOTH_DATABASES = True
NINA, MAJA = "Nina Nurse", "Maja"
EMPTY = hashlib.sha256(b"{}").hexdigest()


@pytest.fixture
def adam(person):
    return person("adam", Role.ADMINISTRATOR)


@pytest.fixture
def decided(people, ward) -> Version:
    """Approved, with a participant, and with who wrote, advised, accepted and decided."""
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    approve(people.owner, version.id, "Go on")
    return version_of(version.assessment_id)


def holds(version: Version) -> None:
    """Every hash, signature and chain that there is."""
    db.session.expire_all()
    assert fingerprint(version.frozen_form) == version.frozen_hash == fingerprint(version.frozen)
    assert version.transitions[-1].content_hash == fingerprint(signed_part(version.frozen))
    for kept in db.session.scalars(select(ContentSnapshot)):
        assert fingerprint(content_kept(kept)) == kept.content_hash
    assert unsound_steps() == []
    assert list(bent_contents()) == []
    assert check_trail().faults == []


def said(version: Version) -> str:
    return squeezed(str(report_of(version)))


def test_what_is_hashed_and_kept_has_no_name_in_it(decided):
    stored = canonical(decided.frozen_form).decode()
    kept = [one.content + json.dumps(one.rows) for one in db.session.scalars(select(ContentSnapshot))]
    statements = [one.statement for one in decided.transitions]
    for name in (NINA, "Mats Medtech", MAJA, "Olav", "Sigrid", "Ola Owner", "Marit"):
        assert name in str(decided.frozen), name
        assert [one for one in (stored, *kept, *statements) if f'"{name}' in one] == [], name


def test_a_name_is_erased_and_everything_goes_on_to_hold(decided, people, adam):
    before, report = decided.frozen, report_file(people.auditor, decided.id).pdf
    seen = look(adam, NINA)
    assert look(adam, NINA) == seen, "looking changes nothing"
    gone = erase(adam, NINA, "request 114")

    assert gone == seen
    holds(decided)
    assert {one["name"] for one in decided.frozen["participants"]} == {"erased person", "Mats Medtech"}
    assert {**before, "participants": []} == {**decided.frozen, "participants": []}, "nothing else is another"
    closed = {name: before[name] for name in ("trail", "rests_on")}
    assert {**content_of(decided), **closed} == decided.frozen, "the rows lost it too"
    assert NINA not in said(decided) and squeezed("erased person") in said(decided)
    [event] = db.session.scalars(select(AuditEvent).where(AuditEvent.action == Action.VALUES_ERASED))
    assert NINA not in json.dumps(event.after) and event.after["reason"] == "request 114"
    assert report_file(people.auditor, decided.id).pdf == report
    assert verify_report(report).valid
    assert Place(f"ROS-{decided.assessment_id}-v1.pdf", "signed, and not changed") in gone.stays
    assert look(adam, NINA).places == ()


def test_whoever_took_a_step_can_be_erased_from_it(decided, people, adam):
    accounts.set_active(OPERATOR, people.member.id, False, db.session.get_one(User, people.member.id).version)
    erase(adam, MAJA, "request 115")
    holds(decided)
    assert [one.actor_name for one in decided.transitions] == ["erased person", "Sigrid", "Olav"]
    assert [one["by"] for one in decided.frozen["transitions"]] == ["erased person", "Sigrid", "Olav"]
    assert decided.frozen["created"]["by"] == decided.creator.name == "erased person"
    assert MAJA not in said(decided)


def test_a_comparison_across_an_erasing_shows_the_word_for_it(decided, people, adam):
    draft = version_of(start_version(people.member, decided.id) and decided.assessment_id)
    erase(adam, NINA, "request 116")
    found = compare(decided.frozen, content_of(version_of(draft.assessment_id)))
    told = {(str(one.name), one.did) for one in found.of("participants")}
    assert told == {("erased person", "removed"), (NINA, "added")}, "the draft has the name until its team takes it out"


def test_the_draft_is_told_and_left_to_its_team(people, ward, adam):
    draft = filled(people, "ros", [ward.lab])
    answer_all(people.member, draft)
    stays = look(adam, NINA).stays
    assert Place(f"assessment {draft.assessment_id}, version 1", "participant.name") in stays
    assert look(adam, NINA).places == ()


def test_words_that_are_hashed_themselves_are_told_by_their_place(people, ward, adam):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    approve(people.owner, version.id, f"As {NINA} said")
    gone = erase(adam, NINA, "request 117")
    home = f"assessment {version.assessment_id}, version 1"
    assert Place(home, "content: transitions.2.text") in gone.stays
    assert Place(home, "transition.text") in gone.stays
    holds(version_of(version.assessment_id))


def test_a_kept_state_can_still_be_brought_back_without_the_name(people, ward, adam):
    draft = filled(people, "ros", [ward.lab])
    number = keep_by_hand(people.member, draft.id, "before")
    erase(adam, NINA, "request 118")
    [kept] = kept_states(draft)
    assert [one["name"] for one in content_kept(kept)["participants"]] == ["erased person", "Mats Medtech"]
    restore(people.member, draft.id, number)
    assert [one.name for one in version_of(draft.assessment_id).participants] == ["erased person", "Mats Medtech"]


def test_equal_people_have_one_commitment_in_a_content_and_another_in_the_next(decided, people, ward):
    other = advised(people, "dpia", [ward.lab])
    approve(people.owner, other.id)
    first, second = (set(references_in(one.frozen_form)) for one in (decided, version_of(other.assessment_id)))
    assert first and second and not first & second
    rows = db.session.scalars(select(ContentPerson).where(ContentPerson.content_hash == decided.frozen_hash)).all()
    assert len({one.name for one in rows}) == len(rows) == len(first)


def test_a_name_cannot_be_guessed_once_its_salt_is_gone(decided, adam):
    [row] = db.session.scalars(select(ContentPerson).where(ContentPerson.name == NINA, _of(decided)))
    digest, salt = row.digest, row.salt
    assert commitment(salt, NINA) == digest
    erase(adam, NINA, "request 119")
    others = db.session.scalars(select(ContentPerson.salt)).all()
    assert salt not in "".join(map(str, _all_texts()))
    assert all(commitment(one, NINA) != digest for one in ("", "00" * 16, *others))


def _of(version: Version):
    return ContentPerson.content_hash == version.frozen_hash


def _all_texts():
    return [row for table in Base.metadata.sorted_tables for row in db.session.execute(table.select())]


def test_a_name_beside_a_content_can_only_be_emptied_whole(decided):
    for values in ({"name": "Forged"}, {"name": ""}, {"salt": ""}, {"digest": "0" * 64}, {"content_hash": "0" * 64}):
        refuses(update(ContentPerson).values(values), "only be taken away")
    refuses(update(ContentPerson).values(name="", salt="", content_hash="0" * 64), "only be taken away")
    refuses(delete(ContentPerson), "only be taken away")
    row = dict(db.session.execute(select(ContentPerson.__table__)).mappings().first())
    if db.engine.dialect.name == "sqlite":
        forged = insert(ContentPerson).prefix_with("OR REPLACE").values({**row, "name": "Forged"})
        refuses(forged, "only be taken away")
    else:
        refuses(text("TRUNCATE content_person"), "only be taken away")


def test_a_name_in_a_closed_row_gives_way_to_the_word_for_it_and_nothing_goes_with_it(decided):
    closed = "decided version cannot change|only ever added"
    refuses(update(Participant).values(name="Forged"), closed)
    refuses(update(Participant).values(name="erased person", role="Forged"), closed)
    refuses(update(Transition).values(actor_name="erased person", text="Forged"), closed)
    with db.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        connection.execute(update(Participant).values(name="erased person"))
    db.session.rollback()
    assert {one.name for one in version_of(decided.assessment_id).participants} == {"erased person"}


def test_every_column_of_such_a_table_is_held_when_its_name_is_erased(app):
    """SQLite knows no row as a whole: the trigger names each column, those of a later migration too."""
    if db.engine.dialect.name != "sqlite":
        return
    query = text("SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%BEFORE UPDATE%'")
    found = [(table, sql) for table, sql in db.session.execute(query) if "slettet person" in sql]
    assert {table for table, _ in found} == (ACTS | TYPED).keys() - {"evidence_file", "redaction"}
    for table, sql in found:
        names = (ACTS | TYPED)[table]
        held = [one.name for one in Base.metadata.tables[table].columns if one.name not in names]
        assert [one for one in held if f'NEW."{one}" IS NOT DISTINCT' not in sql] == [], table


def test_a_name_that_was_changed_or_taken_away_past_riskapp_is_found(decided):
    bend(f"UPDATE content_person SET name = 'Forged' WHERE name = '{NINA}'")
    assert {one.kind for one in bent_contents()} == {"name"}
    bend("UPDATE content_person SET name = '', salt = '' WHERE name = 'Forged'")
    assert {one.kind for one in bent_contents()} == {"name erased"}


def test_a_content_that_was_changed_past_riskapp_is_found(decided):
    bend("UPDATE assessment_version SET frozen = '{}'")
    assert [one.kind for one in bent_contents()] == ["content"]


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE signed_report SET pdf = BLOB", "file"),
        (f"UPDATE signed_report SET pdf = BLOB, sha256 = '{hashlib.sha256(bytes(1)).hexdigest()}'", "file"),
        ("UPDATE content_snapshot SET content = '{}'", "kept state"),
        ("UPDATE slice_part SET packed = BLOB", "part"),
        (
            f"UPDATE assessment_version SET frozen = '{{}}', frozen_hash = '{hashlib.sha256(b'{}').hexdigest()}'",
            "content",
        ),
    ],
    ids=["file", "file and its hash", "kept state", "part", "content and its hash"],
)
def test_whatever_else_is_kept_by_a_hash_is_held_to_it(decided, statement, kind):
    assert list(bent_contents()) == []
    bend(statement.replace("BLOB", "zeroblob(1)" if db.engine.dialect.name == "sqlite" else r"'\x00'::bytea"))
    assert {one.kind for one in bent_contents()} == {kind}


def test_a_content_of_before_verifies_and_is_told_to_keep_the_name(decided, adam):
    old = {**json.loads(json.dumps(decided.frozen)), "format": 2}
    stored = json.dumps(old).replace("'", "''")
    bend(f"UPDATE assessment_version SET frozen_hash = '{fingerprint(old)}', frozen = '{stored}'")
    version = version_of(decided.assessment_id)
    assert not any(isinstance(one["name"], Person) for one in version.frozen["participants"])
    gone = erase(adam, NINA, "request 120")
    assert Place(f"assessment {version.assessment_id}, version 1", "content: participants.0.name") in gone.stays
    assert fingerprint(version_of(decided.assessment_id).frozen) == fingerprint(old)

"""The publishable version: what is marked is nowhere in the PDF, what was removed is told, and few may give it out."""

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader

from riskapp.accounts.permissions import Role
from riskapp.assessments import operations, risks
from riskapp.assessments.content import fingerprint
from riskapp.audit.vocabulary import Action
from riskapp.database import db
from riskapp.decisions.deciding import approve
from riskapp.decisions.reports.publishing import (
    mark_passage,
    may_mark,
    publishable_file,
    published,
    redactions_of,
    unmark_passage,
)
from riskapp.decisions.reports.report_files import report_file
from riskapp.errors import Conflict, Invalid, NotAllowed, NotFound
from riskapp.reports.publishing.spots import EVERYWHERE
from tests.decisions.conftest import events, refused
from tests.decisions.examples import SCENARIO, advised, filled, risk, version_of
from tests.decisions.test_every_field_is_printed import paper_of
from tests.reports.poppler import run, squeezed

BOTH_DATABASES = True
SECRET = replace(SCENARIO, event="The Vault stops when Kari Nordmann is away", cause="The vault has no lock")


@pytest.fixture
def version(people, ward):
    """Approved, with a weakness and a person's name in its scenarios and in the decision."""
    found = advised(people, "dpia", [ward.lab], scenario=SECRET)
    approve(people.owner, found.id, "Kari Nordmann follows it up")
    return version_of(found.assessment_id)


def public(actor, version) -> bytes:
    return publishable_file(actor, version.id).pdf


def inside(pdf: bytes) -> Iterator[str]:
    """Every string of every object, and every stream: metadata, bookmarks, names, pages."""
    seen: set[object] = set()
    waiting: list[object] = [PdfFileReader(io.BytesIO(pdf)).trailer_view]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.reference not in seen:
                seen.add(one.reference)
                waiting.append(one.get_object())
            continue
        if isinstance(one, StreamObject):
            yield one.data.decode("latin-1")
        if isinstance(one, DictionaryObject):
            waiting += [one.raw_get(key) for key in one]
        elif isinstance(one, ArrayObject):
            waiting += [one.raw_get(at) for at in range(len(one))]
        elif isinstance(one, bytes):
            yield one.decode("utf-16-be" if one.startswith(b"\xfe\xff") else "latin-1")
        elif isinstance(one, str):
            yield one


def says(pdf: bytes, words: str) -> bool:
    """Whether the words are anywhere in the file, for a reader or for whoever takes it apart."""
    told = [paper_of(pdf), run("pdfinfo", pdf), *inside(pdf)]
    wanted = squeezed(words).casefold()
    coded = words.encode("utf-16-be").decode("latin-1")
    return any(wanted in squeezed(one).casefold() or coded in one for one in told)


def test_marked_words_are_nowhere_in_the_file_and_the_first_pages_say_what_it_is(people, version):
    assert says(report_file(people.owner, version.id).pdf, "vault"), "the search finds what is there"
    mark_passage(people.member, version.id, "risks.1.event", "The Vault stops", "security")
    mark_passage(people.privacy, version.id, "risks.1.cause", "", "security", whole=True)
    mark_passage(people.owner, version.id, EVERYWHERE, "kari  nordmann", "other", "GDPR Art. 5")
    file = publishable_file(people.privacy, version.id)

    assert file.name == f"DPIA-{version.assessment_id}-v1-public.pdf"
    for words in ("vault", "Kari Nordmann", "Nordmann", "has no lock"):
        assert not says(file.pdf, words), words
    paper = paper_of(file.pdf)
    assert squeezed("[removed: offl. § 24] when [removed: GDPR Art. 5] is away") in paper
    assert squeezed("[removed: GDPR Art. 5] follows it up") in paper
    first = squeezed(run("pdftotext", file.pdf, "-raw", "-l", "1"))
    for said in ("This is no original", "The signed original is on file with", version.frozen_hash):
        assert squeezed(said) in first
    assert squeezed("Fingerprint of the original's content") in paper
    for row in ("R1 – Event offl. § 24 3", "R1 – Cause offl. § 24 5", "R1 – Event GDPR Art. 5 2"):
        assert squeezed(row) in paper
    assert not PdfFileReader(io.BytesIO(file.pdf)).embedded_signatures


def test_the_original_stays_as_it_was_signed(people, version):
    before, signed = fingerprint(version.frozen), report_file(people.owner, version.id).pdf
    mark_passage(people.member, version.id, "risks.1.event", "", "security", whole=True)
    public(people.member, version)
    assert fingerprint(version_of(version.assessment_id).frozen) == before == version.frozen_hash
    assert report_file(people.owner, version.id).pdf == signed


def test_everywhere_takes_whole_words_and_tells_where_they_stand_inside_longer_ones(people, version):
    mark_passage(people.member, version.id, "title", "lab", "security")
    standing = published(people.member, version).standing
    assert [one.text for one in standing] == ["lab"]
    with refused(Invalid, "stand nowhere", "passage"):
        mark_passage(people.member, version.id, EVERYWHERE, "Nordman", "security")


def test_words_that_still_stand_elsewhere_are_told_with_the_section(people, version):
    mark_passage(people.member, version.id, "risks.1.event", "Kari Nordmann", "secrecy")
    [one] = published(people.member, version).standing
    assert one.text == "kari nordmann" and "Decision" in one.sections
    mark_passage(people.member, version.id, "risks.1.event", "when Kari Nordmann is", "secrecy")
    assert "kari nordmann" in [one.text for one in published(people.member, version).standing], "inside a longer cut"
    mark_passage(people.member, version.id, EVERYWHERE, "Kari Nordmann", "secrecy")
    assert published(people.member, version).standing == ()


def test_a_mark_that_no_longer_fits_a_changed_draft_is_told_and_a_whole_text_stays_away(people, ward):
    version = filled(people, "dpia", [ward.lab], scenario=SECRET)
    mark_passage(people.member, version.id, "risks.1.event", "The Vault", "security")
    mark_passage(people.member, version.id, "risks.1.cause", "", "security", whole=True)
    stored = risk(version)
    values = {name: getattr(stored, name) for name in risks.FIELDS} | {
        "event": "The lab stops",
        "cause": "A new secret",
    }
    risks.change_risk(people.member, stored.id, risks.Scenario(**values), stored.row_version)
    version = version_of(version.assessment_id)
    found = published(people.member, version).redacted
    assert [(one.place, one.passage) for one in found.vain] == [("risks.1.event", "The Vault")]
    assert [one.place for one in found.changed] == ["risks.1.cause"]
    file = publishable_file(people.member, version.id)
    assert file.name.endswith("-draft-public.pdf")
    assert not says(file.pdf, "A new secret")
    assert squeezed("no original is signed yet") in paper_of(file.pdf)
    mark_passage(people.member, version.id, "participants.2.name", "", "secrecy", whole=True)
    operations.remove_participant(people.member, version.id, version.participants[1].id)
    found = published(people.member, version_of(version.assessment_id)).redacted
    assert "participants.2.name" in [one.place for one in found.vain]


@pytest.mark.parametrize(
    ("sent", "says_", "field"),
    [
        ({"place": "risks.9.event"}, "not in this version", "place"),
        ({"place": "answers.prior_consultation"}, "not in this version", "place"),
        ({"passage": "No such words"}, "do not stand in that text", "passage"),
        ({"passage": " "}, "choose the whole text", "passage"),
        ({"place": EVERYWHERE, "passage": " - "}, "removed everywhere", "passage"),
        ({"place": EVERYWHERE, "whole": True}, "removed everywhere", "passage"),
        ({"ground": "no ground"}, "Choose the ground", "ground"),
        ({"ground": "other", "namely": " "}, "with Act and section", "namely"),
        ({"ground": "other", "namely": "x" * 201}, "at most 200", "namely"),
    ],
)
def test_what_would_remove_nothing_or_has_no_ground_is_refused(people, version, sent, says_, field):
    given = {"place": "risks.1.event", "passage": "The Vault", "ground": "security", **sent}
    with refused(Invalid, says_, field):
        mark_passage(people.member, version.id, **given)


def test_the_same_words_are_marked_once(people, version):
    mark_passage(people.member, version.id, "risks.1.event", "The Vault", "security")
    with refused(Invalid, "marked already", "passage"):
        mark_passage(people.owner, version.id, "risks.1.event", "The Vault", "secrecy")


def test_the_team_the_owner_and_the_privacy_officer_may_and_nobody_else(people, version, person, ward):
    number = mark_passage(people.member, version.id, "risks.1.event", "The Vault", "security")
    elsewhere = person("elin", Role.MEMBER, asset=ward.archive)
    for who, error, sentence in (
        (people.auditor, NotAllowed, "Your roles"),
        (people.risk_owner, NotAllowed, "Your roles"),
        (elsewhere, NotFound, "no such assessment"),
    ):
        assert not may_mark(who, version)
        with refused(error, sentence):
            mark_passage(who, version.id, "risks.1.cause", "", "security", whole=True)
        with refused(error, sentence):
            unmark_passage(who, number, 1)
        with refused(error, sentence):
            publishable_file(who, version.id)
    for who in (people.member, people.owner, people.privacy, people.security):
        assert may_mark(who, version)


def test_marking_and_taking_back_leave_their_events(people, version):
    number = mark_passage(people.privacy, version.id, "risks.1.event", "The Vault", "other", "Beredskapsloven § 1")
    [told] = events(Action.PASSAGE_MARKED)
    expected = {"version": 1, "place": "risks.1.event", "passage": "The Vault", "ground": "Beredskapsloven § 1"}
    assert told.after == expected and told.actor_name == people.privacy.name
    unmark_passage(people.owner, number, 1)
    [told] = events(Action.PASSAGE_UNMARKED)
    assert told.before == expected
    assert list(redactions_of(version.id)) == []
    assert says(public(people.member, version), "The Vault")


def test_a_mark_that_somebody_changed_or_took_back_is_not_taken_back_blindly(people, version):
    number = mark_passage(people.member, version.id, "risks.1.event", "The Vault", "security")
    with refused(Conflict, "a moment ago"):
        unmark_passage(people.member, number, 2)
    unmark_passage(people.member, number, 1)
    db.session.expire_all()
    with refused(NotFound, "taken it back already"):
        unmark_passage(people.owner, number, 1)

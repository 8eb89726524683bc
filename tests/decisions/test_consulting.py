"""The package for the authority: what Article 36(3) lists, the DPIA inside, one signature over all of it, on file."""

import hashlib
import io
import json
from dataclasses import replace

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from sqlalchemy import delete, select, update

from riskapp.assessments.content import fingerprint
from riskapp.audit.checking import check_trail
from riskapp.audit.checkpoints import newest_checkpoint
from riskapp.audit.models import AuditEvent
from riskapp.audit.vocabulary import Action
from riskapp.database import db
from riskapp.decisions.consulting import make_package, package_file, packages_of
from riskapp.decisions.deciding import approve
from riskapp.decisions.reports.report_files import report_file
from riskapp.decisions.reports.verifying import verify_report
from riskapp.decisions.trail.trail_points import checkpoint_in
from riskapp.errors import Invalid, NotAllowed, NotFound
from riskapp.reports.models import ConsultationPackage
from tests.decisions.examples import SCENARIO, accepted, advised, submitted, version_of
from tests.decisions.test_closed_for_good import refuses
from tests.decisions.test_every_field_is_printed import paper_of
from tests.reports.poppler import squeezed

BOTH_DATABASES = True
HIGH = replace(SCENARIO, likelihood_after=2, consequence_after=4)
CHOSEN = {"prior_consultation": "yes", "prior_consultation.reason": "R1 stays high, as no measure reaches it"}


def attached(pdf: bytes) -> dict[str, bytes]:
    """The files inside a PDF, by name."""
    names = PdfFileReader(io.BytesIO(pdf)).root["/Names"]["/EmbeddedFiles"]["/Names"]
    specs = [names[at].get_object() for at in range(1, len(names), 2)]
    return {str(one["/UF"]): one["/EF"]["/F"].get_object().data for one in specs}


@pytest.mark.parametrize("language", ["nb", "en"])
def test_it_holds_what_the_article_lists_and_the_dpia_itself(people, ward, language):
    version = advised(people, "dpia", [ward.lab], language=language, scenario=HIGH, **CHOSEN)
    accepted(people, version, actor=people.owner)
    approve(people.owner, version.id, "Nothing begins before the authority has answered")
    pdf = package_file(people.owner, make_package(people.owner, version.id)).pdf

    version = version_of(version.assessment_id)
    paper = paper_of(pdf)
    for said in (
        "R1 stays high, as no measure reaches it",
        "The laboratory stops",
        "Answer to purposes, with R&D <b>and",
        "Laboratory system",
        "Test the restore",
        "Keep <an> eye & log it.",
        fingerprint(version.frozen),
    ):
        assert squeezed(said) in paper
    for letter in "abcdef":
        assert squeezed(f"{letter}) ") in paper
    files = attached(pdf)
    dpia = report_file(people.owner, version.id)
    assert files[dpia.name] == dpia.pdf
    (content,) = [data for name, data in files.items() if name.startswith("DPIA") and name.endswith(".json")]
    assert any(one["name"] == "Maja" for one in json.loads(files["people.json"])["people"].values())
    assert fingerprint(json.loads(content)) == version.frozen_hash
    for data in files.values():
        assert hashlib.sha256(data).hexdigest() in paper


def test_its_signature_holds_over_the_attachments_and_it_is_on_file(people, ward):
    version = advised(people, "dpia", [ward.lab], scenario=HIGH, **CHOSEN)
    number = make_package(people.privacy, version.id)
    pdf = package_file(people.auditor, number).pdf

    found = verify_report(pdf)
    assert found.valid and found.on_file.file_name == f"Art36-DPIA-{version.assessment_id}-v1.pdf"
    inside = pdf.index(b"/EmbeddedFile") + 400
    assert not verify_report(pdf[:inside] + bytes([pdf[inside] ^ 1]) + pdf[inside + 1 :]).valid
    assert db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()[-1] == Action.PACKAGE_SIGNED
    refuses(update(ConsultationPackage).values(signed_by="Nobody"), "only ever added")
    refuses(delete(ConsultationPackage), "only ever added")


def test_an_undecided_dpia_goes_along_as_a_draft_and_each_package_is_kept(people, ward):
    version = advised(people, "dpia", [ward.lab], scenario=HIGH, **CHOSEN)
    first, second = make_package(people.owner, version.id), make_package(people.owner, version.id)
    assert [one.id for one in packages_of(version.id)] == [second, first]
    assert any(name.endswith("-draft.pdf") for name in attached(package_file(people.owner, first).pdf))


def test_a_package_prints_and_carries_a_checkpoint_of_the_trail(people, ward):
    version = advised(people, "dpia", [ward.lab], scenario=HIGH, **CHOSEN)
    pdf = package_file(people.owner, make_package(people.owner, version.id)).pdf
    point = checkpoint_in(pdf)
    assert point.size == newest_checkpoint().size
    assert squeezed(newest_checkpoint().root) in paper_of(pdf)
    assert check_trail([point]).sure_kept.size == point.size


def test_where_nothing_is_to_be_consulted_there_is_no_package(people, ward):
    calm = advised(people, "dpia", [ward.lab])
    with pytest.raises(Invalid, match="nothing to send"):
        make_package(people.owner, calm.id)
    early = submitted(people, "dpia", [ward.lab], scenario=HIGH, **CHOSEN)
    with pytest.raises(Invalid, match="advises first"):
        make_package(people.owner, early.id)
    ros = advised(people, "ros", [ward.lab])
    with pytest.raises(Invalid, match="Only a DPIA"):
        make_package(people.owner, ros.id)
    assert packages_of(calm.id) == []


def test_only_whoever_decides_or_advises_makes_it_and_a_stranger_sees_none(people, ward, person):
    version = advised(people, "dpia", [ward.lab], scenario=HIGH, **CHOSEN)
    for nobody in (people.member, people.auditor, people.risk_owner):
        with pytest.raises(NotAllowed):
            make_package(nobody, version.id)
    number = make_package(people.owner, version.id)
    with pytest.raises(NotFound):
        package_file(person("nils"), number)

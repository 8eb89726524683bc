"""Whatever the register of risks holds reaches the issued report or its tables; pages say what papers say."""

import csv
import io
import json
from zoneinfo import ZoneInfo

import pytest

from riskapp.accounts.permissions import Role
from riskapp.decisions.deciding import approve
from riskapp.issuing.issuing import issue_report
from riskapp.issuing.kinds import KINDS
from riskapp.issuing.on_file import issued_file
from riskapp.issuing.pages import issued_page
from riskapp.register.rows import MeasureRow, RiskRow
from riskapp.reports.assessment.reader import Reader
from tests.decisions.examples import advised
from tests.decisions.test_consulting import attached
from tests.decisions.test_every_field_is_printed import leaves, paper_of, ways_to_say, whole
from tests.reports.poppler import squeezed
from tests.reports.sentences import first_difference, said_on_page, said_on_paper

OURS = {
    "id": "the number of a row in the database; people know it by assessment and number",
    "version_id": "likewise",
    "owner_id": "the owner stands by name",
    "gauge": "the criteria stand as `criteria`",
    "left": "stands as `level_after`",
}
"""Columns of a row that no reader needs, each with the reason."""


@pytest.fixture
def security(person):
    return person("siri", Role.SECURITY)


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_column_of_the_register_is_in_the_report_or_its_tables(people, ward, security, settings, language):
    whole(people, ward, "ros", language)
    pdf = issued_file(security, issue_report(security, "register", language)).pdf
    files, paper = attached(pdf), paper_of(pdf)
    content, reader = json.loads(files["risk-register.json"]), Reader(language, ZoneInfo(settings.timezone))
    assert set(RiskRow._fields) - set(OURS) <= content["risks"][0].keys()
    assert set(MeasureRow._fields) - set(OURS) <= content["measures"][0].keys()
    tables = "".join(squeezed(files[f"{name}.csv"].decode()) for name in ("risks", "measures"))
    seen, missing = 0, []
    for name in ("day", "risks", "measures"):
        for path, value in leaves({name: content[name]}):
            if value in (None, "", []):
                continue
            seen += 1
            said = {squeezed(form) for form in ways_to_say(value, reader)} | {squeezed(str(value))}
            if not any(form in paper or form in tables for form in said):
                missing.append(f"{path}: {value!r}")
    assert not missing
    assert seen > 100


def test_each_reason_is_for_a_column_that_there_is():
    assert set(OURS) <= {*RiskRow._fields, *MeasureRow._fields}


def test_each_table_has_a_line_for_each_row(people, ward, security):
    whole(people, ward, "ros", "en")
    files = attached(issued_file(security, issue_report(security, "register", "en")).pdf)
    content = json.loads(files["risk-register.json"])
    for name in ("risks", "measures"):
        rows = list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode("utf-8-sig"))))
        assert [row["number"] for row in rows] == [str(one["number"]) for one in content[name]]
        assert rows


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("kind", list(KINDS))
def test_the_page_of_an_issued_report_says_what_its_paper_says(people, ward, security, kind, language):
    version = advised(people, "ros", [ward.lab])
    approve(people.owner, version.id)
    number = issue_report(security, kind, language)
    page = issued_page(security, number, "/reports/issued/1.pdf")
    assert not first_difference(said_on_paper(issued_file(security, number).pdf), said_on_page(page.html))
    assert "PAdES B-B" in page.html and 'href="/reports/issued/1.pdf"' in page.html

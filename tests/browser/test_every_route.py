"""Every page that the application has is opened: a new route fails here until somebody has looked at it."""

import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from riskapp.accounts.authority import actor_of
from riskapp.accounts.models import User
from riskapp.database import db
from riskapp.estate.models import Asset, Category, Dependency, Flow, Holding
from riskapp.processing.keeping import add_activity
from riskapp.processing.parts import add_part
from riskapp.processing.record import Basics, Processor, Purpose, Transfer
from riskapp.questions.asked import Asked
from riskapp.questions.keeping import keep_question
from riskapp.questions.naming import Label

NO_PAGES = {
    "static",
    "estate.choices",  # rows for the type-ahead
    "estate.export_zip",
    "estate.export_workbook",
    "assessments.cnil_file",
    "assessments.package",
    "assessments.publishable",
    "assessments.moved_in",  # walked below, with a DPIA that moved in
    "graph.radius_file",
    "graph.needs_file",
    "graph.exposed_file",
    "graph.category_file",
    "graph.supplier_file",
    "graph.stopped_file",
    "graph.delivered_file",
    "graph.supplier_exposed_file",
    "graph.holders_file",
    "graph.ways_file",
    "graph.places_file",
    "graph.between_file",
    "graph.hubs_file",
    "graph.map_file",
    "graph.overview_data",  # the map for the picture
    "graph.what_if_file",
    "processing.workbook_file",
    "processing.record_pdf",
    "processing.activity_workbook",
    "processing.activity_pdf",
    "reports.download",
    "estate.import_preview",  # walked below, with a file of its own
    "estate.imported",
}
WHO = {
    "home": "sigrid",
    "help": "sigrid",
    "estate": "sigrid",
    "graph": "sigrid",
    "assessments": "maja",
    "processing": "pavel",
    "audit": "rut",
    "reports": "rut",
    "accounts": "adam",
}
SAMPLES = {"assessment_id": 2, "number": 1, "step_id": "scenarios", "user_id": 1, "event_id": 1, "what": "needs"}
WARD = Path(__file__).parents[1] / "cases/ward"
SLEEP_DIARY = Path(__file__).parents[1] / "cases/cnil/sleep-diary.json"


SECTIONS = ("basics", "parties", "recipients", "retention", "security", "review")


LONGER = '[{"do":"lengthen tolerance","dependent":"hallA","provider":"stromA","tolerance":600}]'


def kept_by_sigrid() -> int:
    """The number of a question that Sigrid has kept, with a change."""
    sigrid = actor_of(db.session.scalars(select(User).where(User.username == "sigrid")).one())
    return keep_question(sigrid, Asked(("stromA",), "availability", 240, changes=LONGER), Label("A longer leash"))


def activity_of_pavel() -> dict[str, object]:
    """The numbers of an activity that Pavel keeps, and of a purpose in it."""
    pavel = actor_of(db.session.scalars(select(User).where(User.username == "pavel")).one())
    number = add_activity(pavel, Basics("Laboratory", description="Samples are analysed."))
    purpose = add_part(pavel, number, Purpose("To cure", "6(1)(e)", "9(2)(h)"))
    add_part(pavel, number, Processor("sykehuspartner", agreement="draft", checklist={"audit": "no"}))
    add_part(pavel, number, Transfer("USA", "Support", "46 clauses"))
    return {"activity_id": number, "section": "data", "part": "purposes", "entry_id": purpose}


@pytest.fixture
def pages(app):
    """Who opens which addresses: one of each route that shows a page."""
    with app.app_context():
        flow, dependency = db.session.scalars(select(Flow)).first(), db.session.scalars(select(Dependency)).first()
        samples = SAMPLES | {
            "asset_id": db.session.scalar(select(Asset.id).where(Asset.key == "lvms")),
            "category_id": db.session.scalars(select(Category.id)).first(),
            "holding_id": db.session.scalars(select(Holding.id)).first(),
            "flow_id": flow.id,
            "dependency_id": dependency.id,
            "saved_id": kept_by_sigrid(),
            **activity_of_pavel(),
        }
    found = {}
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.endpoint not in NO_PAGES:
            _, address = rule.build(samples, append_unknown=False)
            found.setdefault(WHO[rule.endpoint.split(".")[0]], []).append(address)
    of_pavel = f"/processing/{samples['activity_id']}"
    found["pavel"] += [f"{of_pavel}/{name}" for name in (*SECTIONS, "processors/new", "transfers/new")]
    found["sigrid"] += ["/help/glossary?q=art", "/help/glossary?q=no-such-word"]
    found["pavel"] += ["/processing?missing=agreement&state=draft", "/processing?q=nothing"]
    asked = f"/graph/assets/{samples['asset_id']}/what-if?change="
    found["sigrid"] += [
        f'{asked}{{"do":"remove","asset":"integrasjon"}}&change={{"do":"encrypt","flow":"no"}}',
        f"{asked[:-8]}?add=new-need&dependent=nobody",
    ]
    found["sigrid"] += ["/graph/ways?start=stromA&end=lvms", "/graph/ways?start=lvms&end=nobody", "/graph?asset=lvmz"]
    found["sigrid"] += [
        f"/graph/categories/{samples['category_id']}?holders_kind=system&holders_sort=name&q=a&sort=target",
        f"/graph/categories/{samples['category_id']}?holders_q=nobody&q=nothing",
        f"{asked}{LONGER[1:-1]}&turned_sort=name&turned_q=a",
        "/graph/ways?start=stromA&end=lvms&q=lvms&sort=source",
        "/graph/ways?start=nobody&end=nothing",
        "/graph/supplier?name=sykehuspartner&kind=device&delivers_q=a&exposures_sort=name",
    ]
    found["maja"] += ["/assessments/1/risks/grid", "/assessments/1/measures/grid"]  # decided: to be read
    found["sigrid"] += ["/graph/overview?kind=device&place=site:hamar", "/graph/overview?asset=vm"]
    found["sigrid"] += [
        "/estate/connect?from_key=lvms&as=flow",
        "/estate/connect?from_key=lvms&to_key=arena&as=dependency",
    ]
    return found


@pytest.mark.parametrize(("language", "width"), [("nb", 320), ("en", 1280)])
@pytest.mark.parametrize("username", sorted(set(WHO.values())))
def test_each_route_has_a_clean_page(meet, pages, username, language, width):
    person = meet(username, language, width=width)
    for address in pages[username]:
        person.opens(address)
        assert person.page.locator("h1").count() == 1, address


@pytest.mark.parametrize("width", [1280, 320])
def test_refusals_are_clean_pages_too(meet, width):
    sigrid = meet("sigrid", "nb", width=width)
    sigrid.opens("/estate/assets/999999")
    sigrid.sees("Det finnes ingen slik side")
    sigrid.opens("/people")
    sigrid.sees("Dette har du ikke lov til")
    sigrid.opens("/estate/assets/new")
    sigrid.submits(sigrid.page.locator("main form button[type=submit]").last)
    sigrid.opens("/estate/import")
    sigrid.submits(sigrid.page.locator("main form button[type=submit]").last)


@pytest.mark.parametrize(("language", "width"), [("nb", 320), ("en", 1280)])
def test_security_imports_files_with_a_preview_first(meet, tmp_path, language, width):
    archive = tmp_path / "ward.zip"
    with zipfile.ZipFile(archive, "w") as files:
        for file in WARD.glob("*.csv"):
            files.write(file, file.name)
    sigrid = meet("sigrid", language, width=width)
    sigrid.opens("/estate/import")
    sigrid.page.locator("input[type=file]").set_input_files(archive)
    sigrid.submits(sigrid.page.locator("form:has(input[type=file]) button[type=submit]"))
    sigrid.sees(sigrid.says("was read without a fault", "ble lest uten feil"))
    sigrid.submits(sigrid.page.locator("form:has(input[name=number]) button[type=submit]").first)
    sigrid.opens("/estate?q=Patient+monitor")
    sigrid.sees("Patient monitor")


@pytest.mark.parametrize(("language", "width"), [("nb", 320), ("en", 1280)])
def test_a_dpia_moves_in_from_the_cnil_tool(meet, language, width):
    maja = meet("maja", language, width=width)
    maja.opens("/assessments/move-in?asset=lvms")
    maja.submits(maja.page.locator("form:has(input[type=file]) button[type=submit]"))
    maja.page.locator("input[type=file]").set_input_files(SLEEP_DIARY)
    maja.submits(maja.page.locator("form:has(input[type=file]) button[type=submit]"))
    maja.sees("Who empties the cellar?")
    maja.page.locator("a.ds-button").first.click()
    maja.sees("Sleep diary of the lung ward")

"""Every page that the application has is opened: a new route fails here until somebody has looked at it."""

import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from riskapp.accounts.authority import actor_of
from riskapp.accounts.models import User
from riskapp.accounts.permissions import OPERATOR
from riskapp.assessments.criteria import NewCriteria, adopt_criteria
from riskapp.assessments.kept_states import keep_by_hand
from riskapp.catalogues.presets import preset
from riskapp.database import db
from riskapp.decisions.staleness.watching import JUDGE, judge_all
from riskapp.estate.assets import change_asset
from riskapp.estate.models import Asset, Category, Dependency, Flow, Holding
from riskapp.estate.snapshots import present
from riskapp.issuing.issuing import issue_report
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
    "assessments.invitation",
    "assessments.reader_choices",  # rows for the type-ahead
    "assessments.live_state",  # what changed, for the script
    "assessments.package",
    "assessments.yearly",  # walked below, where a review has begun
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
    "assessments.lead_times_file",
    "notices.feed",
    "applicability.statement_file",
    "processing.workbook_file",
    "processing.record_pdf",
    "processing.activity_workbook",
    "processing.activity_pdf",
    "register.measures_file",
    "register.evidence",  # leads to the measure's page
    "register.evidence_file",
    "register.risks_file",
    "register.workbook_file",
    "register.import_preview",  # walked in test_register, with a file of its own
    "reports.download",
    "reports.issued_pdf",
    "reports.choose_estate",  # of whoever may issue, walked below
    "proof.export",
    "proof.verifier",
    "estate.import_preview",  # walked below, with a file of its own
    "estate.imported",
}
WHO = {
    "home": "sigrid",
    "help": "sigrid",
    "notices": "olav",
    "estate": "sigrid",
    "graph": "sigrid",
    "assessments": "maja",
    "processing": "pavel",
    "applicability": "sigrid",
    "register": "maja",
    "criteria": "sigrid",
    "audit": "rut",
    "proof": "rut",
    "reports": "rut",
    "accounts": "adam",
}
SAMPLES = {
    "assessment_id": 2,
    "version_id": 1,
    "number": 1,
    "registered_id": 1,
    "step_id": "scenarios",
    "user_id": 1,
    "event_id": 1,
    "what": "needs",
    "control_number": "A.8.22",
}
WARD = Path(__file__).parents[1] / "cases/ward"
SLEEP_DIARY = Path(__file__).parents[1] / "cases/cnil/sleep-diary.json"


SECTIONS = ("basics", "parties", "recipients", "retention", "security", "review")


LONGER = '[{"do":"lengthen tolerance","dependent":"hallA","provider":"stromA","tolerance":600}]'


def kept_by_sigrid() -> int:
    """The number of a question that Sigrid has kept, with a change."""
    sigrid = actor_of(db.session.scalars(select(User).where(User.username == "sigrid")).one())
    return keep_question(sigrid, Asked(("stromA",), "availability", 240, changes=LONGER), Label("A longer leash"))


def kept_by_maja() -> int:
    """The number of a state that Maja has kept of her draft."""
    maja = actor_of(db.session.scalars(select(User).where(User.username == "maja")).one())
    return keep_by_hand(maja, 2, "Before the workshop")


def set_by_sigrid() -> int:
    """The number of criteria that Sigrid has set, so that every risk assessment that is begun is behind them."""
    sigrid = actor_of(db.session.scalars(select(User).where(User.username == "sigrid")).one())
    public = preset("public4x4")
    assert public is not None
    return adopt_criteria(sigrid, NewCriteria("Felles 4 × 4", public.table, "Som regionen"), 0)


def issued_by_sigrid(app) -> int:
    """A report that belongs to no assessment; in a thread of its own, for the browser's loop runs in this one."""

    def issue() -> int:
        with app.app_context():
            sigrid = actor_of(db.session.scalars(select(User).where(User.username == "sigrid")).one())
            return issue_report(sigrid, "applicability", "nb")

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(issue).result()


def activity_of_pavel() -> dict[str, object]:
    """The numbers of an activity that Pavel keeps, and of a purpose in it."""
    pavel = actor_of(db.session.scalars(select(User).where(User.username == "pavel")).one())
    number = add_activity(pavel, Basics("Laboratory", description="Samples are analysed."))
    purpose = add_part(pavel, number, Purpose("To cure", "6(1)(e)", "9(2)(h)"))
    add_part(pavel, number, Processor("sykehuspartner", agreement="draft", checklist={"audit": "no"}))
    add_part(pavel, number, Transfer("USA", "Support", "46 clauses"))
    return {"activity_id": number, "section": "data", "part": "purposes", "entry_id": purpose}


def change_under_approvals() -> None:
    """The estate changes under the demo's approvals, so that the page of assessment 1 tells what did."""
    row = db.session.scalars(select(Asset).where(Asset.key == "arena")).one()
    old = next(one for one in present().assets if one.id == "arena")
    change_asset(OPERATOR, row.id, row.version, replace(old, name="DIPS Arena anew", recovery=old.recovery + 180))
    judge_all(JUDGE)


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
            "state_id": kept_by_maja(),
            "number": set_by_sigrid(),
            "report_id": issued_by_sigrid(app),
            **activity_of_pavel(),
        }
        change_under_approvals()
    found = {}
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.endpoint not in NO_PAGES:
            _, address = rule.build(samples, append_unknown=False)
            found.setdefault(WHO[rule.endpoint.split(".")[0]], []).append(address)
    of_pavel = f"/processing/{samples['activity_id']}"
    found["pavel"] += [f"{of_pavel}/{name}" for name in (*SECTIONS, "processors/new", "transfers/new")]
    found["maja"] += ["/assessments/2/risks/3/numbers"]  # with numbers, and worked out
    found["sigrid"] += ["/criteria/change?from=nist80030"]
    found["sigrid"] += ["/help/glossary?q=art", "/help/glossary?q=no-such-word"]
    found["sigrid"] += ["/applicability?finding=any&theme=technological", "/applicability?q=nothing-like-it"]
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
    found["maja"] += ["/register/measures?state=overdue&sort=due", "/register/measures?q=nothing"]
    found["maja"] += [
        "/assessments?changed=yes",
        "/assessments?changed=no&q=nothing",
        "/assessments/1",
        "/assessments/4",
    ]
    found["sigrid"] += ["/reports/issued?kind=estate", "/reports/issued/estate"]
    found["maja"] += ["/assessments/2/measures/7/trade-off", "/assessments/2/fallbacks/2"]
    found["maja"] += [
        "/register?basis=newest&criteria=dpia-0",
        "/register/risks?group=system&kind=ros&sort=open&basis=newest",
        "/register/risks?q=no-such-word",
        "/register/risks.html?kind=ros",
        "/register/doubts?rule=without-owner",
    ]
    found["maja"] += [f"/assessments/2/changes?from=s{samples['state_id']}&to=v1", "/assessments/1/changes"]
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


@pytest.mark.parametrize(("language", "width"), [("nb", 320), ("en", 1280)])
def test_a_yearly_review_confirms_what_still_holds(meet, language, width):
    maja = meet("maja", language, width=width)
    maja.opens("/assessments/1")
    maja.submits(maja.page.locator("button[formaction$='/yearly-review']"))
    maja.submits(maja.page.locator("form:has(#note-incidents) button[type=submit]"))
    assert maja.page.locator("#note-incidents-error").is_visible()
    maja.page.locator("#note-incidents").fill("Ingenting")
    maja.submits(maja.page.locator("form:has(#note-incidents) button[type=submit]"))
    boxes = maja.page.locator("input[type=checkbox][name=part]")
    assert boxes.count() > 3
    for number in range(boxes.count()):
        boxes.nth(number).check()
    maja.submits(maja.page.locator("form:has(input[type=checkbox]) button[type=submit]"))
    maja.submits(maja.page.locator("form:has(#note-estate) button[type=submit]"))
    assert maja.page.locator("a.ds-button[href$='/review']").count() == 1


@pytest.mark.parametrize(("language", "width"), [("nb", 320), ("en", 1280)])
def test_a_local_assessment_follows_a_base(meet, language, width):
    maja = meet("maja", language, width=width)
    maja.opens("/assessments/4/base")
    maja.submits(maja.page.locator("button[value=regional]"))
    maja.opens("/assessments/4/copy")
    maja.page.locator("input[name=title]").fill("Journalen på Hamar")
    maja.page.locator("input[name=asset]").fill("lvms")
    maja.page.locator("input[value=follow]").check()
    maja.submits(maja.page.locator("main form button[type=submit]").last)
    maja.sees("Journalen på Hamar")
    maja.page.locator("a[href$='/base']").first.click()
    maja.sees("Pasientjournalen i DIPS Arena")


@pytest.mark.parametrize(("language", "width"), [("nb", 320), ("en", 1280)])
def test_a_draft_is_kept_and_brought_back(meet, language, width):
    maja = meet("maja", language, width=width)
    maja.opens("/assessments/2/states")
    maja.submits(maja.page.locator("form:has(#name) button[type=submit]"))
    maja.page.locator("#name").fill("Før")
    maja.submits(maja.page.locator("form:has(#name) button[type=submit]"))
    maja.opens("/assessments/2/title")
    maja.page.locator("input[name=title]").fill("En annen tittel")
    maja.submits(maja.page.locator("main form button[type=submit]").last)
    maja.opens("/assessments/2/states")
    maja.page.locator("main table a").first.click()
    maja.sees("En annen tittel")
    maja.submits(maja.page.locator("form:has([name=seen]) button[type=submit]"))
    maja.sees("Laboratoriesystemet LVMS")

"""A fact that is quoted of the estate is put right on the spot, by whoever may, and only while it is live."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import Role
from riskapp.database import db, transaction
from riskapp.decisions.advising import send_back
from riskapp.estate.models import Asset, Dependency, Flow, Holding
from riskapp.estate.snapshots import note_change
from tests.decisions.examples import filled, started, submitted

LINK = re.compile(r'<a class="ds-link" href="([^"]+)">Correct<span')


def address(version) -> str:
    return f"/assessments/{version.assessment_id}/step/description"


def corrections(client, version, more: str = "") -> list[str]:
    """The forms that the page leads to, in the order of its facts."""
    return [unescape(one) for one in LINK.findall(client.get(address(version) + more).text)]


def the(links: list[str], form: str) -> str:
    return next(one for one in links if one.startswith(f"/estate/{form}"))


def back_of(link: str) -> str:
    return parse_qs(urlsplit(link).query)["back"][0]


def fields_of(client, link: str) -> dict[str, str]:
    """What the form would send as it stands."""
    client.get(link)
    found: dict[str, str] = {}
    for field in client.page.all("input"):
        name, kind = field.get("name", ""), field.get("type", "text")
        if name and (kind not in ("radio", "checkbox") or "checked" in field):
            found[name] = field.get("value", "")
    return found


@pytest.fixture
def version(people, ward):
    return started(people.member, "dpia", [ward.lab])


def test_every_kind_of_fact_leads_to_its_form(version, ward, browse):
    links = {urlsplit(one).path for one in corrections(browse("maja"), version)}
    flows = db.session.scalars(select(Flow.id).where((Flow.source_id == ward.lab) | (Flow.target_id == ward.lab)))
    holdings = db.session.scalars(select(Holding.id).where(Holding.asset_id == ward.lab))
    needs = db.session.scalars(
        select(Dependency.id).where((Dependency.dependent_id == ward.lab) | (Dependency.provider_id == ward.lab))
    )
    wanted = {f"/estate/assets/{ward.lab}/edit", *(f"/estate/flows/{one}" for one in flows)}
    wanted |= {f"/estate/holdings/{one}" for one in holdings} | {f"/estate/dependencies/{one}" for one in needs}
    assert len(wanted) > 3
    assert wanted <= links


def test_storing_the_correction_leads_back_to_the_very_question_where_the_new_fact_stands(version, browse):
    client = browse("maja")
    link = the(corrections(client, version), "holdings")
    assert back_of(link) == f"{address(version)}#answer-scope"
    answer = client.post_form(link, {**fields_of(client, link), "persons": "4711"})
    assert answer.status_code == 302
    assert answer.location == f"{address(version)}#answer-scope"
    assert "4\N{NO-BREAK SPACE}711 persons" in re.sub(
        "[\N{NARROW NO-BREAK SPACE},]", "\N{NO-BREAK SPACE}", client.get(address(version)).text
    )


@pytest.mark.parametrize("form", ["assets", "flows", "dependencies"])
def test_the_other_forms_lead_back_too_and_so_does_giving_up(version, browse, form):
    client = browse("maja")
    link = the(corrections(client, version), form)
    page = client.get(link).text
    assert f'data-variant="tertiary" href="{back_of(link)}"' in page, "the button that gives up"
    sent = fields_of(client, link)
    if form == "assets":
        row = db.session.scalars(select(Asset).where(Asset.key == sent["id"])).one()
        sent |= {
            "kind": row.kind,
            "lifecycle": row.lifecycle,
            "confidentiality": "",
            "integrity": "",
            "availability": "",
        }
    if form == "dependencies":
        sent |= {"kind": "service"}
    answer = client.post_form(link, sent)
    assert (answer.status_code, answer.location) == (302, back_of(link))


def test_removing_what_is_wrong_leads_back_as_well(version, browse):
    client = browse("maja")
    link = the(corrections(client, version), "flows")
    removal = re.search(r'action="(/estate/flows/\d+/remove[^"]*)"', client.get(link).text)
    assert removal
    answer = client.post_form(unescape(removal[1]), {"version": fields_of(client, link)["version"]})
    assert answer.location == back_of(link)


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/assessments/1/step/description",
        "//evil.example/assessments/1/step/description",
        "/\\evil.example",
        "/assessments/1/step/description#x\nSet-Cookie: a=b",
        "/assessments/1/step/../../sign-out",
        "javascript:alert(1)",
        "/estate",
        "",
    ],
)
def test_a_way_back_that_is_no_step_of_an_assessment_is_refused_and_nothing_is_stored(version, ward, browse, back):
    client = browse("maja")
    holding = db.session.scalars(select(Holding).where(Holding.asset_id == ward.lab)).first()
    persons, link = holding.persons, f"/estate/holdings/{holding.id}"
    assert client.get(link, query_string={"back": back}).status_code == 422
    answer = client.post_form(link, {"version": "1", "category": "x", "persons": "5"}, query_string={"back": back})
    assert answer.status_code == 422
    assert "no step of an assessment" in answer.text
    answer = client.post_form(f"{link}/remove", {"version": "1"}, query_string={"back": back})
    assert answer.status_code == 422
    db.session.expire_all()
    assert db.session.get_one(Holding, holding.id).persons == persons


def test_who_may_not_edit_the_estate_sees_no_way_to_correct_it(version, browse):
    assert corrections(browse("rut"), version) == []
    assert corrections(browse("pavel"), version) == []


def test_who_may_edit_one_system_corrects_what_belongs_to_it_only(version, ward, person, browse):
    with transaction() as session:
        session.add(
            Holding(asset_id=ward.archive, category_id=session.scalars(select(Holding.category_id)).first(), persons=3)
        )
        note_change(session)
    everybody = corrections(browse("maja"), version)
    person("lars", Role.MEMBER, asset=ward.lab)
    mine = corrections(browse("lars"), version)
    others = {
        f"/estate/holdings/{one}"
        for one in db.session.scalars(select(Holding.id).where(Holding.asset_id == ward.archive))
    }
    assert others & {urlsplit(one).path for one in everybody}
    assert mine
    assert not others & {urlsplit(one).path for one in mine}
    client = browse("lars")
    assert all(client.get(one).status_code == 200 for one in set(mine)), "no link leads to a refusal"


def test_what_was_submitted_is_not_corrected_beneath_its_reader_and_what_was_sent_back_is(people, ward, browse):
    version = submitted(people, "dpia", [ward.lab])
    client = browse("maja")
    assert corrections(client, version) == []
    send_back(people.privacy, version.id, "Say more")
    assert corrections(client, version)


def test_the_picture_is_drawn_for_readers_too_and_tells_in_words_what_it_shows(people, ward, browse):
    version = filled(people, "dpia", [ward.lab])
    page = browse("rut").get(address(version)).text
    assert "Who sends what to whom" in page
    assert "is assessed here" in page
    assert re.search(r"\d+ arrows\.|One arrow\.", page)
    assert "The list “Data in and out” below tells the same in words." in page

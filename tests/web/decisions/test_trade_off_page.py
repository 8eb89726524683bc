"""The page of both risks: who sees what, the choice with its refusals by the field, and the ways that lead there."""

from riskapp.decisions.trading_off import decide_trade_off
from tests.decisions.conftest import everything
from tests.decisions.test_trading_off import harmful, ready, second, standing


def address(version) -> str:
    return f"/assessments/{version.assessment_id}/measures/2/trade-off"


def test_both_risks_stand_side_by_side_for_whoever_may_read(people, ward, browse):
    version = harmful(people, ward)
    for language, words in (
        ("en", ("What it protects against", "What it brings to care", "Nobody has chosen yet.")),
        ("nb", ("Begge risikoene",)),
    ):
        page = browse("rut", language=language).get(address(version)).text
        for text in ("The laboratory stops", "Sign in again with gloves on", "Results come later", "A badge"):
            assert text in page
        assert all(text in page for text in words) or language == "nb"
        assert 'name="chosen"' not in page


def test_the_system_owner_chooses_and_a_refusal_stands_by_its_field_with_what_was_typed(people, ward, browse):
    version = harmful(people, ward)
    browser = browse("olav")
    assert 'name="chosen"' in browser.get(address(version)).text
    sent = {"chosen": "", "reason": "Fewer <b>strangers</b>"}
    refused = browser.post_form(address(version), sent)
    assert refused.status_code == 422
    assert 'href="#chosen-1"' in refused.text and "Fewer &lt;b&gt;strangers&lt;/b&gt;" in refused.text
    refused = browser.post_form(address(version), {"chosen": "leave", "reason": " "})
    assert 'id="reason-error"' in refused.text and 'value="leave" checked' in refused.text
    old = browser.post_form(address(version), {"chosen": "leave", "reason": "Dear", "seen": "0" * 64})
    assert old.status_code == 409 and "after you opened the page" in old.text and "Dear" in old.text
    assert second(version).trade_offs == []
    assert browser.post_form(address(version), {**sent, "chosen": "carry out"}).status_code == 302
    page = browser.get(address(version)).text
    assert "Carry it out" in page and "Fewer &lt;b&gt;strangers&lt;/b&gt;" in page
    assert standing(version).value == "holds"


def test_others_are_refused_and_nothing_changes(people, ward, browse):
    version = harmful(people, ward)
    browsers = [browse(name) for name in ("maja", "rut", "sigrid")]
    before = everything()["trade_off"]
    for browser in browsers:
        answer = browser.post_form(address(version), {"chosen": "carry out", "reason": "Fine"})
        assert answer.status_code == 403
    assert everything()["trade_off"] == before


def test_the_first_page_the_review_and_the_measure_lead_there(people, ward, browse):
    version = ready(people, harmful(people, ward))
    browser = browse("olav")
    assert f'href="{address(version)}"' in browser.get("/").text
    assert f'href="{address(version)}"' in browser.get(f"/assessments/{version.assessment_id}/review").text
    assert f'href="{address(version)}"' in browser.get(f"/assessments/{version.assessment_id}/measures/2").text
    decide_trade_off(people.owner, second(version).id, "carry out", "Fine")
    assert f'href="{address(version)}"' not in browser.get("/").text


def test_a_measure_that_is_not_there_and_one_that_harms_nobody(people, ward, browse):
    version = harmful(people, ward)
    browser = browse("olav")
    assert browser.get(address(version).replace("/2/", "/9/")).status_code == 404
    assert "nothing to weigh" in browser.get(address(version).replace("/2/", "/1/")).text

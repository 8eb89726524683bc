"""What is missing or does not go together stands on the page of a scenario or a measure, and moves as it is saved."""


def test_what_does_not_go_together_is_told_on_the_scenarios_page_while_it_is_written(maja, dpia):
    maja.post_form(f"{dpia}/risks", {"property": "design", "asset": "lab", "event": "Always watched"})
    page = maja.get(f"{dpia}/risks/1").text
    assert "Still to put right here" in page and 'href="/assessments/1/risks/1#sources"' in page
    sent = {
        "property": "design",
        "event": "Always watched",
        "sources": "The design itself",
        "moral": "Fear",
        **dict.fromkeys(("likelihood", "likelihood_after", "consequence_after"), "2"),
        **dict.fromkeys(("likelihood_reason", "consequence_reason"), "seen"),
        "consequence": "3",
        "row_version": "1",
    }
    saved = maja.post(f"{dpia}/risks/1", data=sent, headers={"Accept": "application/json", "X-CSRFToken": maja.token()})
    assert "no measure treats it" in saved.json["parts"]["doubts"]
    sent |= {"after_reason": "The screen is off at night", "row_version": str(saved.json["seen"])}
    saved = maja.post(f"{dpia}/risks/1", data=sent, headers={"Accept": "application/json", "X-CSRFToken": maja.token()})
    assert saved.json["parts"]["doubts"].strip() == ""

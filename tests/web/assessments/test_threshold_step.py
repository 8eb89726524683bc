"""The threshold as it is written: what it leads to, what the estate knows of it, and what does not go together."""

from tests.inspecting_client import InspectingClient


def test_the_threshold_says_what_it_leads_to_and_why(maja: InspectingClient, dpia: str) -> None:
    path = f"{dpia}/step/threshold"
    maja.get(path)
    assert "Too early to say" in maja.page.text
    maja.post_form(
        path,
        {
            "always_required": "special_data",
            "seen:always_required": "0",
            "always_required.reason": "1,900 patients",
            "seen:always_required.reason": "0",
            "already_covered": "no",
            "seen:already_covered": "0",
        },
    )
    maja.get(path)
    assert "A DPIA is needed" in maja.page.text and "GDPR Art. 35(3)" in maja.page.text
    assert "1,900 patients" in maja.page.text


def test_the_threshold_says_what_the_estate_knows_of_it(maja: InspectingClient, dpia: str) -> None:
    path = f"{dpia}/step/threshold"
    maja.get(path)
    text = maja.page.text
    assert "What the estate knows points to a DPIA already: This is one of the three cases" in text
    assert "The systems store data about 1 900 persons. Is it on a large scale? Not answered yet." in text
    maja.post_form(path, {"large_scale": "no", "seen:large_scale": "0"})
    maja.get(path)
    assert "Is it on a large scale? Answered otherwise: say why in the conclusion" in maja.page.text


def test_what_does_not_go_together_is_told_in_its_step_and_on_the_overview(maja: InspectingClient, dpia: str) -> None:
    path = f"{dpia}/step/necessity"
    maja.get(path)
    assert "Does this go together?" not in maja.page.text
    maja.post_form(path, {"transfers": "unknown", "seen:transfers": "0"})
    for page in (path, dpia):
        maja.get(page)
        assert "Does this go together? Nobody knows yet whether data can be reached" in maja.page.text
        links = [link["href"] for link in maja.page.all("a")]
        assert any(link.endswith("#answer-transfers") for link in links)

"""A verdict beside a principle, and the action that it asks for: stored together, and nothing typed is lost."""

import re
from collections.abc import Callable

import pytest

from riskapp.accounts.permissions import Role
from riskapp.assessments.queries import answers_of
from tests.inspecting_client import InspectingClient
from tests.web.assessments.test_wizard import the_version

ACTION = {
    "action:access:text": "Log shown on the portal",
    "action:access:owner": "Olav",
    "action:access:due": "2027-01-02",
}


def sent(page: str, **fields: str) -> dict[str, str]:
    """The page's own row versions with what a person writes."""
    return {**dict(re.findall(r'name="(seen:[^"]+)" value="(\d+)"', page)), "go": "stay", **fields}


def test_an_action_is_stored_as_a_measure_that_stands_at_its_verdict(maja: InspectingClient, dpia: str) -> None:
    path = f"{dpia}/step/rights"
    poor = {"access": "On request", "access.verdict": "to_improve", **ACTION}
    assert maja.post_form(path, sent(maja.get(path).text, **poor)).status_code == 302

    assert answers_of(the_version())["access.verdict"] == "to_improve"
    (measure,) = the_version().measures
    assert (measure.text, measure.owner, measure.mends) == ("Log shown on the portal", "Olav", "access")
    assert "T1 Log shown on the portal" in maja.get(path).text
    assert "How do they get access?" in maja.get(f"{dpia}/step/measures").text
    assert "How do they get access?" in maja.get(f"{dpia}/measures/1").text


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("action:access:text", "", "Say in a few words what is to be done."),
        ("action:access:due", "soon", "soon is no date. Write it as 2027-05-31."),
    ],
)
def test_an_action_that_does_not_fit_is_kept_and_the_answers_are_stored(
    maja: InspectingClient, dpia: str, field: str, text: str, says: str
) -> None:
    path = f"{dpia}/step/rights"
    answer = maja.post_form(path, sent(maja.get(path).text, access="On request", **{**ACTION, field: text}))
    assert answer.status_code == 422 and says in answer.text
    assert 'value="Olav"' in answer.text and 'href="#answer-access-action"' in answer.text
    assert answers_of(the_version())["access"] == "On request"
    assert the_version().measures == []


def test_an_action_that_does_not_fit_goes_along_where_two_people_wrote(
    maja: InspectingClient, dpia: str, browse: Callable[..., InspectingClient]
) -> None:
    path = f"{dpia}/step/rights"
    mine = sent(
        maja.get(path).text,
        **{"access": "Mine", "access.verdict": "acceptable"},
        **{**ACTION, "action:access:due": "soon"},
    )
    other = browse("omar", Role.MEMBER)
    other.post_form(path, sent(other.get(path).text, **{"access": "Theirs", "access.verdict": "not_acceptable"}))

    answer = maja.post_form(path, mine)

    assert answer.status_code == 409
    assert "How good is it? How do they get access?" in answer.text and "Not good enough" in answer.text
    again = dict(re.findall(r'name="(action:[^"]+)" value="([^"]*)"', answer.text))
    assert again == {**ACTION, "action:access:due": "soon"}
    again |= dict(re.findall(r'name="(seen:[^"]+)" value="(\d+)"', answer.text))
    again |= {"access": "Mine", "access.verdict": "acceptable", "action:access:due": "2027-01-02"}
    assert maja.post_form(path, again).status_code == 302
    assert answers_of(the_version())["access.verdict"] == "acceptable"
    assert [one.text for one in the_version().measures] == ["Log shown on the portal"]


def test_a_word_that_is_no_verdict_is_refused(maja: InspectingClient, dpia: str) -> None:
    path = f"{dpia}/step/rights"
    answer = maja.post_form(path, sent(maja.get(path).text, **{"access.verdict": "splendid"}))
    assert answer.status_code == 422 and "Choose one of the three verdicts." in answer.text
    assert "access.verdict" not in answers_of(the_version())


def test_a_reader_sees_the_verdict_and_what_is_done_about_it(
    maja: InspectingClient, dpia: str, browse: Callable[..., InspectingClient]
) -> None:
    path = f"{dpia}/step/rights"
    maja.post_form(path, sent(maja.get(path).text, **{"access": "Slow", "access.verdict": "not_acceptable"}, **ACTION))
    page = browse("rut", Role.AUDITOR).get(path).text
    assert "Not good enough" in page and "T1 Log shown on the portal" in page and "Olav" in page

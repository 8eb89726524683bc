"""What is missing and what does not fit is told question by question."""

from riskapp.catalogues.completeness import faults, gaps
from riskapp.catalogues.questionnaire import Questionnaire
from riskapp.catalogues.questions import load_questionnaire, read_questionnaire
from riskapp.catalogues.reading import packaged

DPIA = load_questionnaire("dpia")


def missing(step_id: str, answers: dict[str, str | list[str]]) -> list[str]:
    """The keys that are missing in a step."""
    step = DPIA.step(step_id)
    assert step is not None
    return [gap.key for gap in gaps(step.questions, answers)]


def test_an_unanswered_step_lacks_every_required_question() -> None:
    assert len(missing("rights", {})) == 9
    assert "codes" not in missing("description", {})


def test_blanks_are_no_answer() -> None:
    assert "purposes" in missing("description", {"purposes": "  \n "})


def test_a_choice_that_asks_for_a_reason_is_not_done_without_it() -> None:
    assert "scoring.reason" in missing("threshold", {"scoring": "yes"})
    assert "scoring.reason" not in missing("threshold", {"scoring": "yes", "scoring.reason": "A score."})
    assert "scoring.reason" not in missing("threshold", {"scoring": "no"})


def test_a_question_that_does_not_apply_lacks_nothing() -> None:
    heard = {"others_heard": "They agree."}
    assert missing("advice", {"views_sought": "not_sought", "views_sought.reason": "Technical.", **heard}) == []
    assert missing("advice", {"views_sought": "sought", **heard}) == ["views"]


def test_answers_that_do_not_fit_are_told_by_field() -> None:
    answers = {
        "scoring": "perhaps",
        "monitoring": ["yes", "no"],
        "always_required": ["none", "automated"],
        "shoe_size": "43",
        "purposes": "Care.",
        "purposes.reason": "Nobody asked.",
    }
    assert [(fault.field, str(fault)) for fault in faults(DPIA, answers)] == [
        ("scoring", "“perhaps” is not one of the choices."),
        ("monitoring", "Only one answer can be given here."),
        ("always_required", "“None” cannot be chosen together with something else."),
        ("shoe_size", "No question has the id shoe_size."),
        ("purposes.reason", "No question has the id purposes.reason."),
    ]


def read_ros_with(old: str, new: str) -> Questionnaire:
    """The ROS questionnaire with one passage exchanged."""
    content = packaged("ros.toml")
    assert old in content
    return read_questionnaire("ros.toml", content.replace(old, new, 1))


def test_a_date_must_be_one() -> None:
    question = 'kind = "long_text"\narticle = "ISO/IEC 27005:2022"\nlabel.nb = "Hva skal'
    from_file = read_ros_with(question, question.replace("long_text", "date"))
    assert [str(fault) for fault in faults(from_file, {"purpose": "22.11.2026"})] == [
        "“22.11.2026” is not a date; write it as 2026-11-22."
    ]
    assert faults(from_file, {"purpose": "2026-11-22"}) == ()

"""The questions that did not apply, and the answers to others that made them needless."""

from riskapp.assessments.plain import Content, text_row
from riskapp.catalogues.questionnaire import Question, Questionnaire
from riskapp.catalogues.rules import Answers, chosen


def not_asked_rows(questionnaire: Questionnaire, answers: Answers) -> list[Content]:
    """[{question, label, because: [{question, answers}]}]; `answers` is empty where the other one has none."""
    asked = {question.id: question for step in questionnaire.steps for question in step.questions}
    return [
        {
            "question": question.id,
            "label": text_row(question.label),
            "because": [_because(asked[one], answers) for one in _conditions(question)],
        }
        for step in questionnaire.steps
        for question in step.questions
        if not question.applies(answers) and question.id not in answers
    ]


def _conditions(question: Question) -> tuple[str, ...]:
    return question.asked_when.questions if question.asked_when else ()


def _because(other: Question, answers: Answers) -> Content:
    given = [other.choice(value) for value in chosen(answers, other.id)]
    return {"question": text_row(other.label), "answers": [text_row(one.label) for one in given if one]}

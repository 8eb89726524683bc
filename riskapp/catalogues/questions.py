"""Reads and checks the questionnaires `dpia.toml` and `ros.toml`."""

from functools import cache

from riskapp.catalogues.consistency import Inconsistency, read_inconsistency
from riskapp.catalogues.known_facts import Fact, read_fact
from riskapp.catalogues.questionnaire import Choice, Component, Question, QuestionKind, Questionnaire, Quote, Step
from riskapp.catalogues.reading import Entry, packaged, parse, refuse_twice
from riskapp.catalogues.rules import Condition, Rule, read_condition, read_rule
from riskapp.catalogues.text import Text
from riskapp.errors import N_

KINDS = ("dpia", "ros")
OUTCOMES = ("required", "not_required", "covered")
YES_NO = (Choice("yes", Text("Ja", "Yes")), Choice("no", Text("Nei", "No")))
CHOOSING = (QuestionKind.CHOICE, QuestionKind.MULTI_CHOICE)

ChoiceSets = dict[str, tuple[Choice, ...]]


@cache
def load_questionnaire(kind: str) -> Questionnaire:
    """The questionnaire that came with riskapp, `dpia` or `ros`, read once. Raises Invalid, naming file and entry."""
    return read_questionnaire(f"{kind}.toml", packaged(f"{kind}.toml"))


def read_questionnaire(file: str, content: str) -> Questionnaire:
    """A questionnaire from TOML; raises Invalid, naming `file` and the entry, where anything is amiss."""
    top = parse(file, content)
    kind, version, source = top.word("kind", KINDS), top.string("version"), top.text("source")
    sets = {entry.string("id"): _closed_choices(entry) for entry in top.entries("choice_set")}
    steps = [(entry, _read_step(entry, sets)) for entry in top.entries("step")]
    rules = tuple((entry, read_rule(entry, OUTCOMES)) for entry in top.entries("rule"))
    otherwise = top.text("otherwise") if rules else None
    facts = tuple((entry, read_fact(entry)) for entry in top.entries("fact"))
    odd = tuple((entry, read_inconsistency(entry)) for entry in top.entries("inconsistency"))
    top.finish()
    refuse_twice([(step.id, entry) for entry, step in steps])
    questionnaire = Questionnaire(
        kind,
        version,
        source,
        tuple(step for _, step in steps),
        tuple(rule for _, rule in rules),
        otherwise,
        tuple(fact for _, fact in facts),
        tuple(one for _, one in odd),
    )
    _check_questions(top, questionnaire)
    _check_rules(questionnaire, rules)
    _check_facts(questionnaire, facts)
    _check_inconsistencies(questionnaire, odd)
    return questionnaire


def _closed_choices(entry: Entry) -> tuple[Choice, ...]:
    choices = _read_choices(entry)
    entry.finish()
    return choices


def _read_choices(entry: Entry) -> tuple[Choice, ...]:
    read = []
    for choice_entry in entry.entries("choices"):
        read.append((choice_entry, Choice(choice_entry.string("value"), choice_entry.own_text())))
        choice_entry.finish()
    refuse_twice([(choice.value, choice_entry) for choice_entry, choice in read])
    return tuple(choice for _, choice in read)


def _read_step(entry: Entry, sets: ChoiceSets) -> Step:
    step = Step(
        id=entry.string("id"),
        title=entry.text("title"),
        lead=entry.text("lead"),
        component=Component(entry.word("component", list(Component))),
        article=entry.citation("article"),
        questions=tuple(_read_question(question, sets) for question in entry.entries("question")),
    )
    entry.finish()
    return step


def _read_question(entry: Entry, sets: ChoiceSets) -> Question:
    kind = QuestionKind(entry.word("kind", list(QuestionKind)))
    question = Question(
        id=entry.string("id"),
        kind=kind,
        label=entry.text("label"),
        why=entry.text("why"),
        guidance=entry.optional_text("guidance"),
        example=entry.optional_text("example"),
        required=entry.flag("required", default=True),
        choices=_choices_of(entry, kind, sets),
        article=entry.citation("article"),
        quotes=tuple(Quote(quote) for quote in entry.strings("quotes", list(Quote))),
        asked_when=read_condition(entry.entry("asked_when")) if entry.has("asked_when") else None,
        reason_label=entry.optional_text("reason_label"),
        reason_when=entry.strings("reason_when"),
        verdict=entry.flag("verdict", default=False),
    )
    _check_question(entry, question)
    entry.finish()
    return question


def _choices_of(entry: Entry, kind: QuestionKind, sets: ChoiceSets) -> tuple[Choice, ...]:
    if kind is QuestionKind.YES_NO:
        return YES_NO
    return sets[entry.word("choice_set", list(sets))] if entry.has("choice_set") else _read_choices(entry)


def _check_question(entry: Entry, question: Question) -> None:
    if (question.kind in CHOOSING) != (len(question.choices) > 1) and question.kind is not QuestionKind.YES_NO:
        raise entry.fault(N_("%(file)s, %(place)s: a choice has two or more choices, and only a choice has any."))
    values = {choice.value for choice in question.choices}
    if not set(question.reason_when) <= values or bool(question.reason_when) > bool(question.reason_label):
        raise entry.fault(N_("%(file)s, %(place)s: reason_when must name choices, and needs a reason_label."))
    if question.kind in (QuestionKind.TEXT, QuestionKind.LONG_TEXT) and question.example is None:
        raise entry.fault(N_("%(file)s, %(place)s: a question that is answered in words must show an example."))


def _check_questions(top: Entry, questionnaire: Questionnaire) -> None:
    places = [(question, Entry(top.file, f"question {question.id}", {})) for question in questionnaire.questions]
    refuse_twice([(question.id, entry) for question, entry in places])
    for question, entry in places:
        if question.asked_when is not None:
            _check_condition(entry, questionnaire, question.asked_when)


def _check_rules(questionnaire: Questionnaire, rules: tuple[tuple[Entry, Rule], ...]) -> None:
    refuse_twice([(rule.id, entry) for entry, rule in rules])
    for entry, rule in rules:
        if not rule.needs:
            raise entry.fault(N_("%(file)s, %(place)s: a rule needs at least one condition."))
        for condition in rule.needs:
            _check_condition(entry, questionnaire, condition)


def _check_facts(questionnaire: Questionnaire, facts: tuple[tuple[Entry, Fact], ...]) -> None:
    refuse_twice([(fact.id, entry) for entry, fact in facts])
    for entry, fact in facts:
        _check_condition(entry, questionnaire, Condition((fact.question,), fact.answers))


def _check_inconsistencies(questionnaire: Questionnaire, odd: tuple[tuple[Entry, Inconsistency], ...]) -> None:
    refuse_twice([(one.id, entry) for entry, one in odd])
    for entry, one in odd:
        named = [question for condition in one.needs for question in condition.questions]
        if one.question not in named:
            raise entry.fault(N_("%(file)s, %(place)s: it must stand at one of the questions that it is about."))
        for condition in one.needs:
            _check_condition(entry, questionnaire, condition)


def _check_condition(entry: Entry, questionnaire: Questionnaire, condition: Condition) -> None:
    for question_id in condition.questions:
        question = questionnaire.question(question_id)
        if question is None or not condition.answers or not all(map(question.choice, condition.answers)):
            raise entry.fault(
                N_("%(file)s, %(place)s: the condition on %(question)s can never hold: no such question or choice."),
                question=question_id,
            )
    if not 1 <= condition.at_least <= len(condition.questions):
        raise entry.fault(N_("%(file)s, %(place)s: at_least must lie between 1 and the number of questions."))

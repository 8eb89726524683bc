"""The sections on the three feared events as scenarios: one each, or those that riskapp had marked."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from riskapp.assessments.risks import Scenario
from riskapp.catalogues.cnil_pia import FearedEvent
from riskapp.errors import N_
from riskapp.exchange.cnil.form import Answer, Evaluation
from riskapp.exchange.cnil.marks import Item, item_of, items_of
from riskapp.exchange.cnil.moved import Move
from riskapp.exchange.cnil.moving_answers import HIDDEN, NO_PLACE, NO_VERDICT

_HIGHER = N_("The level of the section is not the highest of its scenarios. Each scenario kept its own.")

TEXTS = ("threat", "event", "effect", "bodily", "material", "moral", "cause", "sources")
"""The fields of a scenario that the tool's lists hold."""

LISTS = {"1": "effect", "2": "cause", "3": "sources"}
JUDGED = {"5": "consequence", "6": "likelihood"}


@dataclass(slots=True)
class Told:
    """What a section says of one scenario, by the fields of ours; `measures` are titles of the file's list."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    measures: list[str] = field(default_factory=list)

    def add(self, name: str, text: str) -> None:
        """One text more for a field."""
        self.texts.setdefault(name, []).append(text)


@dataclass(frozen=True, slots=True)
class Section:
    """A scenario with the titles of the measures that treat it."""

    scenario: Scenario
    measures: tuple[str, ...]


def move_event(
    move: Move, event: FearedEvent, answers: Iterable[Answer], evaluations: Iterable[Evaluation]
) -> list[Section]:
    """The scenarios of a feared event; none where the file says nothing of it."""
    answers, told = list(answers), dict[str, Told]()
    marks = [item_of(text).scenario for answer in answers for text in answer.items]
    told.update({number: Told() for number in dict.fromkeys(filter(None, marks))})
    for answer in answers:
        _take(move, told, answer)
    for evaluation in evaluations:
        _take_evaluation(move, told, event, evaluation)
    return [Section(_scenario(move, event, one), tuple(one.measures)) for one in told.values()]


def _of(told: dict[str, Told], item: Item) -> Told:
    """Whose an item is: what has no mark belongs to the only scenario, or to one of its own."""
    if not item.scenario and len(told) == 1:
        return next(iter(told.values()))
    return told.setdefault(item.scenario, Told())


def _take(move: Move, told: dict[str, Told], answer: Answer) -> None:
    kind = answer.reference[-1]
    text = move.text(answer.text, answer.where, HIDDEN)
    if kind in JUDGED:
        _judge(move, told, answer, JUDGED[kind], text)
        return
    if text:
        move.leave(f"{answer.where} ({answer.reference})", NO_PLACE, text)
    for one in filter(None, answer.items):
        item = item_of(one)
        if kind == "4":
            _of(told, item).measures.append(item.text if not item.words else one)
        else:
            name = item.words[0] if len(item.words) == 1 and item.words[0] in TEXTS else LISTS[kind]
            _of(told, item).add(name, item.text)


def _judge(move: Move, told: dict[str, Told], answer: Answer, name: str, text: str) -> None:
    items = items_of(text)
    marked = [item for item in items if item.scenario]
    for item in items:
        one = _of(told, item)
        one.add(f"{name}_reason", item.text)
        if item.words and item.words[0] in ("1", "2", "3", "4"):
            one.levels[name] = int(item.words[0])
    if answer.gauge is None:
        return
    if not marked:
        _of(told, Item("", (), "")).levels[name] = answer.gauge
    elif max((one.levels.get(name, 0) for one in told.values()), default=0) != answer.gauge:
        move.leave(f"{answer.where} ({answer.reference})", _HIGHER, str(answer.gauge))


def _take_evaluation(move: Move, told: dict[str, Told], event: FearedEvent, evaluation: Evaluation) -> None:
    items = items_of(move.text(evaluation.comment, evaluation.where, HIDDEN))
    levels = {"consequence_after": evaluation.severity, "likelihood_after": evaluation.likelihood}
    marked = any(item.scenario for item in items)
    for item in items:
        one = _of(told, item)
        one.add("after_reason", item.text)
        for name, word in zip(levels, item.words, strict=False):
            if word in ("1", "2", "3", "4"):
                one.levels[name] = int(word)
    if not marked and (any(levels.values()) or (evaluation.status == 3 and told)):
        one = _of(told, Item("", (), ""))
        one.levels.update({name: level for name, level in levels.items() if level})
        if evaluation.status == 3 and not any(levels.values()):
            one.levels.update({f"{name}_after": one.levels[name] for name in JUDGED.values() if name in one.levels})
    if evaluation.status in (1, 2):
        move.leave(f"{evaluation.where} ({event.evaluated})", NO_VERDICT, str(evaluation.status))


def _scenario(move: Move, event: FearedEvent, told: Told) -> Scenario:
    texts = {name: "\n".join(parts) for name, parts in told.texts.items()}
    scenario = Scenario(event.id, event=event.name.in_language(move.language))
    return replace(scenario, **texts, **told.levels)  # type: ignore[arg-type]

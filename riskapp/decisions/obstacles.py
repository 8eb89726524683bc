"""What stands in the way of a submission or an approval, each with the place where it can be put right."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from riskapp.assessments.acceptance_criteria import Standing, standing
from riskapp.assessments.acceptance_lines import line_in
from riskapp.assessments.acute import holds_acute
from riskapp.assessments.draft import Missing
from riskapp.assessments.safety import Care, lacking
from riskapp.assessments.trade_offs import LEAVE, Weighed, asks_for_trade_off, last_trade_off, weighed
from riskapp.catalogues.measures import NOT_ASSESSED
from riskapp.catalogues.text import Text
from riskapp.errors import N_, Faulty

Content = Mapping[str, Any]

CONSULTATION = "prior_consultation"
"""The question of the DPIA's catalogue that asks about GDPR Art. 36."""


class Obstructed(Faulty):
    """The step is refused; `missing` says what is in the way, with places, and `faults` the same in plain English."""

    def __init__(self, text: str, missing: Sequence[Missing]) -> None:
        super().__init__(text, [in_language(one, "en") for one in missing], count=len(missing))
        self.missing = tuple(missing)


def in_language(one: Missing, language: str, translate: Mapping[str, str] | None = None) -> str:
    """The sentence with its values; texts of the catalogue in `language`, the sentence through `translate`."""
    values = {
        name: value.in_language(language) if isinstance(value, Text) else value for name, value in one.values.items()
    }
    return (translate or {}).get(one.text, one.text) % values


def for_submission(missing: Sequence[Missing], content: Content) -> tuple[Missing, ...]:
    """What must be there before others read it: nobody can write in the review.

    The effect of a measure on patient safety may stay open where no device or acute system is in scope.
    """
    acute = holds_acute(content)
    return tuple(one for one in missing if acute or one.anchor != "safety_effect")


def for_approval(content: Content, today: date) -> tuple[Missing, ...]:
    """What must be put right before the version can be approved, in the order of the report."""
    return (*_residual(content, today), *_safety(content), *_care(content), *_consultation(content))


def consults(content: Content) -> list[int]:
    """The numbers of the scenarios whose residual risk calls for prior consultation (GDPR Art. 36(1))."""
    levels = content["scales"]["consult"]
    return [one["number"] for one in content["risks"] if one["level_after"] and one["level_after"]["id"] in levels]


def _residual(content: Content, today: date) -> Iterator[Missing]:
    for risk in content["risks"]:
        level = risk["level_after"]
        if level is None:
            yield _of_risk(content, N_("R%(number)s: what is left after the measures is not judged."), risk)
            continue
        line = line_in(content, risk)
        if line is None:
            continue
        if not line.roles:
            yield _of_risk(
                content,
                N_("R%(number)s is %(level)s after the measures, which nobody may accept. It needs more measures."),
                risk,
                level=_text(level["word"]),
            )
            continue
        found = [standing(content, risk, acceptance, today) for acceptance in risk["acceptances"]]
        if Standing.HOLDS not in found:
            yield _of_risk(content, _NOT_ACCEPTED[_nearest(found)], risk, level=_text(level["word"]))


_NOT_ACCEPTED = {
    None: N_("R%(number)s is %(level)s after the measures, and nobody has accepted it until a date."),
    Standing.WITHDRAWN: N_("R%(number)s is %(level)s after the measures, and its acceptance was withdrawn."),
    Standing.EXPIRED: N_("R%(number)s is %(level)s after the measures, and its acceptance has run out."),
    Standing.STALE: N_("R%(number)s was changed after it was accepted. It must be accepted as it is now."),
}


def _nearest(found: Sequence[Standing]) -> Standing | None:
    return next((one for one in (Standing.STALE, Standing.EXPIRED, Standing.WITHDRAWN) if one in found), None)


def _safety(content: Content) -> Iterator[Missing]:
    if not holds_acute(content):
        return
    for one in content["measures"]:
        if one["safety_effect"] == NOT_ASSESSED:
            yield Missing(
                N_(
                    "T%(number)s: nobody has judged what it does to patient safety, and the scope holds a device or "
                    "an acute system."
                ),
                _step_with(content, "measures"),
                {"number": one["number"]},
                "safety_effect",
                measure=one["number"],
            )


def _care(content: Content) -> Iterator[Missing]:
    """What a risk assessment asks besides: who judged, and one choice where care pays for security."""
    if content["kind"] != "ros":
        return
    acute, numbers = holds_acute(content), {risk["number"] for risk in content["risks"]}
    for one in content["measures"]:
        care = Care(
            one["safety_effect"],
            one.get("safety_role", ""),
            one.get("safety_whom", ""),
            one.get("compensating", ""),
            one.get("safety_risk") in numbers,
        )
        for text, anchor in lacking(care, acute=acute):
            yield _of_measure(content, text, one, anchor)
        if asks_for_trade_off(content, one):
            yield from _unweighed(content, one)


def _unweighed(content: Content, one: Mapping[str, Any]) -> Iterator[Missing]:
    found, last = weighed(content, one), last_trade_off(one)
    if found is not Weighed.HOLDS or last is None:
        yield _of_measure(content, _NOT_WEIGHED[found], one, TRADE_OFF)
    elif last["chosen"] == LEAVE and one["treats"]:
        text = N_(
            "T%(number)s is to be left, but %(risks)s is judged as if it were carried out. Send the assessment back, "
            "so that the team takes the measure away and judges anew."
        )
        yield _of_measure(content, text, one, TRADE_OFF, risks=", ".join(f"R{number}" for number in one["treats"]))


TRADE_OFF = "trade-off"
"""The place where both risks of a measure stand side by side."""

_NOT_WEIGHED = {
    Weighed.OPEN: N_("T%(number)s makes care worse, and nobody has weighed the two risks against each other."),
    Weighed.STALE: N_(
        "T%(number)s makes care worse, and one of the two risks was changed after they were weighed. They must be "
        "weighed as they are now."
    ),
}


def _of_measure(content: Content, text: str, measure: Mapping[str, Any], anchor: str, **values: object) -> Missing:
    number = measure["number"]
    return Missing(text, _step_with(content, "measures"), {"number": number, **values}, anchor, measure=number)


def _consultation(content: Content) -> Iterator[Missing]:
    steps = [
        step["id"]
        for step in content["questionnaire"]["steps"]
        for question in step["questions"]
        if question["id"] == CONSULTATION
    ]
    high = consults(content)
    if not steps or not high:
        return
    answers = content["answers"]
    if answers.get(CONSULTATION) != "yes" or not str(answers.get(f"{CONSULTATION}.reason", "")).strip():
        yield Missing(
            N_(
                "%(risks)s would stay high, so GDPR Art. 36 asks for prior consultation of the authority. The answer "
                "to that question must say so, and why."
            ),
            steps[0],
            {"risks": ", ".join(f"R{number}" for number in high)},
            CONSULTATION,
        )


def _of_risk(content: Content, text: str, risk: Mapping[str, Any], **values: object) -> Missing:
    step = _step_with(content, "acceptance", "residual", "measures")
    return Missing(text, step, {"number": risk["number"], **values}, f"accept-{risk['number']}", risk=risk["number"])


def _step_with(content: Content, *components: str) -> str:
    steps = {step["component"]: step["id"] for step in content["questionnaire"]["steps"]}
    return str(next((steps[one] for one in components if one in steps), next(iter(steps.values()))))


def _text(word: Mapping[str, str]) -> Text:
    return Text(nb=word["nb"], en=word["en"])

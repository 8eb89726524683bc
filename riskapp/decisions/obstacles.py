"""What stands in the way of a submission or an approval, each with the place where it can be put right."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from riskapp.assessments.progress import Missing
from riskapp.catalogues.measures import NOT_ASSESSED
from riskapp.catalogues.text import Text
from riskapp.decisions.acceptance_criteria import Standing, rule_for, standing, within_criteria
from riskapp.errors import N_, Faulty

Content = Mapping[str, Any]

ACUTE = 4
"""The availability need of an acute system: the highest on the estate's scale."""

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
    return (*_residual(content, today), *_safety(content), *_consultation(content))


def consults(content: Content) -> list[int]:
    """The numbers of the scenarios whose residual risk calls for prior consultation (GDPR Art. 36(1))."""
    levels = content["scales"]["consult"]
    return [one["number"] for one in content["risks"] if one["level_after"] and one["level_after"]["id"] in levels]


def holds_acute(content: Content) -> bool:
    """Whether the scope holds a device, or an asset whose availability need is the highest."""
    if any(one["kind"] == "device" for one in content["scope"]):
        return True
    rows = content["quotes"]["assets"]
    # A quote that was cut does not say what it left out, so nobody is told that there is no acute system.
    return any("more" in row or (row["need"]["availability"] or 0) >= ACUTE for row in rows)


def _residual(content: Content, today: date) -> Iterator[Missing]:
    for risk in content["risks"]:
        level = risk["level_after"]
        if level is None:
            yield _of_risk(content, N_("R%(number)s: what is left after the measures is not judged."), risk)
            continue
        if within_criteria(level):
            continue
        if not rule_for(content, level)["roles"]:
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

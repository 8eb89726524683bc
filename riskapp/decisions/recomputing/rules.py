"""What rules and figures of a report say, computed anew: risk levels, threshold, simulated years."""

from collections.abc import Iterator, Mapping
from typing import Any

from riskapp.assessments.content import screened
from riskapp.assessments.estimate import estimate_from
from riskapp.assessments.estimates import key_of
from riskapp.assessments.risk_figures import FORMAT, figures_for
from riskapp.catalogues.questions import KINDS, load_questionnaire
from riskapp.decisions.recomputing.compared import ABSENT, Compared, beside, outcome_of, unchecked
from riskapp.errors import N_, Invalid
from riskapp.quantification.fingerprint import METHOD
from riskapp.quantification.risk import Run

Content = Mapping[str, Any]


def levels(content: Content) -> Iterator[Compared]:
    """Each risk's level before and after measures, by the matrix in the content."""
    for risk in content["risks"]:
        for end in ("", "_after"):
            says = (risk[f"level{end}"] or {}).get("id", ABSENT)
            anew = level_anew(content["scales"], risk[f"likelihood{end}"], risk[f"consequence{end}"])
            when = "after measures" if end else "before measures"
            yield Compared(f"R{risk['number']} level {when}", says, anew, outcome_of(says == anew))


def level_anew(scales: Content, likelihood: int | None, consequence: int | None) -> str:
    """The level of a cell by the matrix in the content; ranks are told by the values of the scales."""
    if likelihood is None or consequence is None:
        return ABSENT
    rows, columns = ([level["value"] for level in scales[side]["levels"]] for side in ("likelihood", "consequence"))
    try:
        return str(scales["matrix"][rows.index(likelihood)][columns.index(consequence)]["id"])
    except (ValueError, IndexError):
        return ABSENT


def threshold(content: Content) -> Iterator[Compared]:
    """What the questions' rules make of the answers and the quoted facts, by the catalogue of the same version."""
    if content["kind"] not in KINDS:
        raise Invalid(N_("This riskapp has no kind of assessment that is called %(kind)s."), kind=content["kind"])
    told = {
        name: content[name] for name in ("threshold", "inconsistencies", "not_asked") if content.get(name) is not None
    }
    if not told:
        return
    questionnaire, version = load_questionnaire(content["kind"]), content["questionnaire"]["version"]
    if questionnaire.version != version:
        why = f"the questions are of version {version}, and this riskapp has {questionnaire.version}"
        yield from (unchecked(name.replace("_", " "), why) for name in told)
        return
    answers = {key: one if isinstance(one, str) else tuple(one) for key, one in content["answers"].items()}
    anew = screened(questionnaire, answers, content["quotes"])
    for name, value in told.items():
        for what, says, found in _parts(name.replace("_", " "), value, anew[name]):
            yield beside(what, says, found)


def _parts(name: str, says: Any, anew: Any) -> Iterator[tuple[str, Any, Any]]:
    if not isinstance(says, dict) or not isinstance(anew, dict):
        yield name, says, anew
        return
    for key in sorted(says.keys() | anew.keys()):
        yield f"{name} {key}", says.get(key), anew.get(key)


def years(content: Content) -> Iterator[Compared]:
    """The figures of each risk with numbers, from as many years drawn with the same seed."""
    for risk in content["risks"]:
        says, what = risk.get("figures"), f"R{risk['number']} simulated years"
        if not says:
            continue
        if (says["format"], says["method"]) != (FORMAT, METHOD):
            yield unchecked(what, f"drawn by method {says['method']}, and this riskapp has {METHOD}")
            continue
        try:
            run = Run(says["years"], says["seed"])
            anew = figures_for(estimate_from(risk["estimate"]), key_of(content["assessment"], risk["number"]), run)
        except Invalid as refusal:
            yield unchecked(what, str(refusal))
            continue
        yield from (beside(f"{what} {name}", says.get(name), anew[name]) for name in ("before", "after", "curve"))

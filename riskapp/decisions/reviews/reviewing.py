"""The yearly review: what is new since the last decision, and of the rest somebody says that it still holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import writing
from riskapp.assessments.answers import clean
from riskapp.assessments.comparison import ESTATE as ESTATE_PARTS
from riskapp.assessments.comparison import Difference, compare
from riskapp.assessments.content import content_of, fingerprint
from riskapp.assessments.draft import Missing
from riskapp.assessments.models import ReviewedPart, Version
from riskapp.assessments.plain import Content
from riskapp.assessments.review_rows import ESTATE, INCIDENTS, reviewed_parts
from riskapp.audit.vocabulary import Action
from riskapp.catalogues.questionnaire import Component, Step
from riskapp.catalogues.questions import load_questionnaire
from riskapp.database import now
from riskapp.decisions.reviews.since import version_before
from riskapp.decisions.reviews.still_open import StillOpen, still_open
from riskapp.errors import N_, Invalid

_AFTER = (Component.ADVICE, Component.DECISION, Component.ACCEPTANCE, Component.RESIDUAL, Component.MATRIX)
"""Steps that are no text of the team's, or say what other steps say."""

_PARTS: Mapping[Component, tuple[str, ...]] = {
    Component.SCOPE: ("scope",),
    Component.PARTICIPANTS: ("participants",),
    Component.FALLBACKS: ("fallbacks",),
    Component.RISKS: ("risks", "suggestions", "criteria"),
    Component.MEASURES: ("measures",),
    Component.THRESHOLD: ("threshold",),
}


@dataclass(frozen=True, slots=True)
class ReviewedStep:
    """A step with what was changed in it since, and who confirmed that it holds; `stale`: it was written in after."""

    step: Step
    differences: tuple[Difference, ...]
    confirmed: ReviewedPart | None
    stale: bool

    @property
    def waits(self) -> bool:
        """Whether somebody still has to look at it."""
        return not self.differences and (self.confirmed is None or self.stale)


@dataclass(frozen=True, slots=True)
class Review:
    """What a yearly review has on its page."""

    before: Version
    estate: tuple[Difference, ...]
    estate_seen: ReviewedPart | None
    estate_waits: bool
    steps: tuple[ReviewedStep, ...]
    still_open: StillOpen
    incidents: ReviewedPart | None

    @property
    def waiting(self) -> tuple[str, ...]:
        """The parts that nobody has looked at."""
        steps = [one.step.id for one in self.steps if one.waits]
        own = [part for part, waits in ((ESTATE, self.estate_waits), (INCIDENTS, self.incidents is None)) if waits]
        return (*own, *steps)


def review_of(version: Version) -> Review | None:
    """What changed since the last decision, and what is open; None for a version that is no yearly review."""
    before = version_before(version) if version.yearly else None
    frozen = before.frozen if before else None
    if before is None or frozen is None:
        return None
    content = content_of(version)
    found, seen = compare(frozen, content).gravest, reviewed_parts(version)
    marks = _marks(version, content)
    steps = [
        _step(step, found, seen.get(step.id), marks[step.id])
        for step in load_questionnaire(version.assessment.kind).steps
        if step.id in marks
    ]
    estate = seen.get(ESTATE)
    return Review(
        before,
        tuple(one for one in found if one.part in ESTATE_PARTS),
        estate,
        estate is None or estate.mark != marks[ESTATE],
        tuple(steps),
        still_open(version, before),
        seen.get(INCIDENTS),
    )


def confirm_parts(actor: Actor, version_id: int, parts: Iterable[str], note: str = "") -> int:
    """Say of parts that they were looked at and still hold; returns how many. `note` is what was found.

    Incidents are told in words, if only that there were none. Raises Invalid (`note`) without them, or where the
    version is no yearly review.
    """
    note = clean(note, "note").strip()
    with writing(actor, version_id) as write:
        version = write.version
        review, marks = review_of(version), _marks(version, content_of(version))
        if review is None:
            raise Invalid(N_("This version is no yearly review, so there is nothing to confirm."))
        wanted = [part for part in dict.fromkeys(parts) if part in marks]
        if not wanted:
            raise Invalid(N_("There is no such part to confirm. Look at the page again."))
        if INCIDENTS in wanted and not note:
            raise Invalid(N_("Write what has happened since, or that nothing has."), field="note")
        stored = reviewed_parts(version)
        for part in wanted:
            row = stored.get(part)
            if row is None:
                row = ReviewedPart(version_id=version.id, part=part)
                write.session.add(row)
            row.note, row.mark, row.at = note, marks[part], now()
            row.user_id, row.by_name = actor.id, actor.name
        write.log(Action.PARTS_REVIEWED, after={"parts": wanted, **({"note": note} if note else {})})
        return len(wanted)


def unreviewed(version: Version) -> tuple[Missing, ...]:
    """What a yearly review still has to look at before it is submitted."""
    review = review_of(version)
    if review is None:
        return ()
    titles = {step.id: step.title for step in load_questionnaire(version.assessment.kind).steps}
    first = next(iter(titles))
    words = {
        ESTATE: N_("Yearly review: look at what changed in the estate."),
        INCIDENTS: N_("Yearly review: say what has happened since."),
    }
    return tuple(
        Missing(words[part], first, anchor="review-estate" if part == ESTATE else "review-incidents")
        if part in words
        else Missing(N_("Yearly review: %(step)s is neither changed nor confirmed."), part, {"step": titles[part]})
        for part in review.waiting
    )


def _step(step: Step, found: Iterable[Difference], seen: ReviewedPart | None, mark: str) -> ReviewedStep:
    asked = {question.id for question in step.questions}
    parts = _PARTS.get(step.component, ())
    here = tuple(one for one in found if one.part in parts or (one.part == "answers" and one.place in asked))
    return ReviewedStep(step, here, seen, seen is not None and seen.mark != mark)


def _marks(version: Version, content: Content) -> dict[str, str]:
    """The SHA-256 of what each part says."""
    said: dict[str, object] = {ESTATE: content["quotes"], INCIDENTS: ""}
    for step in load_questionnaire(version.assessment.kind).steps:
        if step.component not in _AFTER:
            asked = {question.id for question in step.questions}
            answers = {key: text for key, text in content["answers"].items() if key.partition(".")[0] in asked}
            parts = [content[part] for part in _PARTS.get(step.component, ()) if part in content and part != "criteria"]
            said[step.id] = [answers, *parts]
    return {part: fingerprint({"says": text}) for part, text in said.items()}

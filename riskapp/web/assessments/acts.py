"""What this person can do with a version now, and the one sentence that says why something is not possible."""

from dataclasses import dataclass

from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.acceptance import may_accept, owns, rule_for, standing
from riskapp.assessments.acceptance_criteria import still_fits
from riskapp.assessments.acceptance_lines import Line
from riskapp.assessments.access import may_write, scoped_ids
from riskapp.assessments.content import content_of
from riskapp.assessments.draft import Missing
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Acceptance, Risk, Version
from riskapp.assessments.risk import level_after
from riskapp.assessments.risks import judgement_of
from riskapp.assessments.states import State, who_advises
from riskapp.catalogues.matrix import RiskLevel
from riskapp.catalogues.text import Text
from riskapp.decisions.authority import gave_the_advice, wrote_in
from riskapp.decisions.in_force import content_today, in_force
from riskapp.decisions.obstacles import for_approval
from riskapp.decisions.surroundings import today


@dataclass(frozen=True, slots=True)
class RiskToAccept:
    """A residual risk that somebody has to bear: the rule, the acceptance that holds, and whether I may give it.

    `stale` is an acceptance of the scenario as it was before somebody changed it; it carries nothing.
    """

    risk: Risk
    rule: Line
    level: RiskLevel
    held: Acceptance | None
    stale: Acceptance | None
    mine: bool
    aspects: tuple[Text, ...] = ()

    @property
    def last(self) -> Acceptance | None:
        """The last acceptance, whether or not it holds."""
        return self.risk.acceptances[-1] if self.risk.acceptances else None


@dataclass(frozen=True, slots=True)
class Acts:
    """What is open to the person: each act that the state, the roles and the authorship allow.

    `obstacles` are what stands between an advised version and its approval, told before anybody tries.
    """

    submit: bool
    advise: bool
    send_back: bool
    decide: bool
    new_version: bool
    author: bool
    risks: tuple[RiskToAccept, ...]
    obstacles: tuple[Missing, ...]

    @property
    def any(self) -> bool:
        """Whether anything at all is open."""
        return self.submit or self.advise or self.decide or self.new_version or any(one.mine for one in self.risks)


def acts_of(actor: Actor, version: Version) -> Acts:
    """The acts on the newest version; an older one is only read."""
    state, assets, author = State(version.state), scoped_ids(version), wrote_in(actor, version)
    newest = version is version.assessment.latest
    advises = state is State.IN_REVIEW and actor.may_for_all(who_advises(version.assessment.kind), assets)
    decides = (
        state is State.ADVISED and actor.may_for_all(Permission.DECIDE, assets) and not gave_the_advice(actor, version)
    )
    edits = actor.may_for_any(Permission.EDIT_ASSESSMENTS, assets)
    return Acts(
        submit=newest and may_write(actor, version),
        advise=newest and advises and not author,
        send_back=newest and (advises or decides) and not author,
        decide=newest and decides and not author,
        new_version=newest and edits and state in (State.APPROVED, State.REJECTED),
        author=author,
        risks=risks_to_accept(actor, version, author=author),
        obstacles=for_approval(content_of(version), today()) if newest and decides and not author else (),
    )


def risks_to_accept(actor: Actor, version: Version, *, author: bool) -> tuple[RiskToAccept, ...]:
    """The risks whose residual level needs a named owner."""
    scales = scales_of(version)
    is_open = version.state in (State.IN_REVIEW.value, State.ADVISED.value) or in_force(version)
    content = content_today(version) if any(risk.acceptances for risk in version.risks) else {}
    rows = {row["number"]: row for row in content["risks"]} if content else {}
    found = []
    for risk in version.risks:
        rule = rule_for(scales, risk)
        left = level_after(scales, judgement_of(risk))
        if rule is not None and left is not None:
            mine = is_open and not author and may_accept(actor, rule, risk, version) and owns(actor, risk, version)
            held, stale = standing(risk, today()), None
            if held and not still_fits(content, rows[risk.number], held.risk_then):
                held, stale = None, held
            names = tuple(scales.consequence.dimensions[aspect] for aspect in rule.aspects)
            found.append(RiskToAccept(risk, rule, left, held, stale, mine, names))
    return tuple(found)

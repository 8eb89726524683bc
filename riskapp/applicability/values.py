"""Which values a decision on a control may hold: errors name the field."""

from collections.abc import Iterable
from dataclasses import replace

from riskapp.applicability.statement import Decision
from riskapp.catalogues.controls import CHOICES, EXCLUDED, NOT_BEGUN, REASONS, STATES, AnnexControl, load_controls
from riskapp.errors import N_, Invalid, NotFound
from riskapp.estate.values import checked_text

MOST_OF_A_NAME = 200


def known_control(number: str) -> AnnexControl:
    """The control with that number. Raises NotFound."""
    found = load_controls().control(number)
    if found is None:
        raise NotFound(N_("Annex A of ISO/IEC 27001:2022 has no such control."))
    return found


def checked(decision: Decision, number: str) -> Decision:
    """`decision` as it is stored. Raises Invalid with the field."""
    _among([decision.applicable], CHOICES, "applicable")
    _among(decision.reasons, REASONS, "reasons")
    _among([decision.state], STATES, "state")
    decision = replace(
        decision,
        justification=checked_text(decision.justification, "justification"),
        reasons=tuple(one for one in REASONS if one in decision.reasons),
        responsible=checked_text(decision.responsible, "responsible"),
        note=checked_text(decision.note, "note"),
    )
    if len(decision.responsible) > MOST_OF_A_NAME:
        raise Invalid(N_("Write at most %(most)s characters here."), field="responsible", most=MOST_OF_A_NAME)
    if decision.applicable == EXCLUDED:
        _refuse_half_an_exclusion(decision, number)
    return decision


def _refuse_half_an_exclusion(decision: Decision, number: str) -> None:
    if not decision.justification:
        raise Invalid(
            N_("Write why %(control)s is not applicable here: without a reason it cannot be left out."),
            field="justification",
            control=number,
        )
    if decision.reasons:
        raise Invalid(
            N_("%(control)s is left out, so it has no reason to be included. Take the reasons away, or include it."),
            field="reasons",
            control=number,
        )
    if decision.state != NOT_BEGUN:
        raise Invalid(
            N_("%(control)s is left out, so there is nothing to carry out. Choose “Not begun”, or include it."),
            field="state",
            control=number,
        )


def _among(values: Iterable[str], known: tuple[str, ...], field: str) -> None:
    for value in values:
        if value not in known:
            raise Invalid(N_("Choose one of the words that are offered; %(value)s is none."), field=field, value=value)

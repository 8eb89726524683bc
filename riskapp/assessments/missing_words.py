"""Sentences that tell what is missing where several things are listed at once."""

from riskapp.catalogues.professions import CLINICIAN, MEDICAL_TECHNOLOGY
from riskapp.errors import N_
from riskapp.scenarios.wording import Asked

ABSENT = {
    CLINICIAN: N_("The scope holds a device or an acute system, and no clinician takes part."),
    MEDICAL_TECHNOLOGY: N_(
        "The scope holds a device or an acute system, and nobody from medical technology takes part."
    ),
}
"""What is said where a group of professions must take part and does not."""

OF_A_SCENARIO = {
    "The likelihood is not judged.": N_("Scenario %(number)s: the likelihood is not judged."),
    "The likelihood has no reason.": N_("Scenario %(number)s: the likelihood has no reason."),
    "The consequence is not judged.": N_("Scenario %(number)s: the consequence is not judged."),
    "The consequence has no reason.": N_("Scenario %(number)s: the consequence has no reason."),
    "What is left after the measures is not judged.": N_(
        "Scenario %(number)s: what is left after the measures is not judged."
    ),
    "The risk is higher after the measures than now. Say why.": N_(
        "Scenario %(number)s is higher after the measures than now. Say why."
    ),
    "The risk is lower afterwards, but no measure treats it. Add one, or say why.": N_(
        "Scenario %(number)s is lower afterwards, but no measure treats it. Add one, or say why."
    ),
    "No measure treats the risk. Add one, or say why none is needed.": N_(
        "Scenario %(number)s: no measure treats it. Add one, or say why none is needed."
    ),
    "It hits the person less hard after the measures. Security seldom does that: say what does.": N_(
        "Scenario %(number)s hits the person less hard after the measures. Security seldom does that: say what does."
    ),
}
"""A doubt about a scenario, told where several scenarios are listed."""

OF_WORDING = {
    Asked.NO_CAUSE: (N_("Scenario %(number)s: why it happens is not described."), "cause"),
    Asked.NO_EVENT: (N_("Scenario %(number)s: what happens is not described."), "event"),
    Asked.NO_EFFECT: (N_("Scenario %(number)s: what follows, and for whom, is not described."), "effect"),
    Asked.CAUSE_IS_EVENT: (
        N_("Scenario %(number)s: cause and event say the same. Say what starts it, and what happens then."),
        "cause",
    ),
    Asked.CAUSE_IS_EFFECT: (
        N_("Scenario %(number)s: cause and consequence say the same. Say what starts it, and what it leads to."),
        "effect",
    ),
    Asked.EVENT_IS_EFFECT: (
        N_("Scenario %(number)s: event and consequence say the same. Say what follows, and for whom."),
        "effect",
    ),
}
"""What the wording of a scenario lacks, in words, and the field where it is put right."""

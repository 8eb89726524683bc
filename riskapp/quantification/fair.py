"""The decomposition of Open FAIR, where somebody wants it: how often comes from attempts and from what they meet."""

from collections.abc import Sequence

from riskapp.errors import N_, Invalid
from riskapp.quantification.checks import refuse_unless_number
from riskapp.quantification.pert import Pert

MOST_CONTACTS = 1e12
MOST_LOSS = 1e18


def threat_event_frequency(contacts: float, acting: float) -> float:
    """Attempts a year: contacts a year times the chance that one is acted on."""
    refuse_unless_number(contacts, "contacts", MOST_CONTACTS)
    refuse_unless_number(acting, "acting", 1)
    return contacts * acting


def loss_event_frequency(attempts: float, vulnerability: float) -> float:
    """Events a year: attempts a year times the chance that one succeeds. Not rounded: 0.01 is once a century."""
    refuse_unless_number(attempts, "attempts", MOST_CONTACTS)
    refuse_unless_number(vulnerability, "vulnerability", 1)
    return attempts * vulnerability


def share_overcome(capabilities: Sequence[float], resistances: Sequence[float]) -> float:
    """The share of pairs in which the capability is at least the resistance."""
    if not capabilities or len(capabilities) != len(resistances):
        raise Invalid(N_("Give as many capabilities as resistances, and at least one."), field="capabilities")
    pairs = zip(capabilities, resistances, strict=True)
    return sum(capability >= resistance for capability, resistance in pairs) / len(capabilities)


def vulnerability(capability: Pert, resistance: Pert) -> float:
    """The chance that an attempt succeeds: that its capability is at least the resistance, both three points."""
    return float(resistance.at_most(capability.even_sample()).mean())


def loss_magnitude(primary: float, secondary: float = 0, share: float = 0) -> float:
    """What an event costs: its own loss, and what others' reaction costs in the share of events that call for one."""
    refuse_unless_number(primary, "primary", MOST_LOSS)
    refuse_unless_number(secondary, "secondary", MOST_LOSS)
    refuse_unless_number(share, "share", 1)
    return primary + share * secondary


def annual_loss(events: float, magnitude: float) -> float:
    """The risk: events a year times what one costs."""
    refuse_unless_number(events, "events", MOST_CONTACTS)
    refuse_unless_number(magnitude, "magnitude", MOST_LOSS)
    return events * magnitude

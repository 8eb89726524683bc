"""What is missing in the record, as rules over frozen data: each names the section or the row where it is put right."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from riskapp.catalogues.processing import CONTROLLER, PROCESSOR, load_record_words
from riskapp.errors import N_
from riskapp.processing.record import Activity, Contacts, Known, Part, Processor, Purpose, Transfer

REVIEW_AFTER = timedelta(days=365)
"""An activity that nobody has read through for so long is to be reviewed."""

_BOTH = frozenset({CONTROLLER, PROCESSOR})
_CONTROLLER = frozenset({CONTROLLER})
_PROCESSOR = frozenset({PROCESSOR})


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: `text` is a message id with places for `values`; `number` is the row's, else 0."""

    rule: str
    section: str
    text: str
    number: int = 0
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    """An activity as the rules read it: whether it has special categories (Art. 9), and which day it is."""

    activity: Activity
    special: bool
    today: date


Finds = Callable[[Read], Iterable[Part | Activity]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for activities in these roles.

    `label` is what a list is filtered by; `missing` gives what it concerns: rows of `section`, or the activity itself.
    """

    id: str
    roles: frozenset[str]
    section: str
    label: str
    text: str
    missing: Finds


def gaps(activity: Activity, known: Known, today: date) -> tuple[Gap, ...]:
    """What is missing in one activity, in the order of the rules; an ended one is left in peace."""
    if activity.basics.state == "ended":
        return ()
    read = Read(activity, bool(known.special & set(activity.data.categories)), today)
    return tuple(
        Gap(rule.id, rule.section, rule.text, *_place(one, known))
        for rule in RULES
        if activity.basics.role in rule.roles
        for one in rule.missing(read)
    )


def contact_gaps(contacts: Contacts) -> tuple[Gap, ...]:
    """What is missing of the organisation itself (Art. 30(1)(a) and 30(2)(a))."""
    address = Gap("address", "contacts", N_("How to reach the organisation is not written down."))
    officer = Gap("officer", "contacts", N_("The privacy officer is not named."))
    return (*(() if contacts.address else (address,)), *(() if contacts.officer else (officer,)))


def _place(one: Part | Activity, known: Known) -> tuple[int, Mapping[str, object]]:
    match one:
        case Activity():
            return 0, {}
        case Purpose():
            return one.number, {"name": one.purpose}
        case Processor():
            return one.number, {"name": known.assets.get(one.supplier, one.supplier)}
        case Transfer():
            return one.number, {"name": one.country}


def _itself(missing: Callable[[Activity], object]) -> Finds:
    """The activity, where something of it is missing."""
    return lambda read: (read.activity,) if missing(read.activity) else ()


def _purposes(missing: Callable[[Purpose], object]) -> Finds:
    return lambda read: [one for one in read.activity.purposes if missing(one)]


def _processors(missing: Callable[[Processor], object]) -> Finds:
    return lambda read: [one for one in read.activity.processors if missing(one)]


def _transfers(missing: Callable[[Transfer], object]) -> Finds:
    return lambda read: [one for one in read.activity.transfers if missing(one)]


def _no_condition(read: Read) -> Iterable[Purpose]:
    return [one for one in read.activity.purposes if not one.condition] if read.special else ()


def _no_law(one: Purpose) -> bool:
    """Whether the basis or the condition has to be laid down in law (Art. 6(3), Art. 9), and no act is named."""
    words = load_record_words()
    law = {known.id for known in (*words.bases, *words.conditions) if known.law}
    return not one.supplement and bool({one.basis, one.condition} & law)


def _open_items(one: Processor) -> bool:
    """Whether a signed agreement leaves something out, or nobody has looked through it."""
    items = load_record_words().checklist
    return one.agreement == "signed" and any(one.checklist.get(item.id) != "yes" for item in items)


def _not_assessed(one: Transfer) -> bool:
    asked = (known.id for known in load_record_words().mechanisms if known.assessed)
    return one.assessed is None and one.mechanism in asked


def _not_safeguarded(one: Transfer) -> bool:
    asked = (known.id for known in load_record_words().mechanisms if known.safeguards)
    return not one.safeguards and one.mechanism in asked


def _old_review(read: Read) -> Iterable[Activity]:
    reviewed = read.activity.review.reviewed
    return (read.activity,) if reviewed is not None and read.today - reviewed > REVIEW_AFTER else ()


RULES: tuple[Rule, ...] = (
    Rule("owner", _BOTH, "basics", N_("nobody answers for it"),
         N_("Nobody is named who answers for this."), _itself(lambda one: not one.basics.owner)),
    Rule("behalf", _PROCESSOR, "parties", N_("no controller named"),
         N_("It is not said on whose behalf we process."), _itself(lambda one: not one.parties.behalf_of)),
    Rule("behalf contact", _PROCESSOR, "parties", N_("controller cannot be reached"),
         N_("How to reach the controller is not written down."), _itself(lambda one: not one.parties.behalf_contact)),
    Rule("work", _PROCESSOR, "basics", N_("work not described"),
         N_("It is not said what we do for the controller."), _itself(lambda one: not one.basics.description)),
    Rule("purpose", _CONTROLLER, "purposes", N_("no purpose"),
         N_("No purpose is written down."), _itself(lambda one: not one.purposes)),
    Rule("basis", _CONTROLLER, "purposes", N_("purpose without a basis"),
         N_("The purpose “%(name)s” has no basis (GDPR Art. 6)."), _purposes(lambda one: not one.basis)),
    Rule("condition", _CONTROLLER, "purposes", N_("special category without a condition"),
         N_("The purpose “%(name)s” uses special categories without a condition (GDPR Art. 9)."), _no_condition),
    Rule("law", _CONTROLLER, "purposes", N_("no supplementary basis"),
         N_("The purpose “%(name)s” rests on law, but no act is named (GDPR Art. 6(3) and 9)."), _purposes(_no_law)),
    Rule("subjects", _CONTROLLER, "data", N_("data subjects not named"),
         N_("It is not said whom the data are about."),
         _itself(lambda one: not (one.data.subjects or one.data.other_subjects))),
    Rule("categories", _CONTROLLER, "data", N_("no category of data"),
         N_("No category of data is chosen."), _itself(lambda one: not one.data.categories)),
    Rule("recipients", _CONTROLLER, "recipients", N_("recipients not named"),
         N_("Nobody is named who gets the data. Write “None” if that is so."),
         _itself(lambda one: not (one.recipients.recipients or one.processors))),
    Rule("agreement", _BOTH, "processors", N_("processor without a signed agreement"),
         N_("There is no signed agreement with %(name)s (GDPR Art. 28)."),
         _processors(lambda one: one.agreement != "signed")),
    Rule("signed", _BOTH, "processors", N_("agreement without a date"),
         N_("The agreement with %(name)s has no date."),
         _processors(lambda one: one.agreement == "signed" and not one.signed)),
    Rule("checklist", _BOTH, "processors", N_("agreement not looked through"),
         N_("The agreement with %(name)s leaves something out, or nobody has looked (GDPR Art. 28(3))."),
         _processors(_open_items)),
    Rule("mechanism", _BOTH, "transfers", N_("transfer without a mechanism"),
         N_("The transfer to %(name)s has no mechanism (GDPR chapter V)."),
         _transfers(lambda one: not one.mechanism)),
    Rule("assessment", _BOTH, "transfers", N_("transfer not assessed"),
         N_("The transfer to %(name)s is not assessed."), _transfers(_not_assessed)),
    Rule("safeguards", _BOTH, "transfers", N_("safeguards not written down"),
         N_("The safeguards of the transfer to %(name)s are not written down."), _transfers(_not_safeguarded)),
    Rule("retention", _CONTROLLER, "retention", N_("no time for erasing"),
         N_("It is not said how long the data are kept."), _itself(lambda one: not one.retention.period)),
    Rule("security", _BOTH, "security", N_("no security measures"),
         N_("No security measures are described."), _itself(lambda one: not one.security.measures)),
    Rule("unreviewed", _BOTH, "review", N_("never reviewed"),
         N_("Nobody has read the whole and found it right yet."), _itself(lambda one: one.review.reviewed is None)),
    Rule("review", _BOTH, "review", N_("review older than a year"),
         N_("It is more than a year since somebody read the whole."), _old_review),
)  # fmt: skip
"""Every rule, in the order in which gaps are told."""

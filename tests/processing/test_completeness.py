"""What is missing, rule by rule: each fires where it must, is silent where it may, and names the place."""

from dataclasses import replace
from datetime import date

import pytest

from riskapp.catalogues.processing import load_record_words
from riskapp.processing.completeness import RULES, contact_gaps, gaps
from riskapp.processing.record import (
    Activity,
    Basics,
    Contacts,
    Data,
    Known,
    Parties,
    Processor,
    Purpose,
    Recipients,
    Retention,
    Review,
    Security,
    Transfer,
)

TODAY = date(2026, 11, 26)
KNOWN = Known(assets={"s": "The supplier"}, categories={"labs": "Results"}, special=frozenset({"labs"}))
ALL_SETTLED = {one.id: "yes" for one in load_record_words().checklist}
WHOLE = Activity(
    1,
    Basics("Laboratory", "controller", "Samples", "The laboratory", "in force"),
    data=Data(("lab",), ("labs",), ("patients",)),
    recipients=Recipients("None"),
    retention=Retention("Ten years"),
    security=Security("Access by role"),
    review=Review(date(2026, 1, 2)),
    purposes=(Purpose("To cure", "6(1)(e)", "9(2)(h)", "The act § 6", 11),),
    processors=(Processor("s", agreement="signed", signed=date(2025, 1, 1), checklist=ALL_SETTLED, number=12),),
    transfers=(Transfer("USA", mechanism="46 clauses", assessed=date(2025, 1, 1), number=13),),
)
FOR_OTHERS = replace(
    WHOLE,
    basics=replace(WHOLE.basics, role="processor"),
    parties=Parties(behalf_of="A clinic", behalf_contact="post@clinic.example"),
)
(CURE,), (SUPPLIER,), (USA,) = WHOLE.purposes, WHOLE.processors, WHOLE.transfers


def but(**parts: object) -> Activity:
    return replace(WHOLE, **parts)


BROKEN = {
    "owner": (but(basics=replace(WHOLE.basics, owner="")), 0),
    "behalf": (replace(FOR_OTHERS, parties=replace(FOR_OTHERS.parties, behalf_of="")), 0),
    "behalf contact": (replace(FOR_OTHERS, parties=replace(FOR_OTHERS.parties, behalf_contact="")), 0),
    "work": (replace(FOR_OTHERS, basics=replace(FOR_OTHERS.basics, description="")), 0),
    "purpose": (but(purposes=()), 0),
    "basis": (but(purposes=(replace(CURE, basis=""),)), 11),
    "condition": (but(purposes=(replace(CURE, condition=""),)), 11),
    "law": (but(purposes=(replace(CURE, supplement=""),)), 11),
    "subjects": (but(data=replace(WHOLE.data, subjects=())), 0),
    "categories": (but(data=replace(WHOLE.data, categories=())), 0),
    "recipients": (but(recipients=Recipients(), processors=()), 0),
    "agreement": (but(processors=(replace(SUPPLIER, agreement="expired"),)), 12),
    "signed": (but(processors=(replace(SUPPLIER, signed=None),)), 12),
    "checklist": (but(processors=(replace(SUPPLIER, checklist={**ALL_SETTLED, "audit": "no"}),)), 12),
    "mechanism": (but(transfers=(replace(USA, mechanism=""),)), 13),
    "assessment": (but(transfers=(replace(USA, assessed=None),)), 13),
    "safeguards": (but(transfers=(replace(USA, mechanism="49 compelling"),)), 13),
    "retention": (but(retention=Retention()), 0),
    "security": (but(security=Security()), 0),
    "unreviewed": (but(review=Review()), 0),
    "review": (but(review=Review(date(2025, 11, 25))), 0),
}


@pytest.mark.parametrize("activity", [WHOLE, FOR_OTHERS])
def test_nothing_is_missing_in_a_whole_activity(activity):
    assert gaps(activity, KNOWN, TODAY) == ()


@pytest.mark.parametrize("rule", BROKEN)
def test_a_rule_finds_what_it_is_for_and_only_that(rule):
    activity, number = BROKEN[rule]
    (gap,) = gaps(activity, KNOWN, TODAY)
    assert (gap.rule, gap.number) == (rule, number)
    assert gap.text % gap.values if gap.values else gap.text


def test_every_rule_is_tried_here():
    assert [rule.id for rule in RULES] == list(BROKEN)


@pytest.mark.parametrize("activity", [
    but(data=replace(WHOLE.data, categories=("labs", "names")), purposes=(replace(CURE, condition="9(2)(a)"),)),
    but(purposes=(replace(CURE, basis="6(1)(a)", condition="9(2)(a)", supplement=""),)),
    but(recipients=Recipients()),
    but(transfers=(replace(USA, mechanism="45", assessed=None),)),
    but(transfers=()),
    but(processors=(), recipients=Recipients("None")),
    but(data=replace(WHOLE.data, subjects=(), other_subjects="Midwives")),
    but(review=Review(date(2025, 11, 26))),
    replace(FOR_OTHERS, purposes=(), retention=Retention(), data=Data(), recipients=Recipients()),
    Activity(1, Basics("Old", state="ended")),
])  # fmt: skip
def test_nothing_is_asked_for_that_is_not_needed(activity):
    assert gaps(activity, KNOWN, TODAY) == ()


def test_ordinary_categories_need_no_condition():
    ordinary = but(data=replace(WHOLE.data, categories=("names",)), purposes=(replace(CURE, condition=""),))
    assert gaps(ordinary, KNOWN, TODAY) == ()


def test_a_processor_without_an_agreement_is_told_by_its_name():
    (gap,) = gaps(but(processors=(replace(SUPPLIER, agreement="none", signed=None),)), KNOWN, TODAY)
    assert gap.text % gap.values == "There is no signed agreement with The supplier (GDPR Art. 28)."


def test_the_organisation_is_asked_for_an_address_and_a_privacy_officer():
    assert [gap.rule for gap in contact_gaps(Contacts())] == ["address", "officer"]
    assert contact_gaps(Contacts("Street 1", "", "Pavel")) == ()

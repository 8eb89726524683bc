"""Who else holds what a scope holds or sends, and in which country the record of processing says a supplier is."""

from dataclasses import replace

import pytest

from riskapp.accounts.permissions import OPERATOR
from riskapp.assessments.queries import quotes_of
from riskapp.assessments.quotes import quotes_for
from riskapp.database import db, transaction
from riskapp.estate.models import Asset
from riskapp.estate.snapshots import note_change
from riskapp.graph.snapshot import Category, Holding
from riskapp.graph.vocabulary import Sensitivity
from riskapp.processing.keeping import add_activity, change_section
from riskapp.processing.parts import add_part
from riskapp.processing.record import Basics, Data, Transfer
from tests.assessments.ward import Ward, start
from tests.graph.estates import estate, flow


def held(*rows: tuple[str, str, int]):
    """The ward's systems, of which `rows` hold a category; the laboratory sends letters to the archive."""
    whole = estate(flow("f1", "lab", "archive"), assets="lab archive ehr warehouse")
    categories = tuple(Category(name, name.title(), Sensitivity.SPECIAL) for name in ("results", "letters", "wages"))
    flows = tuple(replace(one, categories=("letters",)) for one in whole.flows)
    return replace(whole, categories=categories, flows=flows, holdings=tuple(Holding(*row) for row in rows))


def test_who_else_holds_what_the_scope_holds_or_sends() -> None:
    whole = held(("lab", "results", 9), ("ehr", "results", 7), ("archive", "letters", 5), ("warehouse", "wages", 3))
    told = quotes_for(whole, ["lab"])["holders"]
    assert [(row["other"], row["category"], row["persons"]) for row in told] == [
        ("ehr", "Results", 7),
        ("archive", "Letters", 5),
    ]


def test_what_the_scope_only_gets_is_not_spread_by_it() -> None:
    whole = held(("lab", "letters", 9), ("ehr", "letters", 7))
    assert quotes_for(whole, ["archive"])["holders"] == []


def test_many_holders_of_as_many_persons_are_one_row_with_their_number() -> None:
    kits = [f"kit{number}" for number in range(90)]
    whole = estate(assets=" ".join(["lab", *kits]))
    rows = (Holding("lab", "results", 90), *(Holding(kit, "results", 1) for kit in kits))
    whole = replace(whole, categories=(Category("results", "Results", Sensitivity.SPECIAL),), holdings=rows)
    told = quotes_for(whole, ["lab"])["holders"]
    assert [(row["other"], row["persons"], row["alike"]) for row in told] == [("kit0 … kit89", 1, 90)]


@pytest.fixture
def supplied(ward: Ward) -> Ward:
    """The ward, whose laboratory system Cloud Nine supplies."""
    with transaction() as session:
        session.get_one(Asset, ward.lab).supplier = "cloud"
        note_change(session)
    return ward


def record(recipient: str, *systems: str, country: str = "India") -> int:
    number = add_activity(OPERATOR, Basics("Laboratory", description="Samples are analysed."))
    change_section(OPERATOR, number, Data(systems=systems), 1)
    add_part(OPERATOR, number, Transfer(country, recipient, "46 clauses"))
    return number


def supplier_of(ward: Ward, kind: str = "dpia") -> dict[str, object]:
    return quotes_of(start(OPERATOR, kind, ward.lab))["suppliers"][0]


def test_a_supplier_has_the_country_that_a_transfer_names_for_it(supplied: Ward) -> None:
    number = record(" cloud nine ", "lab")
    told = supplier_of(supplied)
    assert (told["country"], told["country_from"]) == ("India", [{"id": number, "name": "Laboratory"}])


@pytest.mark.parametrize(("recipient", "system"), [("Cloud N", "lab"), ("Somebody", "lab"), ("Cloud Nine", "pump")])
def test_a_transfer_to_another_or_of_other_systems_says_nothing(supplied: Ward, recipient: str, system: str) -> None:
    record(recipient, system)
    told = supplier_of(supplied)
    assert told["supplier_name"] == "Cloud Nine"
    assert told["country"] is None


def test_an_unknown_supplier_is_no_recipient_without_a_name(ward: Ward) -> None:
    record("", "lab")
    assert supplier_of(ward)["country"] is None


def test_a_risk_assessment_quotes_no_record(supplied: Ward) -> None:
    record("Cloud Nine", "lab")
    assert supplier_of(supplied, "ros")["country"] is None
    assert db.session.get_one(Asset, supplied.lab).supplier == "cloud"

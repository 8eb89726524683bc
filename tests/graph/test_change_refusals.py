"""Why a change cannot be made, in the very words that people read."""

from typing import Any

import pytest

from riskapp.errors import Invalid
from riskapp.graph.changes import (
    Added,
    Altered,
    Change,
    GroupAdded,
    GroupAltered,
    GroupRemoved,
    MadeRedundant,
    Removed,
    ToleranceLengthened,
    apply_changes,
)
from riskapp.graph.draft import Table
from riskapp.graph.snapshot import Holding

from .estates import estate, flow, needs

OPEN = flow("open", "record", "archive", purpose="care")
SAFE = flow("safe", "record", "archive", encrypted=True, validated=True)
HOUSE = estate(
    needs("record", "dc1", "hosts", tolerance=5),
    needs("record", "dc2", "hosts", tolerance=5),
    needs("record", "net"),
    needs("record", "net", "løsninger på nett"),
    needs("ward", "record", tolerance=15),
    OPEN,
    SAFE,
    Holding("record", "data", 1),
)
HOSTS = {"dependent": "record", "group": "hosts"}
TO_RECORD = {"dependent": "ward", "provider": "record"}


def altered(table: Table, fields: dict[str, Any], **named: str | None) -> Altered:
    return Altered(table, named, fields)


REFUSED: list[tuple[Change, str]] = [
    (
        altered(Table.FLOW, {"encrypted": True}, id="safe"),
        "It changes nothing: the data flow safe is encrypted already.",
    ),
    (
        altered(Table.FLOW, {"validated": True}, id="safe"),
        "It changes nothing: the data flow safe is validated already.",
    ),
    (altered(Table.FLOW, {"purpose": "care"}, id="open"), "It changes nothing: open has these values already."),
    (GroupAltered(HOSTS, {"needed": 1}), "It changes nothing: the group hosts of record has these values already."),
    (
        GroupAdded((needs("record", "archive", "hosts"), needs("record", "net", "hosts"))),
        "record has a group called hosts already. Change it, or make it redundant with more members.",
    ),
    (
        GroupAdded((needs("record", "archive", "hosts"),)),
        "record has a group called hosts already. Change it, or make it redundant with more members.",
    ),
    (ToleranceLengthened(TO_RECORD, 15), "ward tolerates 15 minutes already. Name a longer time than that."),
    (
        MadeRedundant(HOSTS, ("net",), "others", None),
        'It is in the group hosts already, which keeps its name. Leave "name" out.',
    ),
    (
        MadeRedundant({"dependent": "record", "provider": "net", "group": None}, ("dc1",), "hosts", None),
        'record has another group called hosts. Give this one a "name" of its own.',
    ),
    (Removed(Table.DEPENDENCY, {"dependent": "ward", "provider": "net"}), "ward has no such dependency on net."),
    (
        Removed(Table.DEPENDENCY, {"dependent": "record", "provider": "net"}),
        (
            "record depends on net in several ways. Add what names the one you mean: "
            '{"kind": "service", "group": null}, {"kind": "service", "group": "løsninger på nett"}.'
        ),
    ),
    (GroupRemoved({"dependent": "ward", "group": "hosts"}), "ward has no group called hosts."),
    (Added(needs("ward", "record")), "It is there already: ward, record, service. Change it instead."),
    (
        altered(Table.DEPENDENCY, {"group": "løsninger på nett"}, dependent="record", provider="net", group=None),
        "It is there already: record, net, service, løsninger på nett. Change it instead.",
    ),
    (Added(needs("ward", "nobody")), "No asset has the id nobody."),
    (Added(Holding("ward", "nothing", 1)), "No data category has the id nothing."),
    (Added(needs("ward", "ward")), "ward depends on itself. Remove that dependency."),
]


@pytest.mark.parametrize(("change", "sentence"), REFUSED)
def test_a_refusal_says_in_whole_sentences_what_is_wrong_and_with_whom(change: Change, sentence: str) -> None:
    with pytest.raises(Invalid) as refusal:
        apply_changes(HOUSE, [change])
    assert str(refusal.value) == f"Change 1 cannot be made. {sentence}"


def test_an_estate_with_the_same_row_twice_is_refused_in_whole_sentences() -> None:
    with pytest.raises(Invalid) as refusal:
        apply_changes(estate(needs("a", "b"), needs("a", "b")), [Removed(Table.ASSET, {"id": "a"})])
    assert str(refusal.value) == "The estate holds the same row twice. Remove one of them before you change anything."

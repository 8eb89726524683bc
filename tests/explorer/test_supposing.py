"""Supposed changes as sentences, what is in play, and the difference that changes make."""

import json

import pytest

from riskapp.exchange.change_file import read_changes
from riskapp.exchange.columns import ASSETS, DEPENDENCIES, FLOWS, HOLDINGS
from riskapp.explorer.asking import find_out
from riskapp.explorer.change_phrases import FIELDS
from riskapp.explorer.change_sentences import sentences
from riskapp.explorer.difference_table import difference_table
from riskapp.explorer.differences import Difference, Turn, difference
from riskapp.explorer.directory import directory_of
from riskapp.explorer.in_play import Carriage, Need, around, in_play
from riskapp.explorer.rows import rows_of
from riskapp.graph.changes import apply_changes
from riskapp.graph.comparison import Estates
from riskapp.graph.snapshot import Snapshot
from tests.graph.estates import estate, flow, needs, read_ward

WARD = read_ward()

SENTENCES = [
    ({"do": "add", "asset": {"id": "dc3", "name": "Host 3", "kind": "infrastructure"}},
     "Host 3 is added (infrastructure).", "Host 3 kommer til (infrastruktur)."),
    ({"do": "change", "asset": "dc1", "set": {"recovery": 5, "owner": ""}},
     "Host 1 is changed: owner nothing; minutes to start again 5.",
     "Host 1 endres: eier ingenting; gjenopprettingstid i minutter 5."),
    ({"do": "change", "asset": "dc1", "set": {"lifecycle": "in use"}}, "Host 1 is put in use.", "Host 1 tas i bruk."),
    ({"do": "change", "asset": "dc1", "set": {"lifecycle": "retired"}},
     "Host 1 is changed: lifecycle retired.", "Host 1 endres: livsløp tatt ut av bruk."),
    ({"do": "remove", "asset": "dc1"}, "Host 1 is taken away, with all its dependencies and data flows.",
     "Host 1 tas bort, med alle avhengigheter og dataflyter."),
    ({"do": "add", "dependency": {"dependent": "lab", "provider": "net", "kind": "network"}},
     "Laboratory system needs Ward network too (network).", "Laboratory system trenger også Ward network (nett)."),
    ({"do": "add", "dependency": {"dependent": "lab", "provider": "net", "kind": "network", "strength": "soft"}},
     "Laboratory system needs Ward network too (network), but limps on without.",
     "Laboratory system trenger også Ward network (nett), men går videre uten."),
    ({"do": "add", "dependency": {"dependent": "ehr", "provider": "net", "kind": "hosting", "group": "cluster"}},
     "Ward network joins the group “cluster” that Patient record needs.",
     "Ward network kommer med i gruppen «cluster» som Patient record trenger."),
    ({"do": "remove", "dependency": {"dependent": "ehr", "provider": "ad"}},
     "Patient record no longer needs Directory service.", "Patient record trenger ikke lenger Directory service."),
    ({"do": "add", "group": {"dependent": "lab", "group": "g", "members": ["dc1", "net"], "kind": "hosting",
                             "needed": 2}},
     "Laboratory system needs 2 of these: Host 1 and Ward network (the group “g”).",
     "Laboratory system trenger 2 av disse: Host 1 og Ward network (gruppen «g»)."),
    ({"do": "change", "group": {"dependent": "ehr", "group": "cluster"}, "set": {"needed": 2}},
     "Patient record needs 2 of the group “cluster”.", "Patient record trenger 2 av gruppen «cluster»."),
    ({"do": "change", "group": {"dependent": "ehr", "group": "cluster"}, "set": {"strength": "soft"}},
     "Patient record limps on without the group “cluster”, and does not go down.",
     "Patient record går videre uten gruppen «cluster», men dårligere."),
    ({"do": "change", "dependency": {"dependent": "lab", "provider": "integ"}, "set": {"strength": "hard"}},
     "Laboratory system goes down without Integration engine.",
     "Laboratory system går ned uten Integration engine."),
    ({"do": "change", "dependency": {"dependent": "ehr", "provider": "ad"},
      "set": {"strength": "soft", "tolerance": 5}},
     "Patient record needs Directory service in another way: minutes it can do without 5; strength soft.",
     ("Patient record trenger Directory service på en annen måte: klarer seg uten i minutter 5; "
     "styrke går videre, men dårligere.")),
    ({"do": "remove", "group": {"dependent": "ehr", "group": "cluster"}},
     "Patient record no longer needs the group “cluster”.", "Patient record trenger ikke lenger gruppen «cluster»."),
    ({"do": "lengthen tolerance", "dependent": "ehr", "provider": "ad", "tolerance": 1505},
     "Patient record can do without Directory service for 1 d 1 h 5 min.",
     "Patient record klarer seg uten Directory service i 1 d 1 t 5 min."),
    ({"do": "make redundant", "dependent": "lab", "provider": "dc2", "with": ["dc1", "ad", "net"]},
     "Host 1, Directory service and Ward network can stand in for Host 2, which Laboratory system needs.",
     "Host 1, Directory service og Ward network kan tre inn for Host 2, som Laboratory system trenger."),
    ({"do": "make redundant", "dependent": "lab", "provider": "dc2", "with": ["dc1"], "needed": 1},
     "Host 1 can stand in for Host 2, which Laboratory system needs; 1 of them must work.",
     "Host 1 kan tre inn for Host 2, som Laboratory system trenger; 1 av dem må virke."),
    ({"do": "add", "flow": {"id": "f9", "source": "lab", "target": "ehr", "categories": ["results", "vitals"],
                            "access": "push", "encrypted": True, "validated": False}},
     ("Laboratory system sends Laboratory results and Vital signs to Patient record (new data flow f9, encrypted, "
     "not checked on arrival)."),
     ("Laboratory system sender Laboratory results og Vital signs til Patient record (ny dataflyt f9, kryptert, "
     "ikke kontrollert ved mottak).")),
    ({"do": "encrypt", "flow": "f1"}, "The data flow f1 from Patient monitor to Patient record is encrypted.",
     "Dataflyten f1 fra Patient monitor til Patient record krypteres."),
    ({"do": "validate", "flow": "f1"}, "The data flow f1 from Patient monitor to Patient record is checked on arrival.",
     "Dataflyten f1 fra Patient monitor til Patient record kontrolleres ved mottak."),
    ({"do": "change", "flow": "f1", "set": {"encrypted": False, "via": ["net", "ad"], "persons": 12000}},
     ("The data flow f1 from Patient monitor to Patient record is changed: encrypted no; by way of net and ad; "
     "persons 12 000."),
     "Dataflyten f1 fra Patient monitor til Patient record endres: kryptert nei; gjennom net og ad; personer 12 000."),
    ({"do": "remove", "flow": "f0"}, "The data flow f0 is taken away.", "Dataflyten f0 tas bort."),
    ({"do": "add", "holding": {"asset": "lab", "category": "vitals", "persons": 3}},
     "Laboratory system stores Vital signs about 3 persons.", "Laboratory system lagrer Vital signs om 3 personer."),
    ({"do": "change", "holding": {"asset": "lab", "category": "results"}, "set": {"persons": 1000}},
     "Laboratory system stores Laboratory results about 1 000 persons instead.",
     "Laboratory system lagrer Laboratory results om 1 000 personer i stedet."),
    ({"do": "remove", "holding": {"asset": "lab", "category": "results"}},
     "Laboratory system no longer stores Laboratory results.",
     "Laboratory system lagrer ikke lenger Laboratory results."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "english", "norwegian"), SENTENCES)
def test_each_change_is_a_sentence_in_both_languages(change: dict[str, object], english: str, norwegian: str) -> None:
    (told,) = sentences(read_changes(json.dumps([change])), directory_of(WARD))
    assert (told.en.replace("\u202f", " "), told.nb.replace("\u202f", " ")) == (english, norwegian)


def test_what_is_added_is_called_by_its_name_and_on_paper_with_its_id() -> None:
    changes = read_changes(json.dumps([
        {"do": "add", "asset": {"id": "x", "name": "eHost", "kind": "infrastructure"}},
        {"do": "make redundant", "dependent": "lab", "provider": "dc2", "with": ["x"]},
    ]))  # fmt: skip
    assert [one.en for one in sentences(changes, directory_of(WARD), ids=True)] == [
        "eHost (x) is added (infrastructure).",
        "eHost (x) can stand in for Host 2 (dc2), which Laboratory system (lab) needs.",
    ]


def test_every_field_that_a_change_may_set_has_a_name() -> None:
    settable = {column.name for table in (ASSETS, HOLDINGS, FLOWS, DEPENDENCIES) for column in table.columns}
    keys = {"id", "asset", "category", "dependent", "provider", "group"}
    assert settable - keys <= set(FIELDS)


def links(snapshot: Snapshot, hit: str, threat: str = "availability", control: bool = False) -> list[object]:
    """What is in play: (dependent, providers) of a need, the id of a flow."""
    result = find_out(snapshot, [hit], threat, 240 if threat == "availability" else None, None, control)
    directory = directory_of(snapshot)
    found = in_play(directory, result, rows_of(result, directory))
    return [(one.row.dependent, one.providers) if isinstance(one, Need) else one.row.id for one in found]


def test_the_needs_on_the_ways_to_most_processes_come_first() -> None:
    shared = [needs("a", "hub"), needs("b", "hub"), needs("hub", "line"), needs("c", "line"), needs("idle", "line")]
    found = links(estate(*shared, processes=("a", "b", "c")), "line")
    assert found[0] == ("hub", ("line",))
    assert set(found) == {("hub", ("line",)), ("a", ("hub",)), ("b", ("hub",)), ("c", ("line",))}, "idle hurts nobody"


def test_without_a_process_everything_counts_and_a_group_is_one_need() -> None:
    snapshot = estate(needs("x", "a", "pair"), needs("x", "b", "pair"), needs("a", "line"), needs("b", "line"))
    assert links(snapshot, "line")[0] in (("a", ("line",)), ("b", ("line",)))
    assert ("x", ("a", "b")) in links(snapshot, "line")


def test_two_lone_needs_of_one_provider_are_told_apart() -> None:
    snapshot = estate(needs("x", "a", kind="power"), needs("x", "a", kind="network"))
    kinds = {one.row.kind.value for one in around(directory_of(snapshot), "x") if isinstance(one, Need)}
    assert kinds == {"power", "network"}


def test_flows_are_in_play_where_wrong_data_or_leaks_spread() -> None:
    snapshot = estate(flow("f1", "a", "b"), flow("f2", "b", "c"), processes=("c",))
    assert links(snapshot, "a", "integrity") == ["f1", "f2"]
    assert links(WARD, "net", "confidentiality") == ["f1"]
    assert ("ehr", ("dc1", "dc2")) in links(WARD, "dc1", "confidentiality")


def test_around_an_asset_are_its_needs_its_flows_and_who_needs_it() -> None:
    found = around(directory_of(WARD), "integ")
    needed = [one.row.dependent for one in found if isinstance(one, Need)]
    assert (needed, [one.row.id for one in found if isinstance(one, Carriage)]) == (["integ", "lab"], ["f2", "f3"])
    assert {one.row.id for one in around(directory_of(WARD), "net") if isinstance(one, Carriage)} >= {"f1", "f2"}, (
        "it carries them"
    )
    assert found[0].assets == ("integ", "dc1") and found[1].assets == ("lab", "integ", "net")


def differing(threat: str, hit: str, *changes: dict[str, object], control: bool = False) -> Difference:
    """The difference that changes of the ward make."""
    after = apply_changes(WARD, read_changes(json.dumps(changes)))
    question = ([hit], threat, 240 if threat == "availability" else None, None, control)
    return difference(Estates(WARD, after), find_out(WARD, *question), find_out(after, *question))


def test_each_fate_is_told_and_processes_come_first() -> None:
    found = differing("availability", "power",
                      {"do": "lengthen tolerance", "dependent": "ehr", "provider": "ad", "tolerance": 100},
                      {"do": "add", "dependency": {"dependent": "monitor", "provider": "power", "kind": "power"}},
                      {"do": "change", "asset": "integ", "set": {"recovery": 200}},
                      {"do": "remove", "asset": "ad"})  # fmt: skip
    turns = {one.key: one.turn for one in found.assets}
    assert turns == {
        "ward": Turn.SAVED, "ehr": Turn.SAVED, "monitor": Turn.NEW, "integ": Turn.WORSE, "lab": Turn.WORSE,
        "ad": Turn.GONE,
    }  # fmt: skip
    assert [one.key for one in found.turned(Turn.SAVED)] == ["ward", "ehr"]
    monitor = found.turned(Turn.NEW)[0]
    assert monitor.before is None and monitor.after is not None and monitor.after.at == 0
    figures = {one.name: (one.before, one.after) for one in found.figures}
    assert figures["processes_down"] == (1, 0)
    assert figures["process_minutes_down"][1] == 0


def test_a_leak_differs_in_persons_and_in_who_is_controlled() -> None:
    found = differing("confidentiality", "dc1", {"do": "remove", "dependency": {"dependent": "ad", "provider": "dc1"}})
    assert ("ad", Turn.SAVED) in {(one.key, one.turn) for one in found.assets}
    fewer = {"do": "change", "holding": {"asset": "lab", "category": "results"}, "set": {"persons": 5}}
    found = differing("confidentiality", "lab", fewer)
    (held,) = [one for one in found.exposed if one.before and one.before.at_least == 250_000]
    assert held.turn is Turn.BETTER and held.after is not None and held.after.at_least == 5


def test_the_file_has_every_row_with_both_sides() -> None:
    found = differing("availability", "power",
                      {"do": "lengthen tolerance", "dependent": "ehr", "provider": "ad", "tolerance": 600})  # fmt: skip
    table = difference_table(found, "availability")
    row = dict(zip(table.columns, table.rows[0], strict=True))
    assert (row["change"], row["id"], row["state_before"], row["state_after"]) == ("saved", "ward", "down", "")
    assert (row["first_failure_before"], row["first_failure_after"]) == (105, None)
    leak = differing("confidentiality", "net", {"do": "encrypt", "flow": "f1"})
    table = difference_table(leak, "confidentiality")
    assert dict(zip(table.columns, table.rows[0], strict=True)) == {
        "change": "saved", "id": "monitor", "name": "Patient monitor", "kind": "", "category": "Vital signs",
        "at_least_before": 0, "at_least_after": None, "at_most_before": 12, "at_most_after": None,
    }  # fmt: skip


def test_answers_to_different_questions_are_not_compared() -> None:
    leak, outage = (
        find_out(WARD, ["net"], "confidentiality", None, None, False),
        find_out(WARD, ["net"], "availability", 60, None, False),
    )
    with pytest.raises(TypeError):
        difference(Estates(WARD, WARD), leak, outage)

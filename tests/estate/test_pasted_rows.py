"""Pasted rows: what separates cells, which assets are meant, what is there already, and each fault by its row."""

from dataclasses import replace

import pytest

from riskapp.errors import Invalid
from riskapp.estate.directory import directory
from riskapp.estate.pasted_links import LinkReader, Standing
from riskapp.estate.pasted_text import MOST_CHARACTERS, MOST_ROWS, read_lines
from riskapp.estate.snapshots import present
from riskapp.graph.snapshot import Dependency, Flow
from riskapp.graph.vocabulary import Access, DependencyKind, Strength

ENDS = ("dependent", "provider")
NAMES = {name: name for name in (*ENDS, "kind", "group", "needed", "tolerance", "strength")} | {
    "hvem trenger det": "dependent"
}
NEED = Dependency("", "", DependencyKind.NETWORK, tolerance=5)
FLOW = Flow("", "", "", ("results",), Access.PUSH, encrypted=True, validated=False)
WORDS = {
    "kind": {"power": DependencyKind.POWER, "strøm": DependencyKind.POWER},
    "strength": {"soft": Strength.SOFT},
    "access": {"query": Access.QUERY},
    "encrypted": {"yes": True, "no": False},
    "validated": {"yes": True, "no": False},
    "categories": {"vital signs": "vitals", "record": "record"},
}  # fmt: skip


def cells(text):
    return [tuple(line.cells.values()) for line in read_lines(text, ENDS, NAMES)]


def anybody(left, right):
    return True


def near(typed):
    return ("Lab (lab)",) if typed == "labb" else ()


def links(text, pattern=NEED, may=anybody):
    ends = ENDS if isinstance(pattern, Dependency) else ("source", "target")
    names = NAMES if isinstance(pattern, Dependency) else {name: name for name in (*ends, *WORDS)}
    lines = read_lines(text, ends, names)
    return LinkReader(pattern, directory(), WORDS, may, near).read(lines, present())


def standings(text, **given):
    return [row.standing.value for row in links(text, **given)]


@pytest.mark.parametrize("separator", ["\t", ";", ","])
def test_tab_semicolon_and_comma_separate_and_quotes_keep_them_in_a_cell(separator):
    text = f'lab{separator}net\r\n\r\n"Odd {separator} ""name"""{separator}  ehr \n'
    assert cells(text) == [("lab", "net"), (f'Odd {separator} "name"', "ehr")]


def test_commas_in_names_do_no_harm_where_tabs_separate():
    assert cells("Host 1, hall A\tnet; old") == [("Host 1, hall A", "net; old")]


def test_a_header_names_the_columns_in_any_order_and_language_and_rows_keep_their_numbers():
    lines = read_lines("provider\tHvem trenger det\tKIND\n\nnet\tlab\tpower\n", ENDS, NAMES)
    assert [(line.number, line.cells) for line in lines] == [
        (3, {"provider": "net", "dependent": "lab", "kind": "power"})
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "at least one row"),
        ("dependent;provider", "at least one row"),
        ("dependent;provider;colour\nlab;net;red", "“colour” is not known"),
        ("dependent;provider;kind;kind\nlab;net;power;power", "twice"),
        ("lab;net\n" * (MOST_ROWS + 1), f"at most {MOST_ROWS} rows"),
        ("x" * (MOST_CHARACTERS + 1), "characters"),
    ],
)
def test_what_is_wrong_with_all_of_it_is_told_at_the_field(text, said):
    with pytest.raises(Invalid, match=said) as refusal:
        read_lines(text, ENDS, NAMES)
    assert refusal.value.field == "rows"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("lab", "only one cell"),
        ("lab\tnet\tpower", "need a header"),
        ('"lab\tnet', "quotation mark"),
        ("lab\tnobody", "No asset has the id or the name nobody"),
        ("lab\tHost", "Did you mean Host 1 (dc1), Host 2 (dc2)?"),
        ("labb\tnet", "Did you mean Lab (lab)?"),
        ("lab\t", "Choose an asset"),
        ("lab\tlab", "cannot need itself"),
    ],
)
def test_a_faulty_row_is_told_by_its_number_and_the_others_stand(ward, row, said):
    found = links(f"ehr\tpower\n{row}\nward\tnet\n")
    assert [one.standing for one in found] == [Standing.NEW, Standing.FAULTY, Standing.NEW]
    assert (found[1].number, said in str(found[1].fault), found[1].link) == (2, True, None)


def test_empty_cells_to_the_right_are_no_fault(ward):
    assert standings("lab\tnet\t\t") == ["new"]


def test_assets_are_known_by_id_or_by_a_name_that_only_one_has(ward):
    (row,) = links("Laboratory system;WARD NETWORK")
    assert row.link == replace(NEED, dependent="lab", provider="net")
    assert [end.key for end in row.ends] == ["lab", "net"]


def test_what_is_there_already_or_stands_above_is_not_new(ward):
    text = "monitor;net\nlab;net\nlab;Ward network\nehr;dc1"
    assert standings(text) == ["known", "new", "twice", "new"]
    assert standings("dependent;provider;group\nehr;dc1;cluster\nehr;integ;cluster") == ["known", "new"]


def test_a_flow_is_known_by_its_ends_and_which_data_it_carries(ward):
    assert standings("lab;integ\nlab;ward\nlab;ward", pattern=FLOW) == ["known", "new", "twice"]
    text = "source;target;categories\nlab;integ;vital signs\nlab;integ;Vital signs, record\nlab;integ;colour"
    found = links(text, pattern=FLOW)
    assert [row.link.categories for row in found[:2]] == [("vitals",), ("vitals", "record")]
    assert "“colour” is not one of" in str(found[2].fault)


def test_more_columns_say_what_differs_and_empty_cells_what_holds_for_all(ward):
    text = (
        "dependent;provider;kind;tolerance;strength\nlab;net;Strøm;1 440;soft\nward;net;;;\nehr;net;wind;;\nehr;ad;;-1;"
    )
    found = links(text)
    assert found[0].link == Dependency("lab", "net", DependencyKind.POWER, tolerance=1440, strength=Strength.SOFT)
    assert found[1].link == replace(NEED, dependent="ward", provider="net")
    assert [row.standing.value for row in found[2:]] == ["faulty", "faulty"]


def test_a_column_that_leaves_open_what_nobody_chose_is_a_fault(ward):
    text = "source;target;access;encrypted\nlab;ward;query;no\nlab;ehr;query;"
    found = links(text, pattern=replace(FLOW, access=None, encrypted=None))
    assert (found[0].link.access, found[0].link.encrypted) == (Access.QUERY, False)
    assert "encrypted is empty" in str(found[1].fault)


def test_a_group_that_contradicts_itself_or_is_too_small_is_faulty_as_a_whole(ward):
    head = "dependent;provider;group;needed\n"
    assert standings(f"{head}lab;power;feed;2\nlab;net;feed;2") == ["new", "new"]
    assert standings(f"{head}lab;power;feed;3\nlab;net;feed;3\nward;net;;") == ["faulty", "faulty", "new"]
    found = links(f"{head}lab;power;feed;1\nlab;net;feed;2\nehr;integ;cluster;3")
    assert [row.standing.value for row in found] == ["faulty", "faulty", "new"]
    assert "something else of the group feed" in str(found[1].fault)


def test_a_row_without_the_right_is_told_and_the_others_stand(ward):
    found = links("lab;net\nehr;net", may=lambda left, right: left.key == "ehr")
    assert [row.standing.value for row in found] == ["faulty", "new"]
    assert "roles" in str(found[0].fault)

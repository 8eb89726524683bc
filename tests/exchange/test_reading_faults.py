"""Every fault is found, told with its place, and in order."""

from pathlib import Path

import pytest

from riskapp.errors import Faulty, Invalid
from riskapp.exchange.reading import read
from tests.exchange.files import SOUND, faults_with, places, read_with, write

GROUPED = "dependent,provider,kind,group,needed,tolerance,strength\n"


@pytest.mark.parametrize("table", SOUND)
def test_a_missing_file_is_a_fault(tmp_path: Path, table: str) -> None:
    assert places(faults_with(tmp_path, **{table: None})) == [(f"{table}.csv", None, None)]


@pytest.mark.parametrize(("table", "text"), SOUND.items())
def test_each_required_column_that_is_missing_is_a_fault(tmp_path: Path, table: str, text: str) -> None:
    for column in text.splitlines()[0].split(","):
        faults = faults_with(tmp_path, **{table: text.replace(column, "other", 1)})
        assert places(faults)[0] == (f"{table}.csv", 1, column)


@pytest.mark.parametrize(("table", "text"), SOUND.items())
def test_each_required_value_that_is_missing_is_a_fault(tmp_path: Path, table: str, text: str) -> None:
    header, first, *rest = (line.split(",") for line in text.splitlines())
    for index, column in enumerate(header):
        row = [*first[:index], "", *first[index + 1 :]]
        changed = "\n".join(",".join(line) for line in [header, row, *rest])
        assert (f"{table}.csv", 2, column) in places(faults_with(tmp_path, **{table: changed}))


def test_a_column_that_is_missing_is_told_once_and_not_for_every_row(tmp_path: Path) -> None:
    faults = faults_with(tmp_path, assets="id,name\na,A\nb,B\nc,C\n")
    assert places(faults) == [("assets.csv", 1, "kind")]


def test_references_are_not_called_wrong_where_the_table_of_ids_cannot_be_read(tmp_path: Path) -> None:
    assert places(faults_with(tmp_path, assets="name,kind\nA,system\n")) == [("assets.csv", 1, "id")]


def test_references_are_right_where_the_row_of_the_id_has_another_fault(tmp_path: Path) -> None:
    faults = faults_with(tmp_path, assets=SOUND["assets"].replace("a,A,system", "a,A,sistem"))
    assert places(faults) == [("assets.csv", 2, "kind")]


def test_a_column_that_is_there_twice_is_a_fault(tmp_path: Path) -> None:
    faults = faults_with(tmp_path, assets="id,name,kind,Name\na,A,system,B\nb,B,system\nc,C,device\n")
    assert places(faults) == [("assets.csv", 1, "name")]


def test_rows_with_more_cells_than_the_header_are_a_fault(tmp_path: Path) -> None:
    faults = faults_with(tmp_path, holdings="asset,category,persons\na,record,1,2\n")
    assert str(faults[0]) == "holdings.csv, row 2: The row has 4 cells, and the header only 3."
    assert faults[0].found == "2"


@pytest.mark.parametrize(
    ("table", "old", "new", "column"),
    [
        ("categories", "special", "secret", "sensitivity"),
        ("assets", "A,system", "A,sistem", "kind"),
        ("flows", "push", "pull", "access"),
        ("flows", "push,yes", "push,ja", "encrypted"),
        ("flows", "yes,no", "yes,nei", "validated"),
        ("dependencies", "hosting", "hosts", "kind"),
    ],
)
def test_an_unknown_word_is_a_fault(tmp_path: Path, table: str, old: str, new: str, column: str) -> None:
    faults = faults_with(tmp_path, **{table: SOUND[table].replace(old, new)})
    assert places(faults) == [(f"{table}.csv", 2, column)]
    assert faults[0].found in new


@pytest.mark.parametrize(
    "number", ["-1", "+1", "1.0", "1e3", "1 000", "1_000", "ten", "٣", "²", "2147483648", "9" * 5000, "0" * 5000 + "x"]
)
def test_a_number_is_digits_and_at_most_the_largest(tmp_path: Path, number: str) -> None:
    faults = faults_with(tmp_path, holdings=f"asset,category,persons\na,record,{number}\n")
    assert places(faults) == [("holdings.csv", 2, "persons")]


@pytest.mark.parametrize("level", ["0", "5", "1.0", "-1", "high", "44", "³"])
def test_a_level_is_1_to_4(tmp_path: Path, level: str) -> None:
    text = f"id,name,kind,integrity\na,A,system,{level}\nb,B,system,1\nc,C,device,4\n"
    assert places(faults_with(tmp_path, assets=text)) == [("assets.csv", 2, "integrity")]


@pytest.mark.parametrize("table", ["categories", "assets", "flows"])
def test_an_id_used_twice_is_a_fault_of_the_later_row(tmp_path: Path, table: str) -> None:
    row = SOUND[table].splitlines()[1]
    faults = faults_with(tmp_path, **{table: f"{SOUND[table]}{row}\n"})
    assert places(faults) == [(f"{table}.csv", SOUND[table].count("\n") + 1, "id")]
    assert "row 2" in faults[0].sentence


@pytest.mark.parametrize(
    ("table", "old", "new", "column"),
    [
        ("holdings", "a,record", "x,record", "asset"),
        ("holdings", "a,record", "a,x", "category"),
        ("flows", "a,b", "x,b", "source"),
        ("flows", "a,b", "a,x", "target"),
        ("flows", "b,record", "b,record;x", "categories"),
        ("dependencies", "a,b", "x,b", "dependent"),
        ("dependencies", "a,b", "a,x", "provider"),
    ],
)
def test_a_reference_to_what_is_not_there_is_a_fault(
    tmp_path: Path, table: str, old: str, new: str, column: str
) -> None:
    faults = faults_with(tmp_path, **{table: SOUND[table].replace(old, new)})
    assert places(faults) == [(f"{table}.csv", 2, column)]
    assert faults[0].found == "x"


def test_each_unknown_part_of_a_list_is_a_fault(tmp_path: Path) -> None:
    flows = "id,source,target,categories,access,encrypted,validated,via\nf1,a,b,record,push,yes,no,x;a;y\n"
    assert [fault.found for fault in faults_with(tmp_path, flows=flows)] == ["x", "y"]


def test_an_asset_that_depends_on_itself_is_a_fault(tmp_path: Path) -> None:
    faults = faults_with(tmp_path, dependencies="dependent,provider,kind\na,a,hosting\n")
    assert [str(fault) for fault in faults] == ["dependencies.csv, row 2, provider: a depends on itself."]


def test_the_same_dependency_or_holding_twice_is_a_fault(tmp_path: Path) -> None:
    faults = faults_with(
        tmp_path,
        holdings="asset,category,persons\na,record,1\na,record,2\na,results,1\n",
        dependencies="dependent,provider,kind\na,b,hosting\na,b,power\na,b,hosting\n",
    )
    assert places(faults) == [("holdings.csv", 3, "asset"), ("dependencies.csv", 4, "dependent")]


@pytest.mark.parametrize(("rows", "column"), [
    ("a,b,power,g,1,0,hard\na,c,power,g,2,0,hard\n", "needed"),
    ("a,b,power,g,1,5,hard\na,c,power,g,1,6,hard\n", "tolerance"),
    ("a,b,power,g,1,0,soft\na,c,power,g,1,0,\n", "strength"),
])  # fmt: skip
def test_rows_of_one_group_that_disagree_are_a_fault(tmp_path: Path, rows: str, column: str) -> None:
    assert places(faults_with(tmp_path, dependencies=GROUPED + rows)) == [("dependencies.csv", 3, column)]


@pytest.mark.parametrize("rows", [
    "a,b,power,g,0,0,hard\na,c,power,g,0,0,hard\n",
    "a,b,power,g,3,0,hard\na,c,power,g,3,0,hard\n",
    "a,b,power,,0,0,hard\n",
    "a,b,power,,2,0,hard\na,c,power,,1,0,hard\n",
])  # fmt: skip
def test_needed_of_0_or_larger_than_the_group_is_a_fault(tmp_path: Path, rows: str) -> None:
    assert places(faults_with(tmp_path, dependencies=GROUPED + rows)) == [("dependencies.csv", 2, "needed")]


def test_needed_may_be_the_whole_group(tmp_path: Path) -> None:
    rows = "a,b,power,g,2,0,hard\nb,c,power,g,1,0,hard\na,c,power,g,2,0,hard\n"
    assert faults_with(tmp_path, dependencies=GROUPED + rows) == []


def test_a_provider_named_twice_in_one_group_is_a_fault(tmp_path: Path) -> None:
    rows = "a,b,power,g,1,0,hard\na,b,network,g,1,0,hard\n"
    assert places(faults_with(tmp_path, dependencies=GROUPED + rows)) == [("dependencies.csv", 3, "provider")]


def test_faults_come_by_file_then_row_then_column_and_groups_last(tmp_path: Path) -> None:
    faults = faults_with(
        tmp_path,
        categories="sensitivity,id,name\nsecret,record,\nspecial,results,Results\n",
        assets="id,name,kind\na,A,system\nb,,system\nc,C,device\na,A,system,9\n",
        dependencies=GROUPED + "a,b,power,g,1,0,hard\na,c,power,g,2,0,hard\nb,c,strom,,1,0,hard\n",
    )
    assert places(faults) == [
        ("categories.csv", 2, "name"),
        ("categories.csv", 2, "sensitivity"),
        ("assets.csv", 3, "name"),
        ("assets.csv", 5, "id"),
        ("assets.csv", 5, None),
        ("dependencies.csv", 4, "kind"),
        ("dependencies.csv", 3, "needed"),
    ]


def test_the_message_is_one_line_with_the_first_fault_and_how_many_more(tmp_path: Path) -> None:
    write(tmp_path, assets='id,name,kind\na,A,"sys\ntem"\nb,B,\nc,C,x\n')
    with pytest.raises(Faulty) as caught:
        read(tmp_path)
    assert str(caught.value) == (
        'assets.csv, row 2, kind: "sys tem" is not one of: process, system, device, infrastructure, network, supplier,'
        " location. (2 more faults were found.)"
    )


def test_one_fault_alone_is_the_message(tmp_path: Path) -> None:
    write(tmp_path, dependencies="dependent,provider,kind\na,a,hosting\n")
    with pytest.raises(Faulty) as caught:
        read(tmp_path)
    assert str(caught.value) == "dependencies.csv, row 2, provider: a depends on itself."


def test_a_path_that_is_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="neither a folder nor a file"):
        read(tmp_path / "nothing")


def test_a_percent_sign_in_a_file_does_no_harm(tmp_path: Path) -> None:
    assert '"100%(x)s"' in faults_with(tmp_path, assets="id,name,kind\na,A,100%(x)s\n")[0].sentence


def test_all_is_read_or_nothing(tmp_path: Path) -> None:
    with pytest.raises(Faulty):
        read_with(tmp_path, dependencies="dependent,provider,kind\na,b,hosting\na,a,hosting\n")

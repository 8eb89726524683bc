"""What the files mean: columns, words, numbers, lists, blanks and separators."""

from pathlib import Path

import pytest

from riskapp.exchange.reading import read
from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Holding
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Lifecycle, Sensitivity, Strength
from tests.exchange.files import SOUND, faults_with, places, read_with

WARD = Path(__file__).parents[1] / "cases" / "ward"


def test_a_folder_of_five_csv_files_is_an_estate(tmp_path: Path) -> None:
    snapshot = read_with(tmp_path).snapshot
    assert snapshot.categories == (
        Category("record", "Record", Sensitivity.SPECIAL),
        Category("results", "Results", Sensitivity.ORDINARY),
    )
    assert snapshot.assets[2] == Asset("c", "C", Kind.DEVICE)
    assert snapshot.holdings == (Holding("a", "record", 10),)
    assert snapshot.flows == (Flow("f1", "a", "b", ("record",), Access.PUSH, encrypted=True, validated=False),)
    assert snapshot.dependencies == (Dependency("a", "b", DependencyKind.HOSTING),)


def test_the_ward_case_is_read_in_the_order_of_its_files() -> None:
    reading = read(WARD)
    snapshot = reading.snapshot
    assert [asset.id for asset in snapshot.assets] == [
        "power", "dc1", "dc2", "ad", "net", "ehr", "lab", "integ", "monitor", "ward",
    ]  # fmt: skip
    assert snapshot.flows[3].categories == ("record", "results")
    assert snapshot.dependencies[2] == Dependency("ehr", "dc1", DependencyKind.HOSTING, group="cluster")
    assert snapshot.dependencies[10].strength is Strength.SOFT
    assert reading.warnings == ()


def test_columns_may_come_in_any_order(tmp_path: Path) -> None:
    snapshot = read_with(tmp_path, holdings="persons,asset,category\n7,b,results\n").snapshot
    assert snapshot.holdings == (Holding("b", "results", 7),)


def test_every_column_is_read_into_its_field(tmp_path: Path) -> None:
    assets = (
        "id,name,kind,description,owner,supplier,site,lifecycle,confidentiality,integrity,availability,"
        "max_downtime,recovery,external_ref\na,A,system,d,o,s,t,pilot,1,2,3,60,10,x-1\nb,B,system\n"
    )
    flows = (
        "id,source,target,categories,access,encrypted,validated,via,purpose,persons\n"
        "f1,a,b,record;results,query,no,yes,b;a,care,12\n"
    )
    dependencies = (
        "dependent,provider,kind,group,needed,tolerance,strength\na,b,power,pair,2,30,soft\na,c,power,pair,2,30,soft\n"
    )
    snapshot = read_with(tmp_path, assets=assets + "c,C,device\n", flows=flows, dependencies=dependencies).snapshot
    assert snapshot.assets[0] == Asset(
        "a", "A", Kind.SYSTEM, "d", "o", "s", "t", Lifecycle.PILOT, 1, 2, 3, 60, 10, "x-1"
    )
    assert snapshot.flows == (
        Flow("f1", "a", "b", ("record", "results"), Access.QUERY, False, True, ("b", "a"), "care", 12),
    )
    assert snapshot.dependencies[0] == Dependency("a", "b", DependencyKind.POWER, "pair", 2, 30, Strength.SOFT)


def test_unknown_columns_are_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    reading = read_with(tmp_path, holdings="asset,category,persons,colour,\na,record,10,red,x\n")
    assert reading.snapshot.holdings == (Holding("a", "record", 10),)
    assert [str(warning) for warning in reading.warnings] == [
        "holdings.csv, row 1, colour: The column is unknown and was not read.",
        "holdings.csv, row 1: Column number 5 has no name and was not read.",
    ]


def test_another_csv_file_in_the_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "holding.csv").write_text("asset\n")
    (tmp_path / "expected.json").write_text("{}")
    assert [str(warning) for warning in read_with(tmp_path).warnings] == [
        "holding.csv: The file is not a part of an estate and was not read."
    ]


def test_blanks_around_a_value_are_no_part_of_it(tmp_path: Path) -> None:
    snapshot = read_with(tmp_path, holdings="asset , category,\tpersons\n a ,record\u00a0, 10 \n").snapshot
    assert snapshot.holdings == (Holding("a", "record", 10),)


def test_words_and_column_names_are_matched_without_regard_to_case(tmp_path: Path) -> None:
    snapshot = read_with(
        tmp_path,
        assets="ID,Name,KIND,Lifecycle\na,A,System,In Use\nb,B,SYSTEM,\nc,C,Device,RETIRED\n",
        flows=SOUND["flows"].replace("push,yes,no", "Push,YES,No"),
    ).snapshot
    assert [asset.kind for asset in snapshot.assets] == [Kind.SYSTEM, Kind.SYSTEM, Kind.DEVICE]
    assert [asset.lifecycle for asset in snapshot.assets] == [Lifecycle.IN_USE, Lifecycle.IN_USE, Lifecycle.RETIRED]
    assert snapshot.flows[0].access is Access.PUSH


def test_ids_are_matched_with_regard_to_case(tmp_path: Path) -> None:
    assert places(faults_with(tmp_path, holdings="asset,category,persons\nA,record,1\n")) == [
        ("holdings.csv", 2, "asset")
    ]


def test_empty_parts_of_a_list_are_passed_over(tmp_path: Path) -> None:
    flows = SOUND["flows"].replace("record,push", "; record ;;results;,push")
    assert read_with(tmp_path, flows=flows).snapshot.flows[0].categories == ("record", "results")


def test_a_list_of_nothing_but_separators_is_a_missing_value(tmp_path: Path) -> None:
    faults = faults_with(tmp_path, flows=SOUND["flows"].replace("record,push", " ; ;,push"))
    assert places(faults) == [("flows.csv", 2, "categories")]


def test_a_bom_is_understood(tmp_path: Path) -> None:
    text = b"\xef\xbb\xbf" + SOUND["assets"].encode()
    assert len(read_with(tmp_path, assets=text).snapshot.assets) == 3


def test_a_semicolon_as_separator_is_understood(tmp_path: Path) -> None:
    flows = '"id";"source";"target";"categories";"access";"encrypted";"validated"\r\n'
    flows += 'f1;a;b;"record;results";push;yes;no\r\n'
    snapshot = read_with(tmp_path, holdings="asset;category;persons\na;record;10\n", flows=flows).snapshot
    assert snapshot.holdings == (Holding("a", "record", 10),)
    assert snapshot.flows[0].categories == ("record", "results")


def test_blank_rows_are_passed_over_and_counted(tmp_path: Path) -> None:
    text = "asset,category,persons\n\n , ,\n,,,,,\na,record,many\n"
    assert places(faults_with(tmp_path, holdings=text)) == [("holdings.csv", 5, "persons")]


def test_rows_with_fewer_cells_than_the_header_are_filled_with_nothing(tmp_path: Path) -> None:
    snapshot = read_with(tmp_path, assets="id,name,kind,owner\na,A,system\nb,B,system,Bo\nc,C,device\n").snapshot
    assert [asset.owner for asset in snapshot.assets] == ["", "Bo", ""]


def test_quoted_cells_keep_commas_quotation_marks_and_line_breaks(tmp_path: Path) -> None:
    text = 'id,name,kind\na,"A, ""the"" one",system\nb,"B\r\nB",system\nc,C 5" wide,device\n'
    names = [asset.name for asset in read_with(tmp_path, assets=text).snapshot.assets]
    assert names == ['A, "the" one', "B\r\nB", 'C 5" wide']


def test_a_row_is_counted_once_although_a_cell_holds_line_breaks(tmp_path: Path) -> None:
    faults = faults_with(tmp_path, assets='id,name,kind\na,"A\n\nA",system\nb,B,sistem\nc,C,device\n')
    assert places(faults) == [("assets.csv", 3, "kind")]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_any_system_ends_them(tmp_path: Path, ends: str) -> None:
    assert len(read_with(tmp_path, assets=SOUND["assets"].replace("\n", ends)).snapshot.assets) == 3


def test_file_names_are_matched_without_regard_to_case(tmp_path: Path) -> None:
    (tmp_path / "Assets.CSV").write_text(SOUND["assets"])
    assert len(read_with(tmp_path, assets=None).snapshot.assets) == 3


def test_the_largest_number_and_leading_zeros_are_numbers(tmp_path: Path) -> None:
    text = "asset,category,persons\na,record,2147483647\nb,record,007\n"
    assert [holding.persons for holding in read_with(tmp_path, holdings=text).snapshot.holdings] == [2147483647, 7]


def test_a_header_alone_is_an_empty_table(tmp_path: Path) -> None:
    snapshot = read_with(tmp_path, holdings="asset,category,persons", dependencies="dependent,provider,kind\n").snapshot
    assert snapshot.holdings == ()
    assert snapshot.dependencies == ()


def test_supplier_site_and_owner_are_free_text(tmp_path: Path) -> None:
    text = "id,name,kind,supplier,site,owner\na,A,system,nobody,nowhere,who\nb,B,system\nc,C,device\n"
    assert read_with(tmp_path, assets=text).snapshot.assets[0].supplier == "nobody"

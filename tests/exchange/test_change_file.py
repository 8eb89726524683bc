"""Changes for a what-if: every verb, and what is refused, with the number of the change and what is wrong."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.errors import Invalid
from riskapp.exchange.change_file import read_changes
from riskapp.graph.changes import apply_changes
from riskapp.graph.snapshot import Dependency, Flow
from riskapp.graph.vocabulary import Access, DependencyKind, Strength
from tests.graph.estates import read_ward

WARD = read_ward()
HOSTS = {"dependent": "lab", "group": "g", "members": ["dc1", "net"], "kind": "hosting"}


def changed(*changes):
    return apply_changes(WARD, read_changes(json.dumps(changes)))


def row(rows, key):
    return next(one for one in rows if one.id == key)


def needs(snapshot, dependent):
    return [
        (one.provider, one.group, one.needed, one.tolerance)
        for one in snapshot.dependencies
        if one.dependent == dependent
    ]


def test_an_added_asset_comes_last_with_the_defaults_of_the_estate_files():
    after = changed({"do": "add", "asset": {"id": "dc3", "name": "Host 3", "kind": "Infrastructure", "recovery": 5}})
    assert after.assets[:-1] == WARD.assets
    assert (after.assets[-1].id, after.assets[-1].recovery, after.assets[-1].lifecycle.value) == ("dc3", 5, "in use")


def test_a_changed_asset_keeps_its_place_and_its_other_values():
    after = changed({"do": "change", "asset": "dc1", "set": {"recovery": 0, "lifecycle": "retired"}})
    assert [one.id for one in after.assets] == [one.id for one in WARD.assets]
    assert (row(after.assets, "dc1").recovery, row(after.assets, "dc1").name) == (0, "Host 1")


def test_with_a_removed_asset_goes_all_that_hangs_on_it():
    after = changed(
        {"do": "remove", "asset": "net"}, {"do": "remove", "asset": "lab"}, {"do": "remove", "asset": "dc2"}
    )
    assert {one.id for one in WARD.assets} - {one.id for one in after.assets} == {"net", "lab", "dc2"}
    assert [one.id for one in after.flows] == ["f1", "f3", "f4"]
    assert all(one.via == () for one in after.flows)
    assert "lab" not in [one.asset for one in after.holdings]
    # The cluster needed one of two, and needs the one that is left.
    assert needs(after, "ehr") == [("dc1", "cluster", 1, 0), ("ad", None, 1, 60)]


def test_a_group_needs_no_more_than_the_removed_members_leave():
    both = {"do": "change", "group": {"dependent": "ehr", "group": "cluster"}, "set": {"needed": 2, "tolerance": 7}}
    assert needs(changed(both), "ehr")[:2] == [("dc1", "cluster", 2, 7), ("dc2", "cluster", 2, 7)]
    gone = {"do": "remove", "dependency": {"dependent": "ehr", "provider": "dc2"}}
    assert needs(changed(both, gone), "ehr")[0] == ("dc1", "cluster", 1, 7)


def test_a_group_goes_whole():
    after = changed({"do": "remove", "group": {"dependent": "ehr", "group": "cluster"}})
    assert needs(after, "ehr") == [("ad", None, 1, 60)]


def test_what_is_changed_in_one_row_of_a_group_is_changed_in_all():
    after = changed({"do": "change", "dependency": {"dependent": "ehr", "provider": "dc2"}, "set": {"tolerance": 3}})
    assert {one.tolerance for one in after.dependencies if one.group == "cluster"} == {3}


def test_a_dependency_is_added_and_removed_again():
    new = {"dependent": "lab", "provider": "net", "kind": "network"}
    assert needs(changed({"do": "add", "dependency": new}), "lab")[-1] == ("net", None, 1, 0)
    assert changed({"do": "add", "dependency": new}, {"do": "remove", "dependency": new}) == WARD


def test_a_group_is_added_whole_with_the_defaults_of_the_estate_files():
    after = changed({"do": "add", "group": HOSTS})
    assert after.dependencies[: len(WARD.dependencies)] == WARD.dependencies
    assert after.dependencies[len(WARD.dependencies) :] == tuple(
        Dependency("lab", member, DependencyKind.HOSTING, "g", 1, 0, Strength.HARD) for member in ("dc1", "net")
    )
    both = {**HOSTS, "members": [" dc1 ", "net"], "needed": 2, "tolerance": 9, "strength": "Soft"}
    assert changed({"do": "add", "group": both}).dependencies[-1] == Dependency(
        "lab", "net", DependencyKind.HOSTING, "g", 2, 9, Strength.SOFT
    )
    assert changed({"do": "add", "group": both}, {"do": "remove", "group": {"dependent": "lab", "group": "g"}}) == WARD


def member(provider, needed=2):
    return {"do": "add", "dependency": {"dependent": "lab", "provider": provider, "kind": "hosting", "group": "g",
                                        "needed": needed}}  # fmt: skip


def test_a_group_of_added_dependencies_is_counted_after_the_last_of_them():
    one_by_one = changed(member("dc1"), {"do": "add", "asset": {"id": "dc3", "name": "Host", "kind": "infrastructure"}},
                         member("dc3"))  # fmt: skip
    assert needs(one_by_one, "lab")[-2:] == [("dc1", "g", 2, 0), ("dc3", "g", 2, 0)]
    assert changed(member("dc1"), member("net")) == changed({"do": "add", "group": {**HOSTS, "needed": 2}})


@pytest.mark.parametrize(
    ("changes", "number", "why"),
    [
        ([member("dc1", 3), member("net", 3)], 2, "needs 3 of the group g, which has only 2 members"),
        ([member("dc1")], 1, "which has only 1 members"),
        # What comes between may count members, so that only a whole group may be there.
        ([member("dc1"), {"do": "validate", "flow": "f3"}, member("net")], 1, "which has only 1 members"),
        ([member("dc1"), member("net", 1)], 2, "disagree"),
        ([member("dc1"), member("lab"), member("net")], 2, "depends on itself"),
        ([member("dc1"), member("dc1", 2), member("net")], 2, "there already"),
        ([member("dc1"), {"do": "add", "group": HOSTS}, member("net")], 2, "a group called g already"),
    ],
)
def test_a_group_that_is_not_whole_after_its_last_row_is_refused(changes, number, why):
    with pytest.raises(Invalid) as refusal:
        changed(*changes)
    assert str(refusal.value).startswith(f"Change {number} cannot be made. ")
    assert why in str(refusal.value)


def test_a_lone_dependency_is_made_redundant():
    spare = {"do": "make redundant", "dependent": "lab", "provider": "dc2", "with": ["dc1"], "name": "hosts"}
    assert needs(changed(spare), "lab") == [
        ("dc2", "hosts", 1, 0),
        ("integ", None, 1, 0),
        ("dc1", "hosts", 1, 0),
    ]


def test_a_group_gets_more_members_and_may_need_more_of_them():
    more = {"do": "make redundant", "dependent": "ehr", "group": "cluster", "with": ["power"], "needed": 2}
    assert needs(changed(more), "ehr") == [
        ("dc1", "cluster", 2, 0),
        ("dc2", "cluster", 2, 0),
        ("ad", None, 1, 60),
        ("power", "cluster", 2, 0),
    ]


def test_a_tolerance_is_lengthened():
    after = changed({"do": "lengthen tolerance", "dependent": "ward", "provider": "ehr", "tolerance": 240})
    assert needs(after, "ward")[0] == ("ehr", None, 1, 240)
    after = changed({"do": "lengthen tolerance", "dependent": "ehr", "group": "cluster", "tolerance": 5})
    assert {tolerance for _, group, _, tolerance in needs(after, "ehr") if group} == {5}


def test_flows_are_added_encrypted_and_validated():
    new = {"id": "f6", "source": "lab", "target": "ward", "categories": ["results"], "access": "query",
           "encrypted": True, "validated": "no", "via": "net", "persons": 9}  # fmt: skip
    after = changed({"do": "add", "flow": new}, {"do": "encrypt", "flow": "f1"}, {"do": "validate", "flow": "f1"})
    assert after.flows[-1] == Flow(
        "f6", "lab", "ward", ("results",), Access.QUERY, encrypted=True, validated=False, via=("net",), persons=9
    )
    assert (row(after.flows, "f1").encrypted, row(after.flows, "f1").validated) == (True, True)


def test_a_holding_changes_and_goes():
    held = {"asset": "ehr", "category": "record"}
    assert changed({"do": "change", "holding": held, "set": {"persons": 7}}).holdings[0].persons == 7
    assert len(changed({"do": "remove", "holding": held}).holdings) == len(WARD.holdings) - 1


def test_an_estate_with_the_same_row_twice_is_refused_and_loses_none():
    twice = replace(WARD, dependencies=(*WARD.dependencies, replace(WARD.dependencies[0], tolerance=7)))
    with pytest.raises(Invalid, match="same row twice"):
        apply_changes(twice, read_changes('[{"do": "encrypt", "flow": "f1"}]'))


def test_no_change_is_the_very_same_estate():
    assert changed() is WARD


REFUSED = [
    ({"do": "explode", "asset": "dc1"}, '"do" is one of'),
    ("encrypt", "no object"),
    ({"do": "encrypt", "flow": "f9"}, "No data flow has the id f9"),
    ({"do": "encrypt", "flow": 5}, '"flow" is a text'),
    ({"do": "encrypt", "flow": "f1", "colour": "red"}, '"colour" is not known here'),
    ({"do": "remove", "asset": "x"}, "No asset has the id x"),
    ({"do": "remove"}, "Name one of these"),
    ({"do": "remove", "asset": "dc1", "flow": "f1"}, "Name one of these"),
    ({"do": "add", "asset": {"id": "dc1", "name": "Host", "kind": "system"}}, "there already: dc1"),
    ({"do": "add", "asset": {"id": "x", "name": "Host", "kind": "toaster"}}, 'kind: "toaster" is not one of'),
    ({"do": "add", "asset": {"id": "x", "name": "Host"}}, "kind: A value is missing here"),
    ({"do": "add", "asset": {"id": "x", "name": "Host", "kind": "system", "recovery": -1}}, "recovery"),
    ({"do": "add", "asset": {"id": "x", "name": "Host", "kind": "system", "recovery": 1.5}}, "whole number"),
    ({"do": "add", "asset": {"id": "x", "name": "Host", "kind": "system", "availability": 5}}, "level from 1 to 4"),
    ({"do": "add", "asset": "x"}, "is no object"),
    ({"do": "add", "group": "g"}, "is no object"),
    ({"do": "add", "group": {}}, '"group" is a text'),
    ({"do": "add", "group": {**HOSTS, "group": None}}, '"group" is a text'),
    ({"do": "add", "group": {**HOSTS, "dependent": ""}}, "dependent: A value is missing here"),
    ({"do": "add", "group": {**HOSTS, "kind": None}}, "kind: A value is missing here"),
    ({"do": "add", "group": {**HOSTS, "provider": "dc1"}}, '"provider" is not known here'),
    ({"do": "add", "group": {**HOSTS, "members": []}}, '"members" lists'),
    ({"do": "add", "group": {**HOSTS, "members": "dc1;net"}}, '"members" lists'),
    ({"do": "add", "group": {**HOSTS, "members": ["dc1", 2]}}, '"members" lists'),
    ({"do": "add", "group": {**HOSTS, "members": ["dc1", "net", " dc1"]}}, '"members" names dc1 twice'),
    ({"do": "add", "group": {**HOSTS, "members": ["dc1", "x"]}}, "No asset has the id x"),
    ({"do": "add", "group": {**HOSTS, "dependent": "x"}}, "No asset has the id x"),
    ({"do": "add", "group": {**HOSTS, "members": ["dc1", "lab"]}}, "lab depends on itself"),
    ({"do": "add", "group": {**HOSTS, "needed": 3}}, "lab needs 3 of the group g, which has only 2 members"),
    ({"do": "add", "group": {**HOSTS, "needed": 0}}, "must ask for 1 or more"),
    ({"do": "add", "group": {**HOSTS, "dependent": "ehr", "group": "cluster"}}, "a group called cluster already"),
    ({"do": "add", "group": {**HOSTS, "group": "x" * 201}}, "group: The name of this group has 201 characters"),
    ({"do": "change", "asset": "dc1", "set": {"id": "dc9"}}, '"id" is not known here'),
    ({"do": "change", "asset": "dc1", "set": {}}, '"set" names'),
    ({"do": "change", "asset": "dc1"}, "is no object"),
    ({"do": "change", "flow": "f1", "set": {"via": ["nowhere"]}}, "No asset has the id nowhere"),
    ({"do": "change", "flow": "f1", "set": {"categories": ["gossip"]}}, "No data category has the id gossip"),
    ({"do": "add", "dependency": {"dependent": "lab", "provider": "lab", "kind": "service"}}, "depends on itself"),
    ({"do": "add", "dependency": {"dependent": "lab", "provider": "x", "kind": "service"}}, "the id x"),
    (
        {"do": "add", "dependency": {"dependent": "ehr", "provider": "net", "kind": "hosting", "group": "cluster",
                                     "needed": 2}},
        "disagree",
    ),
    (
        {"do": "add", "dependency": {"dependent": "ehr", "provider": "dc1", "kind": "service", "group": "cluster"}},
        "names dc1 twice",
    ),
    ({"do": "change", "group": {"dependent": "ehr", "group": "cluster"}, "set": {"needed": 3}}, "only 2 members"),
    ({"do": "change", "group": {"dependent": "ehr", "group": "x"}, "set": {"needed": 1}}, "no group called x"),
    ({"do": "remove", "dependency": {"dependent": "ehr", "provider": "net"}}, "no such dependency on net"),
    ({"do": "remove", "dependency": {"dependent": "ehr"}}, "Name the dependent and the provider"),
    ({"do": "remove", "holding": {"asset": "ehr", "category": "vitals"}}, "ehr holds no vitals"),
    ({"do": "lengthen tolerance", "dependent": "ward", "provider": "ehr", "tolerance": 15}, "15 minutes already"),
    ({"do": "lengthen tolerance", "dependent": "ward", "provider": "ehr"}, '"tolerance" is missing'),
    ({"do": "make redundant", "dependent": "lab", "provider": "dc2", "with": []}, '"with" lists'),
    ({"do": "make redundant", "dependent": "lab", "provider": "dc2", "with": ["lab"]}, "depends on itself"),
    ({"do": "make redundant", "dependent": "ehr", "group": "cluster", "with": ["net"], "name": "x"}, "keeps its name"),
    ({"do": "make redundant", "dependent": "ehr", "provider": "ad", "with": ["net"], "name": "cluster"},
     "another group"),
    ({"do": "make redundant", "dependent": "lab", "provider": "dc2", "with": ["net"], "name": "x" * 201}, "201 char"),
    ({"do": "lengthen tolerance", "dependent": "ehr", "kind": "hosting", "group": "cluster", "tolerance": 9},
     "provider"),
    ({"do": "lengthen tolerance", "dependent": "ward", "provider": "ehr", "tolerance": 5}, "15 minutes already"),
    ({"do": "validate", "flow": "f1"}, "It changes nothing: the data flow f1 is validated already."),
    ({"do": "change", "flow": "f1", "set": {"validated": "yes"}}, "f1 is validated already"),
    ({"do": "encrypt", "flow": "f3"}, "It changes nothing: the data flow f3 is encrypted already."),
    ({"do": "change", "asset": "dc1", "set": {"recovery": 10, "name": "Host 1"}}, "It changes nothing: dc1 has these"),
    ({"do": "change", "group": {"dependent": "ehr", "group": "cluster"}, "set": {"needed": 1}},
     "the group cluster of ehr"),
    ({"do": "change", "dependency": {"dependent": "ehr", "provider": "dc1"}, "set": {"needed": 1}},
     "It changes nothing: ehr, dc1, hosting, cluster"),
    ({"do": "add", "asset": {"id": "x" * 201, "name": "X", "kind": "system"}}, "id: This id has 201 characters"),
    ({"do": "add", "dependency": {"dependent": "lab", "provider": "net", "kind": "network", "group": "x" * 201}},
     "group: The name of this group has 201 characters"),
    ({"do": "add", "asset": {"id": "x", "name": True, "kind": "system"}}, "name: true is no text"),
    ({"do": "add", "asset": {"id": "x", "name": ["a", "b"], "kind": "system"}}, 'name: ["a", "b"] is no text'),
    ({"do": "add", "asset": {"id": "x", "name": "X", "kind": "system", "recovery": True}}, "true is no whole number"),
    ({"do": "change", "flow": "f1", "set": {"encrypted": "true"}}, '"true" is not one of: yes, no'),
    ({"do": "change", "flow": "f1", "set": {"via": ["net;power"]}}, "No asset has the id net;power"),
    ({"do": "change", "flow": "f1", "set": {"via": ["net", ""]}}, '"via" is a text'),
    ({"do": "change", "flow": "f1", "set": {"via": ["x" * 9_000, "y" * 1_000]}}, "more than 10000 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "why"), REFUSED)
def test_what_cannot_be_done_is_refused_with_its_number_and_reason(change, why):
    with pytest.raises(Invalid) as refusal:
        changed({"do": "validate", "flow": "f1"}, change)
    assert str(refusal.value).startswith("Change 2 cannot be made. ")
    assert why in str(refusal.value)


def test_a_dependency_that_is_there_in_two_kinds_must_be_named_by_its_kind():
    twice = {"do": "add", "dependency": {"dependent": "lab", "provider": "dc2", "kind": "service"}}
    with pytest.raises(Invalid, match="several ways"):
        changed(twice, {"do": "remove", "dependency": {"dependent": "lab", "provider": "dc2"}})
    gone = {"do": "remove", "dependency": {"dependent": "lab", "provider": "dc2", "kind": "service"}}
    assert changed(twice, gone) == WARD


def test_the_kind_is_read_without_regard_to_case_and_the_refusal_lists_what_tells_them_apart():
    twice = {"do": "add", "dependency": {"dependent": "lab", "provider": "dc2", "kind": "Service"}}
    gone = {"do": "remove", "dependency": {"dependent": "lab", "provider": "dc2", "kind": "SERVICE"}}
    assert changed(twice, gone) == WARD
    with pytest.raises(Invalid) as refusal:
        changed(twice, {"do": "lengthen tolerance", "dependent": "lab", "provider": "dc2", "tolerance": 9})
    assert '{"kind": "hosting", "group": null}, {"kind": "service", "group": null}' in str(refusal.value)


def test_a_group_of_null_names_the_row_without_a_group_and_one_left_out_names_none():
    grouped = {"dependent": "lab", "provider": "dc2", "kind": "hosting", "group": "hosts"}
    alone = {"dependent": "lab", "provider": "dc2", "group": None}
    add = {"do": "add", "dependency": grouped}

    assert changed(add, {"do": "lengthen tolerance", **alone, "tolerance": 9}).dependencies[-1].tolerance == 0
    assert needs(changed(add, {"do": "lengthen tolerance", **alone, "tolerance": 9}), "lab")[0] == ("dc2", None, 1, 9)
    assert needs(changed(add, {"do": "remove", "dependency": alone}), "lab")[-1] == ("dc2", "hosts", 1, 0)
    assert changed(add, {"do": "remove", "dependency": {**alone, "group": "hosts"}}) == WARD
    with pytest.raises(Invalid, match='"group": null.*"group": "hosts"'):
        changed(add, {"do": "remove", "dependency": {"dependent": "lab", "provider": "dc2"}})
    with pytest.raises(Invalid, match="no such dependency"):
        changed({"do": "remove", "dependency": {"dependent": "ehr", "provider": "dc1", "group": None}})


def test_an_id_with_the_separator_of_the_files_is_one_id_in_a_list_and_two_in_a_text():
    odd = {"do": "add", "asset": {"id": "net;power", "name": "Odd", "kind": "network"}}

    def via(value):
        return row(changed(odd, {"do": "change", "flow": "f1", "set": {"via": value}}).flows, "f1").via

    assert via(["net;power", " power "]) == ("net;power", "power")
    assert via("net;power") == ("net", "power")
    assert via([]) == ()


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["ehr", "dc1", "f1"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["do", "asset", "flow", "group", "dependency", "set", "with", "dependent", "provider", "id"]
            )
            | st.text(max_size=3),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
VERBS = ["add", "remove", "change", "encrypt", "validate", "lengthen tolerance", "make redundant"]


@given(st.lists(st.fixed_dictionaries({"do": st.sampled_from(VERBS)}).flatmap(
    lambda verb: st.dictionaries(st.sampled_from(["asset", "flow", "group", "dependency", "holding", "set", "with",
                                                  "dependent", "provider", "tolerance"]), VALUES, max_size=4)
    .map(lambda rest: {**rest, **verb})) | VALUES, max_size=3))  # fmt: skip
def test_any_json_is_either_made_or_refused(changes):
    try:
        changed(*changes)
    except Invalid as refusal:
        assert str(refusal)

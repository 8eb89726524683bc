"""Who reads the data: over which flow they are asked for, and by whom."""

from riskapp.graph.confidentiality import Basis, Confidentiality, expose
from riskapp.graph.index import index_of
from riskapp.graph.queries import Queries
from riskapp.graph.readers import readings
from riskapp.graph.snapshot import Holding

from .estates import estate, flow


def asked(result: Confidentiality) -> list[tuple[str, str | None, str]]:
    return [(one.holder, one.flow, one.by) for one in readings(result) if one.basis is Basis.BY_QUERY]


def test_where_everything_is_exposed_by_query_it_is_told_over_which_flow() -> None:
    result = expose(estate(Holding("record", "data", 5), flow("ask", "record", "desk", access="query")), ["desk"])
    assert all(Basis.BY_QUERY in one.bases for one in result.exposures)
    assert asked(result) == [("record", "ask", "desk")]


def test_only_somebody_under_control_asks_and_only_over_flows_that_are_queries() -> None:
    rows = [
        Holding("record", "data", 5),
        flow("elsewhere", "record", "ward", access="query"),
        flow("pushed", "record", "desk"),
        flow("ask", "record", "desk", access="query"),
    ]
    assert asked(expose(estate(*rows), ["desk"])) == [("record", "ask", "desk")]


def test_what_can_be_asked_for_on_two_ways_is_listed_once() -> None:
    ways = [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]
    rows = [flow(f"{asker}{source}", source, asker, access="query") for asker, source in ways]
    index = index_of(estate(*rows, Holding("d", "data", 5)))
    assert Queries(index).holders(index.number["a"]) == (index.number["d"],)

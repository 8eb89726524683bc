"""The facts of the estate that a content quotes, as rows that are compared: each by a key that lasts."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from riskapp.assessments.compared_row import Row

Content = Mapping[str, Any]


def _facts(table: str, key: Callable[[Content], str], name: Callable[[Content], Any]) -> Callable[[Content], Any]:
    def rows(content: Content) -> Iterator[Row]:
        for one in (content.get("quotes") or {}).get(table) or ():
            if "more" in one:
                yield Row("more", "…", {"more": one["more"]})
                continue
            says = {field: said for field, said in one.items() if field not in _ENDS}
            # A flow keeps its id when it is led elsewhere; the others are known by their ends.
            ends = {"ends": name(one)} if table == "flows" else {}
            yield Row(key(one), name(one), {**says, **ends})

    return rows


_ENDS = frozenset(
    {
        "id",
        "asset",
        "asset_id",
        "other",
        "other_id",
        "category",
        "category_id",
        "direction",
        "other_kind",
        "country_from",
    }
)
"""Fields of a fact that stand in its key or its name, or lead to where the estate has it."""


def _end(row: Content, name: str) -> str:
    return str(row.get(f"{name}_id") or row[name])


def _flow_name(row: Content) -> str:
    ends = (row["other"], row["asset"]) if row["direction"] == "in" else (row["asset"], row["other"])
    return " → ".join(ends)


def _need_name(row: Content) -> str:
    ends = (row["asset"], row["other"]) if row["direction"] == "needs" else (row["other"], row["asset"])
    return " ← ".join(ends)


FACTS: Mapping[str, Callable[[Content], Any]] = {
    "assets": _facts("assets", lambda row: str(row["id"]), lambda row: row["name"]),
    "data": _facts(
        "data",
        lambda row: f"{_end(row, 'asset')} {_end(row, 'category')}",
        lambda row: f"{row['asset']}: {row['category']}",
    ),
    "holders": _facts(
        "holders",
        lambda row: f"{_end(row, 'other')} {_end(row, 'category')}",
        lambda row: f"{row['other']}: {row['category']}",
    ),
    "flows": _facts(
        "flows", lambda row: str(row.get("id") or f"{row['direction']} {row['asset']} {row['other']}"), _flow_name
    ),
    "suppliers": _facts("suppliers", lambda row: _end(row, "asset"), lambda row: row["asset"]),
    "needs": _facts(
        "needs",
        lambda row: f"{_end(row, 'asset')} {row['direction']} {_end(row, 'other')} {row['why']}",
        _need_name,
    ),
}
"""The rows of each quoted table."""

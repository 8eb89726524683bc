"""The rows of each part of a content as they are compared: a key that lasts, a name, and fields that say something."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from riskapp.assessments.changes import MEASURE, RISK
from riskapp.assessments.compared_decisions import acceptances, base, choices, conditions, review, trade_offs
from riskapp.assessments.compared_facts import FACTS
from riskapp.assessments.compared_row import Row
from riskapp.assessments.persons import Person

Content = Mapping[str, Any]


def rows_of_part(content: Content, part: str) -> dict[str, Row]:
    """The rows of a part by their key; two of the same key are told apart by a number."""
    found: dict[str, Row] = {}
    for row in _PARTS[part](content):
        place, again = row.place, 2
        while place in found:
            place, again = _again(row.place, again), again + 1
        found[place] = Row(place, row.name, row.says)
    return found


def _again(place: str, number: int) -> str:
    """The place with a number; the one of a person stays a name."""
    told = f"{place} ({number})"
    return Person(told) if isinstance(place, Person) else told


def _whole(content: Content) -> Iterator[Row]:
    yield Row("title", content.get("title"), {"title": content.get("title")})
    yield Row("language", content.get("title"), {"language": content.get("language")})
    yield Row("questions", content.get("title"), {"questions": content["questionnaire"].get("version")})


def _scope(content: Content) -> Iterator[Row]:
    for one in content.get("scope") or ():
        yield Row(one["key"], one["name"], {"name": one["name"]})


def _participants(content: Content) -> Iterator[Row]:
    for one in content.get("participants") or ():
        yield Row(one["name"], one["name"], {name: one[name] for name in ("profession", "role")})


def _threshold(content: Content) -> Iterator[Row]:
    threshold = content.get("threshold")
    if threshold:
        yield Row("threshold", None, {"outcome": threshold["outcome"], "because": threshold["because"]})


def _answers(content: Content) -> Iterator[Row]:
    given, asked = content["answers"], set()
    for step in content["questionnaire"]["steps"]:
        for question in step["questions"]:
            key = question["id"]
            asked |= {key, f"{key}.reason", f"{key}.verdict"}
            if any(name in given for name in (key, f"{key}.reason", f"{key}.verdict")):
                says = {
                    "answer": _chosen(given.get(key), question["choices"]),
                    "reason": given.get(f"{key}.reason"),
                    "verdict": given.get(f"{key}.verdict"),
                }
                yield Row(key, question["label"], says)
    for key in sorted(given.keys() - asked):
        yield Row(key, key, {"answer": given[key]})


def _chosen(answer: Any, choices: Mapping[str, Any]) -> Any:
    """The labels of what was chosen, in both languages; a text as it was written."""
    if isinstance(answer, str):
        return choices.get(answer, answer)
    return None if answer is None else [choices.get(one, one) for one in answer]


def _risks(content: Content) -> Iterator[Row]:
    levels = ("level", "level_after")
    for risk in content.get("risks") or ():
        told = {name: risk.get(name) for name in (*levels, *(field for field in RISK if field != "aspects"))}
        aspects = {f"aspect {one['aspect']}": [one["now"], one["after"]] for one in risk.get("aspects") or ()}
        says = {**told, **aspects, "asset": (risk.get("asset") or {}).get("name"), EVIDENCE: risk.get("evidence")}
        numbers = {name: risk.get(name) for name in ("estimate", "figures")}
        yield Row(f"R{risk['number']}", risk["event"], {**says, **numbers})


EVIDENCE = "evidence"
"""The field that is compared figure by figure."""


def _measures(content: Content) -> Iterator[Row]:
    for one in content.get("measures") or ():
        says = {name: one.get(name) for name in (*MEASURE, "situations", "no_longer")}
        files: dict[str, list[Any]] = {}
        for file in one.get("evidence") or ():
            files.setdefault(f"file {file['name']}", []).append([file["sha256"], file["by"]])
        effects = {f"effect R{told['risk']}": _figures(told) for told in one.get("effect") or ()}
        yield Row(f"T{one['number']}", one["text"], {**says, **files, **effects})


def _figures(effect: Content) -> dict[str, Any]:
    return {name: effect[name] for name in ("saved", "new", "totals")}


def _fallbacks(content: Content) -> Iterator[Row]:
    fields = ("kind", "text", "minutes", "tested_on", "tested_by")
    for one in content.get("fallbacks") or ():
        name = f"{one['dependent']['name']} – {one['provider']['name']}"
        yield Row(str(one["number"]), name, {field: one.get(field) for field in fields})


def _suggestions(content: Content) -> Iterator[Row]:
    for one in content.get("suggestions") or ():
        said = one["said"]
        asset = said.get("asset") or {}
        place = f"{asset.get('key')} {said['property']} {said['event']['en']}"
        yield Row(place, said["event"], {name: one.get(name) for name in ("verdict", "reason", "risk", "by")})


def _workshops(content: Content) -> Iterator[Row]:
    for one in content.get("workshops") or ():
        told = {name: one.get(name) for name in ("at", "minutes", "place", "agenda", "notes")}
        guests = {f"guest {n}": _guest(guest) for n, guest in enumerate(one["guests"], start=1)}
        yield Row(f"W{one['number']}", one["at"][:10], {**told, **guests})


def _guest(guest: Content) -> list[Any]:
    return [*(guest[name] for name in ("name", "profession", "role", "email")), guest["came"]]


def _criteria(content: Content) -> Iterator[Row]:
    scales = content["scales"]
    yield Row("criteria", scales.get("name") or "", {"criteria": scales.get("version"), "source": scales.get("source")})


def _record(content: Content) -> Iterator[Row]:
    for one in (content.get("quotes") or {}).get("record") or ():
        yield Row(str(one["id"]), one["name"], {f"passage {each['letter']}": each["text"] for each in one["passages"]})


_PARTS: Mapping[str, Callable[[Content], Any]] = {
    "whole": _whole,
    "scope": _scope,
    "participants": _participants,
    "threshold": _threshold,
    "answers": _answers,
    "risks": _risks,
    "measures": _measures,
    "trade_offs": trade_offs,
    "acceptances": acceptances,
    "conditions": conditions,
    "review": review,
    "base": base,
    "choices": choices,
    "fallbacks": _fallbacks,
    "suggestions": _suggestions,
    "workshops": _workshops,
    "criteria": _criteria,
    **FACTS,
    "record": _record,
}

"""Whatever differs in a content is told: each leaf is changed in turn, and the comparison must say something of it."""

import json
import re
from copy import deepcopy
from zoneinfo import ZoneInfo

import pytest

from riskapp.assessments.comparison import compare
from riskapp.assessments.content import canonical
from riskapp.assessments.persons import as_text
from riskapp.reports.assessment.reader import Reader
from riskapp.reports.assessment.since_words import said_parts
from tests.decisions.test_every_field_is_printed import leaves, whole

# What needs no word of its own when it changes, each with its reason.
UNTOLD = re.compile(
    r"""(format|assessment|kind|number|state|estate|catalogue)$   # which content it is, and over which state
    | (created|trail|since|transitions|remarks)\b        # how it came about, and what was said about it
    | rests_on$                                          # what differs in the estate is told field by field
    | review_by\b                                        # follows from the day of the decision and the levels left
    | (inconsistencies|not_asked)\b                          # follows from the answers, which are told
    | .*\.(at|carried_at)$                                    # when something was noted; a workshop's time is told
    | questionnaire\.(steps|source)\b                         # the catalogue: its version is told
    | scales\.(?!version|source)                              # the criteria: their version is told
    | threshold\.(rule|fired|known)\b                         # worked out of answers and quoted facts, which are told
    | risks\.\d+\.(level|level_after)\.id$                   # an id, whose word is told
    | risks\.\d+\.asset\.key$                               # an id, whose name is told
    | risks\.\d+\.aspects\.\d+\.name$                       # the criteria's word for the aspect
    | risks\.\d+\.evidence\.(estate|slice)\b                # over which state it was worked out
    | risks\.\d+\.evidence\.\w+\.\d+\.(id|name|category)$  # names are words of the estate
    | risks\.\d+\.evidence\.deadlocks\.                    # likewise: how many there are is told
    | risks\.\d+\.acceptances\.\d+\.(risk_then|treatment_before)\b  # copies of what is told at the risk
    | measures\.\d+\.registered$                            # an id
    | measures\.\d+\.evidence\.\d+\.size$                   # its fingerprint is told
    | measures\.\d+\.effect\.\d+\.(estate|slice)$           # over which state it was worked out
    | measures\.\d+\.effect\.\d+\.asked\b                # the question of the evidence, which is told there
    | measures\.\d+\.trade_offs\.\d+\.then\b                # a copy of what is told at the measure
    | fallbacks\.\d+\.(dependent|provider)\b                 # which needs which: names of the estate
    | fallbacks\.\d+\.number$                               # an id
    | suggestions\.\d+\.said\b                              # a copy of the suggestion; its event names the row
    | conditions\.\d+\.number$                              # begins anew in each version
    | scope\.\d+\.kind$                                     # told with the facts of the estate
    | quotes\.\w+\.\d+\.(asset|other|category)_id$            # an id, whose name is told
    | quotes\.recipients\b                                  # said of the flows
    | quotes\.\w+\.\d+\.(asset|other|category|other_kind|country_from)$  # told of what they name
    """,
    re.VERBOSE,
)


ANOTHER = {
    "low": "medium",
    "medium": "high",
    "high": "low",
    "poisson": "bernoulli",
    "bernoulli": "poisson",
    "data": "control",
    "control": "data",
    "in": "out",
    "out": "in",
}
"""Words that are said by a phrase of their own."""


def other(value: object) -> object:
    """Another value of the same kind."""
    if isinstance(value, str) and value in ANOTHER:
        return ANOTHER[value]
    if isinstance(value, dict):
        return {language: f"{text} zq" for language, text in value.items()}
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return "2031-01-02" + str(value)[10:] if re.match(r"\d{4}-\d\d-\d\d", str(value)) else f"{value} zq"


def with_other(content: dict, path: str) -> dict:
    """A copy with another value at the path."""
    found = deepcopy(content)
    *steps, last = path.split(".")
    row = found
    while steps:
        row = row[_step(row, steps)]
    key = last if isinstance(row, dict) else int(last)
    row[key] = other(row[key])
    return found


def _step(row: dict | list, steps: list[str]) -> str | int:
    """The next key; an answer's may have a dot in it."""
    first = steps.pop(0)
    return int(first) if isinstance(row, list) else first


def replaced(content: dict) -> set[str]:
    """The paths of acceptances and trade-offs in whose place a newer one stands."""
    found = set()
    for table, rows in (("risks", "acceptances"), ("measures", "trade_offs")):
        for number, one in enumerate(content[table]):
            found |= {f"{table}.{number}.{rows}.{older}." for older in range(len(one[rows]) - 1)}
    return found


@pytest.mark.parametrize("kind", ["ros", "dpia"])
def test_each_leaf_that_changes_is_told_in_words(people, ward, kind):
    content = json.loads(canonical(as_text(whole(people, ward, kind, "en").frozen)))
    reader, older = Reader("en", ZoneInfo("Europe/Oslo")), tuple(replaced(content))
    silent, walked = [], 0
    for path, value in leaves(content):
        if value in (None, "", []) or UNTOLD.match(path) or path.startswith((*older, "answers.")):
            continue
        walked += 1
        found = compare(content, with_other(content, path)).differences
        said = [one for part in said_parts(found, reader) for one in part.differences]
        if not any(one.did != "changed" or one.fields for one in said):
            silent.append(f"{path}: {value!r}")
    assert walked > 300
    assert silent == []


@pytest.mark.parametrize("kind", ["ros", "dpia"])
def test_each_answer_that_changes_is_told(people, ward, kind):
    content = json.loads(canonical(as_text(whole(people, ward, kind, "en").frozen)))
    for key, value in content["answers"].items():
        after = {**content, "answers": {**content["answers"], key: other(value) if isinstance(value, str) else []}}
        [one] = compare(content, after).differences
        assert (one.part, one.place, len(one.fields)) == ("answers", key.partition(".")[0], 1)

"""Writes a DPIA's content as a file of the CNIL PIA tool, which the reader of this room reads back to the same."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from riskapp.catalogues.cnil_pia import Mapped, Reference, load_mapping
from riskapp.errors import N_, Invalid
from riskapp.exchange.cnil.marks import section
from riskapp.exchange.cnil.markup import marked_up
from riskapp.exchange.cnil.writing_comments import comments_of
from riskapp.exchange.cnil.writing_measures import Planned, measures_of, plan_of
from riskapp.exchange.cnil.writing_risks import event_answers, event_evaluation

Content = Mapping[str, Any]

_STATUSES = {"not_acceptable": 1, "to_improve": 2, "acceptable": 3}
_DECIDED = {"approved": 2, "rejected": 1}


def write_pia(content: Content) -> bytes:
    """The file, as UTF-8 JSON. Raises Invalid for a content that is no DPIA."""
    if content["kind"] != "dpia":
        raise Invalid(N_("Only a DPIA can go to the CNIL tool. This is a risk assessment."))
    mapped, measures = load_mapping(), measures_of(content["measures"])
    words = _labels(content)
    answers = [
        *(_entry(one.id, _answer(content, one, words)) for one in mapped.references if _answer(content, one, words)),
        *(answer for event in mapped.events for answer in event_answers(content, event, measures)),
    ]
    listed = [*(one.entry for one in measures), *_answers_as_measures(content, mapped, words, len(measures))]
    pia = {
        "pia": _pia(content),
        "answers": [{"id": number, "pia_id": 1, **one} for number, one in enumerate(answers, 1)],
        "measures": [{"pia_id": 1, **one} for one in listed],
        "evaluations": [
            {"id": number, "pia_id": 1, **one} for number, one in enumerate(_evaluations(content, mapped, measures), 1)
        ],
        "comments": comments_of(content, mapped),
    }
    return json.dumps(pia, ensure_ascii=False, indent=1).encode("utf-8")


def _pia(content: Content) -> dict[str, Any]:
    answers = content["answers"]
    sought = {"sought": True, "not_sought": False}.get(answers.get("views_sought", ""))
    advice = [one for one in content["transitions"] if one["act"] == "advise"]
    return {
        "id": 1,
        "status": _DECIDED.get(content["state"], 0),
        "name": content["title"],
        "category": "",
        "author_name": "; ".join(_participant(one) for one in content["participants"]),
        "evaluator_name": "",
        "validator_name": "",
        "dpo_status": None,
        "dpo_opinion": advice[-1]["text"] if advice else "",
        "dpos_names": advice[-1]["by"] if advice else "",
        "concerned_people_searched_opinion": sought,
        "concerned_people_searched_content": answers.get("views_sought.reason", ""),
        "concerned_people_opinion": answers.get("views", ""),
        "concerned_people_status": None,
        "people_names": "",
        "is_example": 0,
        "is_archive": 0,
        "created_at": content["created"]["at"],
    }


def _participant(one: Mapping[str, str]) -> str:
    more = ", ".join(part for part in (one["profession"], one["role"]) if part)
    return f"{one['name']} ({more})" if more else one["name"]


def _labels(content: Content) -> dict[str, tuple[str, Mapping[str, Any]]]:
    """What people read for each answer key, and the choices that it offers, in the content's language."""
    language, found = content["language"], {}
    for step in content["questionnaire"]["steps"]:
        for question in step["questions"]:
            label = question["label"][language]
            reason = (question["reason_label"] or question["label"])[language]
            found[question["id"]] = (label, question["choices"])
            found[f"{question['id']}.reason"] = (reason, {})
            found[f"{question['id']}.verdict"] = (label, dict.fromkeys(_STATUSES))
    return found


def _answer(content: Content, reference: Reference, words: Mapping[str, tuple[str, Mapping[str, Any]]]) -> str:
    """The text of a reference: what is its own, then our other questions under their marks."""
    own = content["answers"].get(reference.to, "")
    keys = [
        key
        for question in reference.holds
        for key in (question, f"{question}.reason", f"{question}.verdict")
        if key not in (reference.to, f"{reference.verdict}.verdict")
    ]
    return "\n".join(part for part in (own, *_sections(content, keys, words)) if part)


def _sections(
    content: Content, keys: Iterable[str], words: Mapping[str, tuple[str, Mapping[str, Any]]]
) -> Iterable[str]:
    for key in keys:
        stored = content["answers"].get(key)
        if not stored:
            continue
        label, choices = words.get(key, (key, {}))
        if choices:
            values = [stored] if isinstance(stored, str) else list(stored)
            said = [choices[one][content["language"]] for one in values if choices.get(one)]
            yield section(key, f"{label} {', '.join(said)}", "", values)
        else:
            yield section(key, label, stored)


def _answers_as_measures(
    content: Content, mapped: Mapped, words: Mapping[str, tuple[str, Mapping[str, Any]]], before: int
) -> Iterable[dict[str, Any]]:
    """Our answers on security in place, which the tool keeps in its list of measures."""
    for number, question in enumerate(mapped.as_measures, before + 1):
        own = content["answers"].get(question, "")
        keys = (f"{question}.reason", f"{question}.verdict")
        text = "\n".join(part for part in (own, *_sections(content, keys, words)) if part)
        if text:
            title = section(question, words[question][0], "")
            yield {"id": number, "title": title, "content": marked_up(text), "placeholder": ""}


def _evaluations(content: Content, mapped: Mapped, measures: list[Planned]) -> Iterable[dict[str, Any]]:
    for reference in mapped.references:
        mending = [one for one in measures if one.mends and one.mends in (reference.verdict, *reference.holds)]
        status = _STATUSES.get(content["answers"].get(f"{reference.verdict}.verdict", ""), 0)
        if reference.evaluated and (status or mending):
            yield {**_evaluation(reference.evaluated, status), **plan_of(mending)}
    for event in mapped.events:
        found = event_evaluation(content, event)
        if found:
            to_do = [one for one in measures if one.to_do and set(one.treats) & set(found.numbers)]
            yield {
                **_evaluation(event.evaluated, found.status),
                "evaluation_comment": marked_up(found.comment),
                "gauges": {"x": found.severity, "y": found.likelihood},
                **plan_of(to_do),
            }


def _evaluation(reference: str, status: int) -> dict[str, Any]:
    return {
        "reference_to": reference,
        "status": status,
        "global_status": 2 if status else 1,
        "evaluation_comment": "",
        "action_plan_comment": "",
        "gauges": {"x": 0, "y": 0},
        "estimated_implementation_date": None,
        "person_in_charge": "",
    }


def _entry(reference: str, text: str) -> dict[str, Any]:
    return {
        "reference_to": int(reference),
        "data": {"text": marked_up(text), "gauge": None, "list": []},
    }

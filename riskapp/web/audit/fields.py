"""The names and the values of the fields that an event changed, as people read them."""

import re

from flask_babel import get_locale, gettext

from riskapp.audit.vocabulary import Action
from riskapp.catalogues.questionnaire import Question, QuestionKind
from riskapp.catalogues.questions import KINDS, load_questionnaire
from riskapp.catalogues.text import Text
from riskapp.catalogues.verdicts import VERDICTS
from riskapp.errors import N_

FIELDS: dict[str, str] = {
    "state": N_("state"),
    "text": N_("text"),
    "title": N_("title"),
    "name": N_("name"),
    "number": N_("number"),
    "opinion": N_("opinion"),
    "reason": N_("reason"),
    "until": N_("until"),
    "owner": N_("owner"),
    "due": N_("by"),
    "status": N_("status"),
    "roles": N_("roles"),
    "role": N_("role"),
    "username": N_("user name"),
    "language": N_("language"),
    "active": N_("open"),
    "address": N_("address"),
    "scope": N_("scope"),
    "likelihood": N_("likelihood"),
    "consequence": N_("consequence"),
    "cause": N_("cause"),
    "event": N_("event"),
    "effect": N_("consequence in words"),
    "likelihood_after": N_("likelihood after measures"),
    "consequence_after": N_("consequence after measures"),
    "safety_effect": N_("effect on patient safety"),
    "sha256": N_("fingerprint (SHA-256)"),
    "file_name": N_("file"),
    "signed_by": N_("signed by"),
    "frozen_hash": N_("fingerprint of the content"),
    "estate_number": N_("state of the estate"),
    "version": N_("version"),
    "accepted_by": N_("accepted by"),
    "kind": N_("kind"),
    "site": N_("site"),
    "supplier": N_("supplier"),
    "description": N_("description"),
    "lifecycle": N_("lifecycle"),
    "property": N_("what is lost"),
    "threat": N_("threat"),
    "asset_id": N_("asset number"),
    "asset": N_("asset"),
    "likelihood_reason": N_("reason for the likelihood"),
    "consequence_reason": N_("reason for the consequence"),
    "after_reason": N_("reason for what is left"),
    "place": N_("place"),
    "conditions": N_("conditions"),
    "sources": N_("who or what brings it about"),
    "bodily": N_("what it does to the body"),
    "material": N_("what it does to what the person has"),
    "moral": N_("what it does to mind and dignity"),
    "mends": N_("puts right"),
    "safety_note": N_("note on patient safety"),
    "safety_assessed_by": N_("safety judged by"),
    "treats": N_("treats"),
    "profession": N_("profession"),
    "fingerprint": N_("fingerprint of what was accepted"),
    "outage": N_("outage in minutes"),
    "hit": N_("hit"),
    "estate": N_("state of the estate"),
    "from": N_("from"),
    "devices": N_("devices"),
    "changes": N_("changes of the estate"),
    "question": N_("saved question"),
    "topic": N_("which question"),
    "about": N_("what it is about"),
    "view": N_("how it is looked at"),
    "note": N_("note"),
    "passage": N_("words to be removed"),
    "ground": N_("ground"),
    "shared": N_("shared with all"),
    "control": N_("under foreign control"),
    "id": N_("id"),
    "sensitivity": N_("sensitivity"),
    "category": N_("data category"),
    "persons": N_("persons"),
    "confidentiality": N_("confidentiality"),
    "integrity": N_("integrity"),
    "availability": N_("availability"),
    "max_downtime": N_("tolerable downtime in minutes"),
    "recovery": N_("minutes to start again"),
    "external_ref": N_("reference in another system"),
    "source": N_("source"),
    "target": N_("target"),
    "categories": N_("data categories"),
    "access": N_("access"),
    "encrypted": N_("encrypted"),
    "validated": N_("checked on arrival"),
    "via": N_("by way of"),
    "purpose": N_("purpose"),
    "dependent": N_("what needs it"),
    "provider": N_("what is needed"),
    "group": N_("group"),
    "needed": N_("how many of the group are needed"),
    "tolerance": N_("tolerance in minutes"),
    "strength": N_("strength"),
    "other_rows_of_group": N_("other dependencies of the group that changed with it"),
    "assets": N_("assets"),
    "holdings": N_("holdings of data"),
    "flows": N_("data flows"),
    "dependencies": N_("dependencies"),
    "added": N_("added"),
    "changed": N_("changed"),
    "missing": N_("not in the file"),
    "unchanged": N_("unchanged"),
    "added_rows": N_("what was added"),
    "added_rows_left_out": N_("added and not listed here"),
    "changed_rows": N_("what was changed"),
    "retired": N_("retired"),
    "count": N_("number"),
    "rows": N_("which"),
    "undone": N_("number of the undone event"),
    "joint_controllers": N_("joint controllers"),
    "behalf_of": N_("on whose behalf"),
    "behalf_contact": N_("contact of the controller"),
    "systems": N_("systems"),
    "subjects": N_("data subjects"),
    "other_subjects": N_("other data subjects"),
    "recipients": N_("recipients"),
    "period": N_("how long data are kept"),
    "rule": N_("rule for how long"),
    "erasure": N_("how data are erased"),
    "measures": N_("security measures"),
    "reviewed": N_("last reviewed"),
    "basis": N_("legal basis"),
    "condition": N_("condition for special categories"),
    "supplement": N_("supplementary basis"),
    "service": N_("what it does for us"),
    "agreement": N_("agreement"),
    "signed": N_("signed on"),
    "reference": N_("reference"),
    "checklist": N_("what the agreement settles"),
    "country": N_("country"),
    "recipient": N_("recipient"),
    "mechanism": N_("transfer mechanism"),
    "safeguards": N_("safeguards"),
    "assessed": N_("transfer assessed on"),
    "assessed_by": N_("transfer assessed by"),
    "representative": N_("representative"),
    "officer": N_("privacy officer"),
    "answers": N_("answers"),
    "risks": N_("risks"),
    "participants": N_("participants"),
    "left_out": N_("left out, or to look at"),
}

VOCABULARIES = frozenset(
    {
        "state",
        "status",
        "kind",
        "role",
        "roles",
        "property",
        "opinion",
        "safety_effect",
        "lifecycle",
        "sensitivity",
        "access",
        "strength",
        "active",
        "encrypted",
        "validated",
        "shared",
        "control",
        "agreement",
    }
)
"""Fields whose values are words of a closed vocabulary; what people wrote is never translated."""

_OF_A_DEPENDENCY = re.compile(r"(.+) \((\w+)\)")


def field(name: str, action: str = "") -> str:
    """A field's name in the reader's language, each part of a nested one; of an answer, the question that it answers.

    A name that left the product stands as it was written.
    """
    question = _question(name, action)
    if question is not None:
        if name == question.verdict_key:
            return gettext("verdict: %(question)s", question=_said(question.label))
        label = question.reason_label if name == question.reason_key else None
        return _said(label or question.label)
    return " › ".join(_part(part) for part in name.split(" › "))


def value(name: str, text: str | None, action: str = "") -> str | None:
    """A value as it is shown: a word of a vocabulary or a choice in the reader's language, all else as it is stored."""
    if not text:
        return text
    question = _question(name, action)
    if question is not None:
        if name == question.verdict_key:
            return _said(VERDICTS[text]) if text in VERDICTS else text
        return _chosen(question, text) if name == question.id else text
    own = name.rpartition(": ")[2]
    return ", ".join(gettext(word) for word in text.split(", ")) if own in VOCABULARIES else text


def _part(part: str) -> str:
    """One part; a row of an asset stands before the field's own name, as in “lab (hosting): tolerance”."""
    row, colon, own = part.rpartition(": ")
    found = _OF_A_DEPENDENCY.fullmatch(row)
    row = f"{found[1]} ({gettext(found[2])})" if found else row
    return f"{row}{colon}{gettext(FIELDS[own]) if own in FIELDS else own.replace('_', ' ')}"


def _question(name: str, action: str) -> Question | None:
    """The question that an event of an answer tells of; ids are never used by two questionnaires."""
    if action != Action.ANSWER_SAVED:
        return None
    asked = (question for kind in KINDS for question in load_questionnaire(kind).questions)
    return next((question for question in asked if name in question.keys), None)


def _chosen(question: Question, text: str) -> str:
    several = text.split("\n") if question.kind is QuestionKind.MULTI_CHOICE else [text]
    found = [(question.choice(value), value) for value in several]
    return "\n".join(_said(choice.label) if choice else value for choice, value in found)


def _said(text: Text) -> str:
    return text.in_language(str(get_locale() or "en"))

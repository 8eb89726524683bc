"""Where a question that somebody keeps is answered: the address that it was asked at, with how it was looked at."""

from typing import Any

from flask import url_for
from sqlalchemy import select

from riskapp.database import db
from riskapp.errors import N_, Invalid
from riskapp.estate.models import Category
from riskapp.estate.snapshots import present
from riskapp.graph.vocabulary import Threat
from riskapp.questions.asked import Asked, Topic
from riskapp.questions.subjects import missing
from riskapp.web.graph.links import numbers_of
from riskapp.web.graph.question import Question
from riskapp.web.graph.supposition import Supposition, texts_in


def address_of(asked: Asked, saved_id: int | None = None) -> str:
    """The address of the answer; with supposed changes the what-if page. Raises Invalid where its subject is gone."""
    gone = missing(asked, present())
    if gone:
        raise Invalid(N_("It asks about %(id)s, which is no longer in the estate."), id=gone[0])
    view = dict[str, Any](asked.view)
    match Topic(asked.topic):
        case Topic.RADIUS:
            return _radius(asked, saved_id)
        case Topic.NEEDS:
            return url_for("graph.needs", asset_id=numbers_of(asked.about)[asked.about[0]], **view)
        case Topic.WAYS:
            start, end = asked.about
            return url_for("graph.reach", start=start, end=end, **view)
        case Topic.LINEAGE:
            number = db.session.scalar(select(Category.id).where(Category.key == asked.about[0]))
            return url_for("graph.category", category_id=number, **view)
        case Topic.SUPPLIER:
            return url_for("graph.supplier", name=asked.about[0], **view)
        case Topic.MAP:
            chosen = {"asset": asked.about[0]} if asked.about else {}
            return url_for("graph.overview", **{**view, **chosen})


def question_in(asked: Asked) -> Question:
    """What is asked about the hit assets of a blast radius."""
    return Question(Threat(asked.threat), asked.outage, asked.control)


def _radius(asked: Asked, saved_id: int | None) -> str:
    numbers, view = numbers_of(asked.about), dict[str, Any](asked.view)
    first, *also = (numbers[key] for key in asked.about)
    plain = Supposition(first, asked.about, tuple(also), question_in(asked), (), saved_id)
    texts = texts_in(asked.changes)
    return plain.url(texts, **view) if texts else url_for("graph.blast_radius", **plain.asked(), **view)

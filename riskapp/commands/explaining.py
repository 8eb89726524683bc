"""Why each asset of a blast radius was reached: the chain back to the hit as data, and as a sentence in nb and en."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from flask_babel import force_locale

from riskapp.explorer.directory import directory_of
from riskapp.explorer.stories import Result, stories
from riskapp.graph.answers import Answer, chain_answer
from riskapp.graph.confidentiality import Confidentiality
from riskapp.graph.reasons import chain
from riskapp.graph.snapshot import Snapshot
from riskapp.settings import LANGUAGES
from riskapp.web.application import ROOT
from riskapp.web.graph.wording import reason
from riskapp.web.language import install_languages


def why(snapshot: Snapshot, result: Result) -> list[Answer]:
    """For each asset reached {"id", "chain": [...], "why": {"nb", "en"}}, sorted by id."""
    directory = directory_of(snapshot)
    rows = result.controlled if isinstance(result, Confidentiality) else result.assets
    told = stories(result, directory, [row.id for row in rows])
    answers: list[Answer] = [{"id": key, "chain": chain_answer(chain(result, key)), "why": {}} for key in told]
    with _languages():
        for language in LANGUAGES:
            with force_locale(language):
                for answer, story in zip(answers, told.values(), strict=True):
                    answer["why"][language] = reason(story, directory)
    return answers


@contextmanager
def _languages() -> Iterator[None]:
    """Translations without an instance: estate files are asked about where there is none."""
    app = Flask("riskapp", root_path=str(ROOT))
    install_languages(app)
    with app.app_context():
        yield

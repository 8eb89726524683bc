"""Why each asset of a blast radius was reached: the chain back to the hit as data, and as a sentence in nb and en."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat

from flask import Flask
from flask_babel import force_locale

from riskapp.errors import N_, Invalid
from riskapp.explorer.directory import directory_of
from riskapp.explorer.stories import Result, story
from riskapp.graph.answers import Answer, chain_answers
from riskapp.graph.confidentiality import Confidentiality
from riskapp.graph.readers import Reading, readings
from riskapp.graph.reasons import MOST_NAMES, Chains
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.trails import trail_of
from riskapp.settings import LANGUAGES
from riskapp.web.application import ROOT
from riskapp.web.graph.wording import exposed, reason
from riskapp.web.language import install_languages


def why(snapshot: Snapshot, result: Result) -> list[Answer]:
    """For each asset reached {"id", "chain": [...], "why": {"nb", "en"}}, sorted by id.

    Raises Invalid, before anything is made, where all chains together name more than MOST_NAMES assets.
    """
    chains, keys = Chains(trail_of(result)), _reached(result)
    _check_length(chains, keys)
    told = chain_answers(map(chains.of, keys))
    sentences = _sentences(snapshot, chains, keys)
    return [{"id": key, "chain": links, "why": words} for key, links, words in zip(keys, told, sentences, strict=True)]


def exposures_why(snapshot: Snapshot, result: Confidentiality, chained: bool = True) -> list[Answer]:
    """For each exposure and basis {"holder", "category", "basis", "flow", "by", "chain", "why": {"nb", "en"}}.

    "chain" leads from the asset under control that reads the data back to the hit one, and is left out unless
    `chained`. Raises Invalid where all chains together name more than MOST_NAMES assets.
    """
    chains, rows = Chains(trail_of(result)), readings(result)
    keys = [row.by for row in rows]
    if chained:
        _check_length(chains, keys)
    words = _exposed(snapshot, rows)
    told = chain_answers(map(chains.of, keys)) if chained else repeat(None)
    return [
        {
            "holder": row.holder, "category": row.category, "basis": row.basis.value, "flow": row.flow, "by": row.by,
            **({} if links is None else {"chain": links}),
            "why": why,
        }
        for row, why, links in zip(rows, words, told, strict=False)
    ]  # fmt: skip


def _exposed(snapshot: Snapshot, rows: Sequence[Reading]) -> list[dict[str, str]]:
    directory = directory_of(snapshot)
    words: list[dict[str, str]] = [{} for _ in rows]
    with _languages():
        for language in LANGUAGES:
            with force_locale(language):
                for row, told in zip(rows, words, strict=True):
                    told[language] = exposed(row, directory)
    return words


def why_in_words(snapshot: Snapshot, result: Result) -> list[Answer]:
    """The same without the chains, however long they are."""
    chains, keys = Chains(trail_of(result)), _reached(result)
    return [{"id": key, "why": words} for key, words in zip(keys, _sentences(snapshot, chains, keys), strict=True)]


def _reached(result: Result) -> list[str]:
    return [row.id for row in (result.controlled if isinstance(result, Confidentiality) else result.assets)]


def _check_length(chains: Chains, keys: Sequence[str]) -> None:
    names = sum(map(chains.names, keys))
    if names > MOST_NAMES:
        raise Invalid(
            N_(
                "The ways back of all that is reached have %(names)s links, more than %(most)s: leave --json out to "
                "get the sentences only, or ask riskapp.graph.reasons.chain in Python for one asset."
            ),
            names=names,
            most=MOST_NAMES,
        )


def _sentences(snapshot: Snapshot, chains: Chains, keys: Sequence[str]) -> list[dict[str, str]]:
    directory = directory_of(snapshot)
    words: list[dict[str, str]] = [{} for _ in keys]
    with _languages():
        for language in LANGUAGES:
            with force_locale(language):
                for key, told in zip(keys, words, strict=True):
                    told[language] = reason(story(chains.first(key), directory), directory)
    return words


@contextmanager
def _languages() -> Iterator[None]:
    """Translations without an instance: estate files are asked about where there is none."""
    app = Flask("riskapp", root_path=str(ROOT))
    install_languages(app)
    with app.app_context():
        yield

"""The statement of applicability as a report: a summary, all 93 controls by theme, and what stands behind them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from riskapp.reports.assessment.reader import Reader
from riskapp.reports.content import Block, Fact, Paragraphs, Report, Section, Table
from riskapp.reports.statement_phrases import PHRASES
from riskapp.reports.wording import moment

Content = Mapping[str, Any]

_OF_A_CONTROL = (2.2, 1.5, 2.5, 2.5, 2.8)
_OF_A_MEASURE = (3.2, 2.2, 1.6, 4.0)
_STATUSES = {"planned": "planned", "started": "started", "in place": "done"}
_COUNTED = ("applicable", "excluded", "undecided", "in place", "partly")


def statement_report(content: Content, reader: Reader, fingerprint: str, at: datetime) -> Report:
    """The statement as it stands, not signed; `at` (aware) is when it is written. Equal input gives equal reports."""
    title, subtitle, facts = cover_of(content, reader)
    say = PHRASES[reader.language]
    return Report(
        title=title,
        subtitle=subtitle,
        language=reader.language,
        organisation=content["organisation"],
        draft=False,
        identity=(
            (say["organisation"], content["organisation"]),
            *facts,
            (say["written"], moment(at, reader.language)),
            (say["fingerprint"], fingerprint),
        ),
        sections=statement_sections(content, reader),
        signed=False,
    )


def cover_of(content: Content, reader: Reader) -> tuple[str, str, tuple[Fact, ...]]:
    """Title, subtitle, and how far the statement has come."""
    say, summary = PHRASES[reader.language], content["summary"]
    subtitle = say["subtitle"] % {"standard": content["standard"], "clause": content["clause"]}
    facts = (
        (say["decided"], say["of all"] % {"count": summary["decided"], "all": summary["all"]}),
        *((say[name], str(summary[name.replace(" ", "_")])) for name in ("applicable", "excluded", "in place")),
        (say["catalogue"], f"{content['standard']}, {content['catalogue']}"),
    )
    return say["title"], subtitle, facts


def statement_sections(content: Content, reader: Reader) -> tuple[Section, ...]:
    """A summary, what does not go together, every control by theme, those left out, and the measures behind them."""
    told = _Telling(content, reader)
    return (
        Section(told.say["summary"], 1, told.summary()),
        Section(told.say["findings"], 1, (told.findings(),)),
        *told.themes(),
        Section(told.say["left out"], 1, (told.left_out(),)),
        Section(told.say["measures"], 1, (told.measures(),)),
    )


class _Telling:
    """One content in one language."""

    def __init__(self, content: Content, reader: Reader) -> None:
        self.content, self.reader = content, reader
        self.say = PHRASES[reader.language]

    def summary(self) -> tuple[Block, ...]:
        values = {**self.content["summary"], "organisation": self.content["organisation"]}
        words = (self.say["lead"] % values, self.say["behind"], self._said(self.content["note"]))
        rows = tuple(self._counts(theme) for theme in self.content["themes"])
        headings = tuple(self.say[name] for name in ("theme", "all", *_COUNTED))
        source = Paragraphs(self._said(self.content["source"]))
        return Paragraphs("\n\n".join(words)), Table(headings, rows, (3, 1.4, 1.4, 1.4, 1.4, 1.4, 1.4)), source

    def findings(self) -> Block:
        rows = []
        for name, text in self.content["findings"].items():
            of = [one["number"] for one in self.content["controls"] if name in one["findings"]]
            if of:
                rows.append((self._said(text), ", ".join(of)))
        if not rows:
            return Paragraphs(self.say["no findings"])
        return Table((self.say["finding"], self.say["controls"]), tuple(rows), (3, 2))

    def themes(self) -> Iterator[Section]:
        headings = tuple(self.say[name] for name in ("control", "choice", "why", "state", "rests"))
        for theme, label in self.content["themes"].items():
            rows = tuple(self._control(one) for one in self._of(theme))
            yield Section(self._said(label), 1, (Table(headings, rows, _OF_A_CONTROL),))

    def left_out(self) -> Block:
        rows = [
            (self._name(one), one["justification"]) for one in self.content["controls"] if one["applicable"] == "no"
        ]
        if not rows:
            return Paragraphs(self.say["none left out"])
        return Table((self.say["control"], self.say["why"]), tuple(rows), (2, 4))

    def measures(self) -> Block:
        known: dict[int, tuple[Content, list[str]]] = {}
        for control in self.content["controls"]:
            for one in control["measures"]:
                known.setdefault(one["number"], (one, []))[1].append(control["number"])
        if not known:
            return Paragraphs(self.say["no measures"])
        headings = tuple(self.say[name] for name in ("measure", "stands", "for", "treats"))
        rows = tuple(self._measure(*known[number]) for number in sorted(known))
        return Table(headings, rows, _OF_A_MEASURE)

    def _counts(self, theme: str) -> tuple[str, ...]:
        held = self._of(theme)
        choices = [one["applicable"] for one in held]
        states = [one["state"] for one in held if one["applicable"] == "yes"]
        counts = (
            len(held),
            *map(choices.count, ("yes", "no", "undecided")),
            *map(states.count, ("in place", "partly")),
        )
        return self._said(self.content["themes"][theme]), *map(str, counts)

    def _control(self, one: Content) -> tuple[str, ...]:
        words = self.content["words"]
        excluded = one["applicable"] == "no"
        choice = [words["choices"][one["applicable"]], *(words["reasons"][reason] for reason in one["reasons"])]
        state = [] if excluded else [self._said(words["states"][one["state"]])]
        if one["responsible"]:
            state.append(self.say["responsible"] % {"who": one["responsible"]})
        if one["changed"]:
            state.append(self.say["changed"] % {"day": self.reader.day(one["changed"])})
        rests = [*(self._line(measure) for measure in one["measures"]), *([one["note"]] if one["note"] else [])]
        cells = ("\n".join(map(self._said, choice)), one["justification"], "\n".join(state), "\n".join(rests))
        return self._name(one), *(cell or self.say["nothing"] for cell in cells)

    def _line(self, measure: Content) -> str:
        status = self._status(measure)
        return self.say["measure line"] % {"number": measure["number"], "text": measure["text"], "status": status}

    def _measure(self, one: Content, controls: Sequence[str]) -> tuple[str, ...]:
        stands = [self._status(one)]
        if one["owner"]:
            stands.append(self.say["responsible"] % {"who": one["owner"]})
        if one["due"]:
            stands.append(self.say["due"] % {"day": self.reader.day(one["due"])})
        stands.append(self.say["evidence"] % {"count": one["evidence"]})
        risks = [self.say["risk line"] % {**risk, "kind": risk["kind"].upper()} for risk in one["risks"]]
        told = "\n".join(risks) or self.say["nothing"]
        return f"M{one['number']} {one['text']}", "\n".join(stands), ", ".join(controls), told

    def _status(self, measure: Content) -> str:
        return self.say[_STATUSES[measure["status"]]]

    def _name(self, control: Content) -> str:
        return f"{control['number']} {self._said(control['name'])}"

    def _of(self, theme: str) -> list[Content]:
        return [one for one in self.content["controls"] if one["theme"] == theme]

    def _said(self, text: Mapping[str, str]) -> str:
        return text[self.reader.language]

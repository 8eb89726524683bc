"""An activity in words, in the order of the law: what a page shows, and what the files for the authority hold."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from riskapp.catalogues.measures import Word
from riskapp.catalogues.processing import Basis, Heading, load_record_words
from riskapp.processing.phrases import PHRASES, day_in, language_of
from riskapp.processing.record import Activity, Known, Processor, Purpose, Transfer


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; one that stands for a row names the kind of row and its number."""

    text: str
    part: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands under one heading; `letter` is the law's, or empty for what it does not ask for."""

    letter: str
    heading: str
    article: str
    section: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """All of it, with an empty line around what is a row of its own."""
        blocks = [
            text
            for is_row, lines in groupby(self.lines, lambda line: bool(line.part))
            for text in ([line.text for line in lines] if is_row else ["\n".join(line.text for line in lines)])
        ]
        return "\n\n".join(blocks)


@dataclass(frozen=True, slots=True)
class Document:
    """An activity in words: what the law lists, in its order, and what is kept besides."""

    asked: tuple[Passage, ...]
    also: tuple[Passage, ...]


def document(activity: Activity, known: Known, language: str) -> Document:
    """The activity in words. Equal input gives equal words."""
    teller = _Teller(activity, known, language_of(language))
    words = load_record_words()
    asked = words.headings(activity.basics.role)
    shown = {one.section for one in asked}
    rest = [one for one in words.controller if one.section not in shown]
    return Document(
        tuple(teller.passage(one) for one in asked),
        (teller.about(), *(teller.passage(one, asked=False) for one in rest)),
    )


class _Teller:
    """Puts one activity into words of one language."""

    def __init__(self, activity: Activity, known: Known, language: str) -> None:
        self.activity, self.known, self.language = activity, known, language
        self.words = load_record_words()

    def say(self, phrase: str, **values: object) -> str:
        """A phrase with its values."""
        return PHRASES[self.language][phrase] % values

    def passage(self, heading: Heading, *, asked: bool = True) -> Passage:
        """What stands under a heading; processors are told with the recipients."""
        tellers: Mapping[str, Callable[[], Iterator[Line]]] = {
            "parties": self._parties,
            "basics": self._work,
            "purposes": self._purposes,
            "data": self._data,
            "recipients": self._recipients,
            "transfers": self._transfers,
            "retention": self._retention,
            "security": self._security,
        }
        lines = tuple(tellers[heading.section]())
        nothing = self.say("no transfers" if heading.section == "transfers" else "none")
        letter, article = (heading.id, heading.article) if asked else ("", "")
        label = heading.label.in_language(self.language)
        return Passage(letter, label, article, heading.section, lines or (Line(nothing),))

    def about(self) -> Passage:
        """What the organisation keeps for itself."""
        basics, reviewed = self.activity.basics, self.activity.review.reviewed
        lines = [Line(self.say("role", text=self._word(self.words.roles, basics.role)))]
        lines.append(Line(self.say("state", text=self._word(self.words.states, basics.state))))
        if not self.activity.for_others:
            lines += self._work()
        lines += self._given("owner", basics.owner)
        if self.activity.data.systems:
            names = ", ".join(self.known.assets.get(key, key) for key in self.activity.data.systems)
            lines.append(Line(self.say("systems", names=names)))
        if reviewed:
            lines.append(Line(self.say("reviewed", day=day_in(reviewed, self.language))))
        return Passage("", self.say("about"), "", "about", tuple(lines))

    def _parties(self) -> Iterator[Line]:
        contacts, parties = self.known.contacts, self.activity.parties
        yield Line(self.say("organisation", name=self.known.organisation))
        yield from self._given("address", contacts.address)
        yield from self._given("representative", contacts.representative)
        yield from self._given("officer", contacts.officer)
        yield from self._given("joint", parties.joint_controllers)
        yield from self._given("behalf of", parties.behalf_of)
        yield from self._given("behalf contact", parties.behalf_contact)

    def _work(self) -> Iterator[Line]:
        if self.activity.basics.description:
            yield Line(self.activity.basics.description)

    def _purposes(self) -> Iterator[Line]:
        for one in self.activity.purposes:
            yield Line(_together(one.purpose, *self._bases(one)), "purposes", one.number)

    def _bases(self, one: Purpose) -> Iterator[str]:
        if one.basis:
            yield self.say("basis", id=one.basis, label=self._word(self.words.bases, one.basis))
        if one.condition:
            yield self.say("condition", id=one.condition, label=self._word(self.words.conditions, one.condition))
        if one.supplement:
            yield self.say("supplement", text=one.supplement)

    def _data(self) -> Iterator[Line]:
        data = self.activity.data
        subjects = [self._word(self.words.subjects, one) for one in data.subjects]
        if data.other_subjects:
            subjects.append(data.other_subjects)
        if subjects:
            yield Line(self.say("subjects", names=", ".join(subjects)))
        if data.categories:
            yield Line(self.say("categories", names=", ".join(map(self._category, data.categories))))

    def _category(self, key: str) -> str:
        name = self.known.categories.get(key, key)
        return self.say("special", name=name) if key in self.known.special else name

    def _recipients(self) -> Iterator[Line]:
        yield from self._given("recipients", "; ".join(self.activity.recipients.recipients.split("\n")))
        yield from self.processors()

    def processors(self) -> Iterator[Line]:
        """The processors, or the other processors that we as a processor use."""
        for one in self.activity.processors:
            name = self.say("processor", name=self.known.assets.get(one.supplier, one.supplier))
            lines = (name, one.service, "; ".join(self._agreement(one)))
            yield Line(_together(*lines), "processors", one.number)

    def _agreement(self, one: Processor) -> Iterator[str]:
        yield self.say("agreement", word=self._word(self.words.agreements, one.agreement))
        if one.signed:
            yield self.say("signed", day=day_in(one.signed, self.language))
        if one.reference:
            yield self.say("reference", text=one.reference)
        if one.checklist:
            yield from self._checklist(one.checklist)

    def _checklist(self, answers: Mapping[str, str]) -> Iterator[str]:
        items = self.words.checklist
        yield self.say("settles", yes=sum(answers.get(one.id) == "yes" for one in items), all=len(items))
        for phrase, wanted in (("not settled", ("no",)), ("not known", ("unknown", ""))):
            left = [one.article.removeprefix("GDPR ") for one in items if answers.get(one.id, "") in wanted]
            if left:
                yield self.say(phrase, items="; ".join(left))

    def _transfers(self) -> Iterator[Line]:
        for one in self.activity.transfers:
            phrase = "transfer to" if one.recipient else "transfer"
            first = self.say(phrase, country=one.country, recipient=one.recipient)
            yield Line(
                _together(first, *self._mechanism(one), "; ".join(self._assessment(one))), "transfers", one.number
            )

    def _mechanism(self, one: Transfer) -> Iterator[str]:
        found = next((known for known in self.words.mechanisms if known.id == one.mechanism), None)
        if found:
            yield self.say("mechanism", article=found.article, label=found.label.in_language(self.language))
        if one.safeguards:
            yield self.say("safeguards", text=one.safeguards)

    def _assessment(self, one: Transfer) -> Iterator[str]:
        if one.assessed:
            yield self.say("assessed", day=day_in(one.assessed, self.language))
        if one.assessed_by:
            yield self.say("assessed by", text=one.assessed_by)
        if one.reference:
            yield self.say("reference", text=one.reference)

    def _retention(self) -> Iterator[Line]:
        for name in ("period", "rule", "erasure"):
            yield from self._given(name, getattr(self.activity.retention, name))

    def _security(self) -> Iterator[Line]:
        if self.activity.security.measures:
            yield Line(self.activity.security.measures)

    def _given(self, phrase: str, text: str) -> Iterator[Line]:
        if text:
            yield Line(self.say(phrase, text=text))

    def _word(self, known: Sequence[Word | Basis], value: str) -> str:
        found = next((one for one in known if one.id == value), None)
        return found.label.in_language(self.language) if found else value


def _together(*lines: str) -> str:
    """The lines that say something, one below the other."""
    return "\n".join(line for line in lines if line)

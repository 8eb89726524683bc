"""Everything that is stored in a version reaches the paper: its content is walked leaf by leaf and looked for there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import undefer

from riskapp.assessments import measures, operations, risks
from riskapp.assessments.content import fingerprint
from riskapp.assessments.dialogue import answer_remark, make_remark, settle_remark
from riskapp.assessments.estimate import Estimate
from riskapp.assessments.estimates import compute_figures, set_estimate
from riskapp.assessments.evidence_files import attach_file
from riskapp.assessments.fallbacks import Routine, add_fallback
from riskapp.assessments.guests import Invitee, ask_guest, note_attendance
from riskapp.assessments.models import Acceptance, Fallback, Measure, Version
from riskapp.assessments.persons import people_in
from riskapp.assessments.suggesting import accept_suggestions, dismiss_suggestions, offered
from riskapp.assessments.workshops import Meeting, plan_workshop
from riskapp.catalogues.measures import NOT_ASSESSED
from riskapp.catalogues.questions import load_questionnaire
from riskapp.catalogues.verdicts import VERDICTS
from riskapp.database import db, now, transaction
from riskapp.decisions.accepting import withdraw_acceptance
from riskapp.decisions.advising import advise, send_back
from riskapp.decisions.conditions import ConditionText
from riskapp.decisions.deciding import approve
from riskapp.decisions.evidence.measure_effects import describe_changes
from riskapp.decisions.evidence.supposed_evidence import attach_question
from riskapp.decisions.evidence.tested_tolerance import carry_over
from riskapp.decisions.reports.report_files import report_file
from riskapp.decisions.submitting import submit
from riskapp.decisions.trading_off import decide_trade_off
from riskapp.quantification.frequencies import YearlyChance, YearlyRate
from riskapp.quantification.losses import LossPoints, LossRange
from riskapp.quantification.pert import Pert
from riskapp.questions.asked import Asked
from riskapp.questions.keeping import keep_question
from riskapp.questions.naming import Label
from riskapp.reports.assessment.estate_changes import changes_in_words
from riskapp.reports.assessment.evidence import sentences
from riskapp.reports.assessment.numbers import decimal, percent
from riskapp.reports.assessment.reader import Reader
from riskapp.reports.models import SignedReport
from tests.decisions.examples import accepted, adviser, answer_all, filled, measure, risk, started, version_of
from tests.decisions.test_accepting import MEDIUM
from tests.reports.poppler import run, squeezed

# What steers the report instead of being said in it, each with its reason.
NOT_SAID = re.compile(
    r"""language$                                # the language is what the report is written in
    | questionnaire\.steps\.\d+\.(id|component)$  # how the wizard finds a step
    | questionnaire\.steps\.\d+\.questions\.\d+\.(id|kind|verdict|required)$   # likewise a question
    | remarks\.\d+\.step$                     # an id: the name of the place is printed
    | answers\.\w+\.verdict$                   # its words are looked for beside the answer
    | measures\.\d+\.mends$                    # an id: the words of the question are printed
    | measures\.\d+\.changes$                  # JSON: its sentences are looked for
    | questionnaire\.steps\.\d+\.questions\.\d+\.choices\.    # the chosen ones are looked for as answers
    | questionnaire\.steps\.\d+\.questions\.\d+\.reason_label # printed where a reason is given
    | threshold\.rule$                          # an id; the rule's sentence is printed as the reason
    | threshold\.fired\.\d+\.(question|values) # printed as the question's and the choice's text, looked for as answers
    | risks\.\d+\.acceptances\.\d+\.risk_then\.(risk|measures)  # a copy: its fingerprint is printed
    | scales\.acceptance\.\d+\.level$          # an id; the level's word is looked for in the matrix
    | scales\.consult\.\d+$                    # likewise
    | scales\.levels\.\d+\.(id|tone)$        # an id, and how grave the level's chip looks
    | scales\.\w+\.dimensions\.\d+\.id$    # an id; its name is printed
    | scales\.\w+\.dimensions\.\d+\.(nb|en)$  # looked for below, in the report's language
    | scales\.stricter\.\d+\.(aspect|level)$ # ids, whose words the sentence has
    | scales\.proposals\.\d+\.aspect$        # an id; its name is printed
    | scales\.proposals\.\d+\.figure$        # its words are looked for below
    | (level|level_after|matrix\.\d+\.\d+)\.id$  # likewise
    | quotes\.\w+\.\d+\.(asset|other|category)_id$  # where the estate has it: its name is printed
    | risks\.\d+\.aspects\.\d+\.aspect$     # an id: its name is printed
    | measures\.\d+\.trade_offs\.\d+\.then\.(measure|security|care)  # a copy: its fingerprint is printed
    | workshops\.\d+\.guests\.\d+\.came$  # the report has its own words: looked for below
    | risks\.\d+\.\w+_knowledge$            # the report has its own words: looked for below
    | suggestions\.\d+\.verdict$           # says in which of the two lists it stands; the list is looked at elsewhere
    | not_asked\.\d+\.question$           # an id; its words are printed
    | risks\.\d+\.evidence\.threat$            # the sentence of the question says it
    | risks\.\d+\.evidence\.supposed\.json$    # the sentence of each change says it
    """,
    re.VERBOSE,
)


KNOWN = ("likelihood_knowledge", "consequence_knowledge", "after_knowledge")
CHANGES = '[{"do": "lengthen tolerance", "dependent": "ward", "provider": "lab", "tolerance": 600}]'


def paper_of(pdf: bytes) -> str:
    """The words of a PDF without any blanks, cell by cell in the order in which they were set."""
    return squeezed(run("pdftotext", pdf, "-raw"))


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value with the path that leads to it; a text in two languages is one value."""
    if isinstance(value, dict) and set(value) == {"nb", "en"}:
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{path}.{number}")
    else:
        yield path, value


def ways_to_say(value: object, reader: Reader) -> set[str]:
    """The forms in which a value may stand on paper."""
    if isinstance(value, dict):
        return {value[reader.language]}
    if isinstance(value, bool):
        words = ("encrypted", "not encrypted", "validated", "not validated", "hard", "soft", "external")
        return {reader.say(word) for word in words}
    if isinstance(value, int):
        return {reader.number(value), reader.minutes(value), reader.duration(value), str(value)}
    if isinstance(value, float):
        return {percent(value, reader), decimal(value, reader)}
    text = str(value)
    found = {text, reader.word(text)}
    if re.match(r"\d{4}-\d\d-\d\d", text):
        found |= {reader.day(text)} | ({reader.moment(text)} if "T" in text else set())
    return found | {reader.say(f"grip {text}")} if text in ("control", "data") else found


def chosen_labels(content: dict, reader: Reader) -> Iterator[tuple[str, str]]:
    """The labels of the choices that were made, as answers are printed."""
    for step in content["questionnaire"]["steps"]:
        for question in step["questions"]:
            given = content["answers"].get(question["id"])
            for value in [given] if isinstance(given, str) else given or ():
                if question["choices"]:
                    yield f"answers.{question['id']}", question["choices"][value][reader.language]


ESTIMATES = (
    Estimate(
        YearlyRate(Pert(0.125, 1.375, 4.625)),
        LossPoints(1_003, 60_007, 900_011),
        YearlyRate(0.625),
        None,
        "Zq invoices",
    ),
    Estimate(YearlyChance(0.0375), LossRange(10_009, 4_000_037), None, LossRange(10_039, 50_021), "Zq guess"),
)


def whole(people, ward, kind: str, language: str) -> Version:
    """A version in which every field holds something of its own, through two rounds, approved."""
    chosen = {"access.verdict": "to_improve", "prior_consultation": "yes"}
    version = filled(people, kind, [ward.lab, ward.archive], language, scenario=MEDIUM, **chosen)
    member = people.member
    operations.add_participant(member, version.id, "Jon Ŋurkon", "medical engineer", "knows the analysers")
    extra = replace(
        MEDIUM,
        event="Another event",
        threat="Zq threat",
        cause="Zq cause",
        effect="Zq effect",
        likelihood_reason="Zq likelihood",
        consequence_reason="Zq severity",
        after_reason="Zq after",
        sources="Zq sources",
        bodily="Zq bodily",
        material="Zq material",
        moral="Zq moral",
        value="Zq value",
        vulnerability="Zq vulnerability",
        departs_reason="Zq departs",
        treatment="share",
        treatment_reason="Zq treatment",
        owner_id=people.owner.id,
        likelihood_knowledge="low",
        consequence_knowledge="medium",
        after_knowledge="high",
        aspects={"privacy": (2, 1), "economy": (3, None)} if kind == "ros" else {},
    )
    if kind == "dpia":  # asks neither for a treatment nor for the strength of knowledge
        silent = dict.fromkeys(("treatment", "treatment_reason", *KNOWN), "")
        extra = replace(extra, owner_id=None, **silent)
    lost = ("availability", "confidentiality", "integrity")
    risks.add_risks(member, version.id, [replace(extra, property=one) for one in lost])
    for one, estimate in zip(version_of(version.assessment_id).risks if kind == "ros" else (), ESTIMATES, strict=False):
        set_estimate(member, one.id, estimate, one.row_version)
        compute_figures(member, one.id)
    control = measure(
        text="Zq second measure",
        owner="Zq Owner",
        due=date(2028, 2, 29),
        status="started",
        safety_effect="worse",
        safety_note="Zq note",
        safety_assessed_by="Zq Judge",
        kind="damage-limiting",
        references="Zq reference",
        cost=1_234_567,
        yearly_cost=76_543,
        lowers_likelihood=2,
        lowers_consequence=1,
        situations=("sterile_field",),
        safety_whom="Zq whom",
        safety_role="medical technology",
        compensating="Zq instead",
        safety_risk=2,
        treats=(1, 2),
        mends="access" if kind == "dpia" else "",
    )
    added = measures.add_measure(member, version.id, control)
    attach_file(member, db.session.get_one(Measure, added).registered_id, "Zq evidence.pdf", b"Zq shown")
    for one in version_of(version.assessment_id).risks:
        threat = one.property if one.property in lost else "confidentiality"
        risks.attach_evidence(member, one.id, ["lab"], threat, 240 if one.number == 1 else None)
    for place, threat in enumerate(lost, start=len(version_of(version.assessment_id).risks) - 2):
        asked = Asked(("lab",), threat, 300, threat == "availability", CHANGES)
        attach_question(member, risk(version, place).id, keep_question(member, asked, Label(f"Zq what if {threat}")))
    for one in version_of(version.assessment_id).measures:
        describe_changes(member, one.id, CHANGES, one.row_version)
    if kind == "ros":
        describe_fallbacks(people, version, ward)
        held(member, version)
        judge_suggestions(member, version, extra)
    submit(member, version.id)
    asked = [
        make_remark(adviser(people, kind), version.id, step, anchor, "request for change", f"Zq change {anchor}")
        for step, anchor in ((load_questionnaire(kind).steps[1].id, ""), (load_questionnaire(kind).steps[2].id, "R1"))
    ]
    answer_remark(member, asked[0], "Zq it is changed")
    settle_remark(adviser(people, kind), asked[0], 1)
    send_back(adviser(people, kind), version.id, "Zq say more about the archive")
    submit(member, version.id)
    number = accepted(people, version, actor=people.owner)
    withdraw_acceptance(people.owner, number)
    with transaction() as session:  # at a moment of its own, so that it is looked for as such
        session.get_one(Acceptance, number).withdrawn_at = now() + timedelta(hours=5)
    for one in version_of(version.assessment_id).risks:
        if one.likelihood_after == 3:
            accepted(people, version, one.number, actor=people.owner)
    harmful = version_of(version.assessment_id).measures[1]
    decide_trade_off(people.owner, harmful.id, "leave", "Zq not so")
    decide_trade_off(people.owner, harmful.id, "carry out", "Zq it is worth it")
    advise(adviser(people, kind), version.id, "advises against", "Zq advice, first line\n\nsecond paragraph")
    wanted = [
        ConditionText("Zq first condition", "Zq Condition Owner", date(2029, 4, 5)),
        ConditionText("Zq second", "Zq Other", date(2029, 6, 7)),
    ]
    approve(people.owner, version.id, "Zq conditions <and> answers & more", conditions=wanted)
    return version_of(version.assessment_id)


def judge_suggestions(member, version: Version, like: risks.Scenario) -> None:
    """Take one suggestion over, judge it and change its event; dismiss another."""
    first, second, *_ = offered(version)
    (taken,) = accept_suggestions(member, version.id, [first.key])
    dismiss_suggestions(member, version.id, [second.key], "Zq dismissed")
    stored = risk(version, taken.number)
    kept = {name: getattr(stored, name) for name in ("property", "asset_id", "cause", "effect")}
    risks.change_risk(member, stored.id, replace(like, **kept, event="Zq reworded"), stored.row_version)


def criteria_words(content: dict, reader: Reader) -> Iterator[str]:
    """The names of the aspects, and of the figures that propose a level."""
    for one in content["scales"]["consequence"]["dimensions"]:
        yield one[reader.language]
    for rule in content["scales"]["proposals"]:
        yield reader.say(f"proposal {rule['figure']}")


def describe_fallbacks(people, version: Version, ward) -> None:
    """One that was tested and whose minutes the estate took over, and one that nobody tested."""
    paper = Routine("manual routine", "Zq paper", ward.ward, ward.lab, 77, date(2025, 11, 3), "Zq Tester")
    number = add_fallback(people.member, version.id, paper)
    carry_over(people.member, number, 1)
    with transaction() as session:  # at a moment of its own, so that it is looked for as such
        session.get_one(Fallback, number).carried_at = now() - timedelta(days=400, hours=3)
    add_fallback(people.member, version.id, Routine("emergency access", "Zq glass", ward.analyser, ward.archive))


def held(member, version: Version) -> None:
    """A workshop with a guest who came, one who did not, and one of whom nobody has said."""
    at = datetime(2027, 3, 4, 8, 30, tzinfo=UTC)
    meeting = Meeting(at, 195, "Zq room", "Zq agenda, first line\nsecond line", "Zq notes <b>&")
    workshop = plan_workshop(member, version.id, meeting)
    asked = [
        ask_guest(member, workshop, Invitee(f"Zq guest {n}", f"Zq profession {n}", f"Zq part {n}", f"zq{n}@fjord.no"))
        for n in range(3)
    ]
    note_attendance(member, workshop, {asked[0]: True, asked[1]: False})
    plan_workshop(member, version.id, Meeting(at + timedelta(days=7), 45))


def attendance(content: dict, reader: Reader) -> Iterator[str]:
    """Whether each guest came, as the report says it at the end of the guest's row."""
    words = {True: "guest came", False: "guest did not come", None: "guest not said"}
    for one in content["workshops"]:
        for guest in one["guests"]:
            yield f"{guest['email']}{reader.say(words[guest['came']])}"


def strengths(content: dict, reader: Reader) -> Iterator[str]:
    """How strong the knowledge is behind each judgement, as the report says it."""
    for risk_ in content["risks"]:
        for name in KNOWN:
            if risk_[name]:
                yield reader.say("knowledge", strength=reader.say(f"knowledge {risk_[name]}"))


@pytest.mark.parametrize("kind", ["dpia", "ros"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_stored_field_reaches_the_signed_report(people, ward, settings, kind, language):
    version = whole(people, ward, kind, language)
    query = select(SignedReport).where(SignedReport.version_id == version.id).options(undefer(SignedReport.pdf))
    paper = paper_of(db.session.scalars(query).one().pdf)
    paper_plain = paper.replace("-", "")
    reader = Reader(language, ZoneInfo(settings.timezone))
    absent = [
        f"{path}: {value!r}"
        for path, value in leaves(version.frozen)
        if value not in (None, "", [])
        and not NOT_SAID.search(path)
        and not (path.startswith("answers.") and is_choice(version.frozen, path))
        and not any(squeezed(form).replace("-", "") in paper_plain for form in ways_to_say(value, reader))
    ]
    absent += [
        f"{path}: {label}"
        for path, label in chosen_labels(version.frozen, reader)
        if squeezed(label).replace("-", "") not in paper_plain
    ]
    absent += [word for word in criteria_words(version.frozen, reader) if squeezed(word) not in paper]
    absent += [word for word in attendance(version.frozen, reader) if squeezed(word) not in paper]
    absent += [word for word in strengths(version.frozen, reader) if squeezed(word) not in paper]
    # A number or a yes proves little on its own: the sentence that says it must stand there too.
    told = [one for risk in version.frozen["risks"] if risk["evidence"] for one in sentences(risk["evidence"], reader)]
    assert len(told) > 3 * 4
    absent += [one for one in told if squeezed(one).replace("-", "") not in paper_plain]
    lines = [
        line
        for one in version.frozen["measures"]
        for line in changes_in_words(one["changes"], version.frozen, reader).splitlines()
    ]
    assert any("lab" in line.casefold() and "10" in line for line in lines)
    absent += [line for line in lines if squeezed(line).replace("-", "") not in paper_plain]
    absent += [one for one in judged(version.frozen, reader) if squeezed(one).replace("-", "") not in paper_plain]
    assert not absent
    assert names_in_clear(version) == []
    assert fingerprint(version.frozen) == version.frozen_hash
    assert version.frozen_hash in paper


def names_in_clear(version: Version) -> list[str]:
    """Places of what is hashed where the name of somebody stands as text; each field of `whole` has its own words."""
    names = {str(one) for one in people_in(version.frozen)}
    assert {"Zq Owner", "Zq Judge", "Zq Condition Owner", "Jon Ŋurkon", "Maja", "Olav", "Marit Ánne"} <= names
    return [
        f"{path}: {value}" for path, value in leaves(version.frozen_form) if isinstance(value, str) and value in names
    ]


def judged(content: dict, reader: Reader) -> Iterator[str]:
    """What the report says of each verdict, and of each measure that is to put one right."""
    answered = content["answers"]
    questions = [one for step in content["questionnaire"]["steps"] for one in step["questions"]]
    for one in questions:
        if verdict := answered.get(f"{one['id']}.verdict"):
            yield reader.say("verdict", verdict=VERDICTS[verdict].in_language(reader.language))
        for action in content["measures"]:
            if action["mends"] == one["id"]:
                yield reader.say("mends", question=one["label"][reader.language])
                yield reader.say("mended by", measure=f"T{action['number']} {action['text']}")


def is_choice(content: dict, path: str) -> bool:
    """Whether the answer at `path` is the stored value of a choice, whose label is printed instead."""
    name = path.split(".")[1]
    asked = {question["id"]: question for step in content["questionnaire"]["steps"] for question in step["questions"]}
    return name in asked and bool(asked[name]["choices"]) and not path.endswith(".reason")


@pytest.mark.parametrize(
    ("language", "says"),
    [
        (
            "nb",
            (
                "Ingen tiltak",
                "Skadeomfanget er ikke beregnet",
                "ikke vurdert",
                "Ingen deltakere er oppført",
                "Det er ikke gitt råd ennå",
                "Vurderingen er ikke avgjort",
                "Ikke besvart",
                "ikke begrunnet",
                "Verken nødtilgang eller manuell rutine er beskrevet",
            ),
        ),
        (
            "en",
            (
                "No measure",
                "The blast radius was not computed",
                "not judged",
                "No participant is listed",
                "No advice was given yet",
                "The assessment is not decided",
                "Not answered",
                "No reason is given",
                "Neither emergency access nor a manual routine is described",
            ),
        ),
    ],
)
def test_what_is_missing_is_said_and_never_left_blank(people, ward, language, says):
    version = started(people.member, "ros", [ward.lab], language)
    risks.add_risk(
        people.member, version.id, risks.Scenario(property="integrity", event="Half a scenario", likelihood=2)
    )
    unjudged = measure(safety_effect=NOT_ASSESSED, safety_note="", owner="", due=None, treats=())
    measures.add_measure(people.member, version.id, unjudged)
    paper = paper_of(report_file(people.member, version.id).pdf).lower()
    assert [text for text in says if squeezed(text).lower() not in paper] == []


def test_an_empty_draft_still_makes_a_report(people, ward):
    for kind in ("dpia", "ros"):
        version = started(people.member, kind, [ward.lab])
        assert report_file(people.member, version.id).pdf.startswith(b"%PDF")


def test_an_acceptance_of_an_earlier_state_says_what_it_was_for(people, ward):
    version = filled(people, "ros", [ward.lab], scenario=MEDIUM)
    submit(people.member, version.id)
    accepted(people, version)
    send_back(people.security, version.id, "Look again")
    stored = risk(version)
    scenario = risks.Scenario(
        **{name: getattr(stored, name) for name in risks.FIELDS} | {"event": "Now something else"}
    )
    risks.change_risk(people.member, stored.id, scenario, stored.row_version)
    paper = paper_of(report_file(people.member, version.id).pdf)
    assert squeezed("The scenario was changed since; it then read: The laboratory stops") in paper


def test_a_threshold_without_a_dpia_is_a_whole_report(people, ward):
    version = started(people.member, "dpia", [ward.lab])
    answer_all(people.member, version, already_covered="similar")
    submit(people.member, version.id)
    advise(people.privacy, version.id, "supports", "Covered indeed")
    approve(people.owner, version.id)
    assert version_of(version.assessment_id).frozen["threshold"]["outcome"] == "covered"


def test_equal_content_gives_equal_bytes(people, ward, monkeypatch):
    version = filled(people, "ros", [ward.lab])
    at = version.changed_at
    monkeypatch.setattr("riskapp.decisions.reports.report_files.now", lambda: at)
    assert report_file(people.member, version.id).pdf == report_file(people.member, version.id).pdf

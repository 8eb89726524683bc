"""Where somebody says no, or nothing: the report says so in a sentence, with the reason, on paper and on the page.

One row a negative: how it comes about through the operations, and the words that the report then has in both languages.
What the page says is what the paper says, letter for letter: see test_pages_say_what_papers_say.
"""

from dataclasses import dataclass, replace

import pytest

from riskapp.assessments.models import Version
from riskapp.assessments.remarks import remarks_of
from riskapp.catalogues.measures import NOT_ASSESSED
from riskapp.decisions.obstacles import in_language
from riskapp.decisions.reports.report_files import content_to_read, report_file
from riskapp.decisions.submitting import submit
from riskapp.decisions.surroundings import surroundings
from riskapp.errors import Invalid
from riskapp.reports.assessment.report import Frame, assessment_report
from riskapp.reports.screen import build_html
from tests.decisions.conftest import refused
from tests.decisions.examples import (
    SCENARIO,
    filled,
    measure,
    version_of,
)
from tests.decisions.negatives import (
    AT,
    HARM,
    SAID,
    Made,
    after_a_decision,
    against,
    asked,
    begun,
    borne,
    covered,
    declined,
    described,
    dismissed,
    empty_room,
    given_back,
    met,
    planned,
    refused_for_good,
    taken_back,
    untested,
    weighed,
)
from tests.decisions.test_every_field_is_printed import paper_of
from tests.inspecting_client import Page
from tests.reports.poppler import squeezed


@dataclass(frozen=True)
class Row:
    """A negative: its name, how it comes about, and what the report then says, in bokmål and in English."""

    name: str
    make: Made
    nb: tuple[str, ...]
    en: tuple[str, ...]


ROWS = [
    Row("accepted", borne, ("Akseptert som", SAID), ("Accepted as", SAID)),
    Row(
        "an acceptance withdrawn", taken_back(SAID), (f": {SAID}", "Trukket tilbake av"), (f": {SAID}", "Withdrawn by")
    ),
    Row("withdrawn without a word", taken_back(""), ("Det er ikke sagt hvorfor.",), ("Nobody has said why.",)),
    Row("a suggestion dismissed", dismissed, ("Avvist:", "avviste forslaget", SAID), ("Dismissed:", SAID)),
    Row(
        "a question that did not apply",
        begun("dpia", legal_basis="legal_obligation"),
        ("Spørsmål som ikke gjaldt", "Gjaldt ikke, etter"),
        ("Questions that did not apply", "Did not apply after"),
    ),
    Row("not answered yet", begun("ros"), ("Ikke besvart.",), ("Not answered.",)),
    Row(
        "no DPIA needed",
        covered,
        ("dekket av en annen vurdering", SAID, "terskelvurderingen viser at resten av vurderingen ikke trengs"),
        ("covered by another", SAID, "the threshold assessment shows that the rest of the assessment is not needed"),
    ),
    Row(
        "retained without a measure",
        described(treatment="retain", treatment_reason=SAID),
        (f"Ingen tiltak. Grunn: {SAID}",),
        (f"No measure. Reason: {SAID}",),
    ),
    Row(
        "to be modified without a measure",
        described(after_reason=SAID),
        (f"Ingen tiltak. Grunn: {SAID}",),
        (f"No measure. Reason: {SAID}",),
    ),
    Row(
        "no measure and no reason",
        described(after_reason=""),
        ("Ingen tiltak. Det er ikke sagt hvorfor.", "Scenarioer uten tiltak"),
        ("No measure. Nobody has said why.", "Scenarios without a measure"),
    ),
    Row(
        "a system without a scenario",
        described(),
        ("Systemer som ingen scenarioer gjelder", "Archive"),
        ("Systems that no scenario is about", "Archive"),
    ),
    Row(
        "no blast radius",
        described(),
        ("Skadeomfanget er ikke beregnet.",),
        ("The blast radius was not computed.",),
    ),
    Row("strength not told", described(after_knowledge=""), ("Kunnskap: ikke oppgitt.",), ("Knowledge: not given.",)),
    Row("no scenario", begun("ros"), ("Ingen scenarioer er beskrevet.",), ("No scenario is described.",)),
    Row("no measure in all", begun("ros"), ("Ingen tiltak er beskrevet.",), ("No measure is described.",)),
    Row("no participant", begun("ros"), ("Ingen deltakere er oppført.",), ("No participant is listed.",)),
    Row("no advice", begun("ros"), ("Det er ikke gitt råd ennå.",), ("No advice was given yet.",)),
    Row("not decided", begun("ros"), ("Vurderingen er ikke avgjort.",), ("The assessment is not decided.",)),
    Row(
        "a change of the base declined",
        declined,
        ("Endringer i grunnlaget, og hva som ble gjort", SAID),
        ("Changes of the base, and what was done", "declined", SAID),
    ),
    # Why somebody did not come is not asked: it would often be about health.
    Row("a guest who did not come", met, ("kom ikke", "ikke sagt"), ("did not come", "not said")),
    Row("a workshop with nobody asked", empty_room, ("Ingen er bedt.",), ("Nobody was asked.",)),
    Row("a measure left", weighed, ("Valg:", "Valget gjelder.", SAID), ("Choice:", "The choice holds.", SAID)),
    Row(
        "a harm that nobody weighed",
        planned(**HARM),
        ("Ingen har veid de to risikoene mot hverandre.",),
        ("Nobody has weighed the two risks against each other.",),
    ),
    Row(
        "in place without a file",
        planned(status="in place"),
        ("Tiltak som er på plass, uten en fil som viser det", "T1"),
        ("Measures in place without a file that shows it", "T1"),
    ),
    Row(
        "leaves care as it is, without a word",
        planned(safety_effect="none", safety_note=""),
        ("Tiltak som ikke berører pasienten, uten at det er sagt hvorfor",),
        ("Measures that leave care as it is, and nobody has said why",),
    ),
    Row(
        "effect on care not judged",
        planned(safety_effect=NOT_ASSESSED, safety_note=""),
        ("Tiltak der virkningen på pasienten ikke er vurdert",),
        ("Measures whose effect on patients nobody judged",),
    ),
    Row("a measure of nobody", planned(owner=""), ("Tiltak uten ansvarlig eller frist",), ("without an owner",)),
    Row("treats no risk", planned(treats=()), ("ingen risiko",), ("no risk",)),
    Row("settled without an answer", asked(settled=True), ("uten svar",), ("without an answer",)),
    Row(
        "a request that is open",
        asked(settled=False),
        ("ikke avklart", "Ett ønske om endring står åpent."),
        ("not settled", "One request for change is open."),
    ),
    Row(
        "advice not followed",
        against,
        ("Rådet var imot. Dette er svaret fra ledelsen.", SAID),
        ("The advice was against. This is management's reply.", SAID),
    ),
    Row("rejected", refused_for_good, ("avvist", SAID), ("rejected", SAID)),
    Row("sent back", given_back, (SAID,), (SAID,)),
    Row("a routine that nobody tested", untested, ("Ingen har prøvd den ennå.",), ("Nobody has tested it yet.",)),
    Row(
        "no routine",
        begun("ros"),
        ("Verken nødtilgang eller manuell rutine er beskrevet.",),
        ("Neither emergency access nor a manual routine is described.",),
    ),
    Row(
        "what came after the decision before",
        after_a_decision,
        (
            "Hva som ble av versjon 1 etter avgjørelsen",
            "Vilkår 1 er oppfylt: Zq condition 1",
            "Zq tested in May",
            "Vilkår 2 er ikke meldt oppfylt: Zq condition 2",
            "bekrefter at den gjelder",
            "Zq the ward copes",
            "Zq no longer",
        ),
        (
            "What became of version 1 after the decision",
            "Condition 1 is met: Zq condition 1",
            "Condition 2 was not said to be met: Zq condition 2",
            "confirms it",
            "Zq the ward copes",
            "was withdrawn by",
        ),
    ),
]


def pages_of(version: Version) -> dict[str, str]:
    """The words of the report as a page, by language, without blanks."""
    here, content = surroundings(), content_to_read(version)
    frame = Frame(here.organisation, here.zone, version.frozen is None, "0" * 64)
    reports = {one: assessment_report({**content, "language": one}, frame) for one in ("nb", "en")}
    return {one: squeezed(Page(build_html(report, AT)).text) for one, report in reports.items()}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_negative_stands_in_the_report_as_a_sentence(people, ward, row):
    version = version_of(row.make(people, ward).assessment_id)
    pages = pages_of(version)
    absent = [
        (language, one) for language in pages for one in getattr(row, language) if squeezed(one) not in pages[language]
    ]
    assert absent == []
    own = row.nb if version.language == "nb" else row.en
    paper = paper_of(report_file(people.auditor, version.id).pdf).replace("-", "")
    assert [one for one in own if squeezed(one).replace("-", "") not in paper] == []


@pytest.mark.parametrize("kind", ["dpia", "ros"])
def test_nobody_submits_a_scenario_without_a_measure_and_without_a_reason(people, ward, kind):
    stays = {"likelihood_after": SCENARIO.likelihood, "consequence_after": SCENARIO.consequence, "after_reason": ""}
    version = filled(people, kind, [ward.lab], scenario=replace(SCENARIO, **stays), control=measure(treats=()))
    with refused(Invalid, "Scenario 1: no measure treats it. Add one, or say why none is needed"):
        submit(people.member, version.id)


def test_what_is_left_without_a_word_is_hinted_at_and_hinders_nothing(people, ward):
    version = filled(people, "ros", [ward.lab, ward.archive], control=measure(safety_effect="none", safety_note=""))
    told = [in_language(one, "en") for one in remarks_of(version_of(version.assessment_id))]
    assert told == [
        "Archive is in scope, but no scenario is about it. The report says so.",
        "Measure 1 leaves patient safety as it is, and nobody says why. The report says so.",
    ]
    submit(people.member, version.id)

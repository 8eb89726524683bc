"""Reports to test with: a whole risk assessment in nb and in en, and a small one to vary."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from riskapp.reports.content import (
    Axis,
    Block,
    Edge,
    Facts,
    Interval,
    Language,
    Level,
    Marker,
    Matrix,
    Node,
    Paragraphs,
    Picture,
    Place,
    QuestionAnswer,
    Quote,
    Report,
    Section,
    Table,
    Timeline,
    TimelineRow,
    Tone,
)

AT = datetime(2026, 11, 23, 14, 5, 9, tzinfo=timezone(timedelta(hours=1)))

_TONES = {"Lav": Tone.LOW, "Middels": Tone.MEDIUM, "Høy": Tone.HIGH, "Kritisk": Tone.CRITICAL}
_ENGLISH = {"Lav": "Low", "Middels": "Medium", "Høy": "High", "Kritisk": "Critical"}
_THREATS = {
    "nb": (
        "Delt tjenestekonto mot journalsystemet misbrukes, og oppslag kan ikke spores til en person",
        "Strømbrudd i datahall 1 varer lenger enn batteriene",
        "Leverandørens fjernhjelp står åpen etter oppdraget",
        "Kurve viser forrige pasients målinger etter bytte av seng",
        "Integrasjonsplattformen stopper, og prøvesvar kommer ikke frem",
    ),
    "en": (
        "A shared service account to the patient record is misused, and no look-up can be traced to a person",
        "The power fails in data hall 1 for longer than the batteries last",
        "The supplier's remote support stays open after the work is done",
        "The chart shows the last patient's values after a change of bed",
        "The integration platform stops, and test results do not arrive",
    ),
}
_CAUSES = {
    "nb": "Kontoen er felles for tre leverandører, passordet er uendret siden 2021, og ingen fikk ansvaret da "
    "avtalen ble fornyet. Vakten kan ikke se hvem som er inne.",
    "en": "Three suppliers share the account, its password is unchanged since 2021, and nobody was made responsible "
    "when the contract was renewed. The staff on call cannot see who is signed in.",
}


def level(likelihood: int, consequence: int, language: Language = "nb") -> Level:
    """The level of a cell in the example's scale."""
    number = likelihood * consequence
    word = "Lav" if number < 5 else "Middels" if number < 10 else "Høy" if number < 16 else "Kritisk"
    return Level(number, word if language == "nb" else _ENGLISH[word], _TONES[word])


def _places(index: int) -> tuple[Place, Place]:
    before = Place(index * 7 % 5 + 1, index * 3 % 5 + 1)
    return before, Place(max(1, before.likelihood - index % 3), before.consequence)


def matrix(language: Language, count: int) -> Matrix:
    """A 5×5 matrix with `count` scenarios."""
    norwegian = language == "nb"
    likely = "Svært liten|Liten|Moderat|Stor|Svært stor" if norwegian else "Rare|Unlikely|Possible|Likely|Expected"
    grave = "Ubetydelig|Lav|Moderat|Alvorlig|Kritisk" if norwegian else "Negligible|Minor|Moderate|Serious|Severe"
    return Matrix(
        "Risiko før og etter tiltak" if norwegian else "Risk before and after measures",
        Axis("Sannsynlighet" if norwegian else "Likelihood", tuple(likely.split("|"))),
        Axis("Konsekvens" if norwegian else "Consequence", tuple(grave.split("|"))),
        tuple(tuple(level(row, column, language) for column in range(1, 6)) for row in range(1, 6)),
        tuple(Marker(f"S{index + 1}", *_places(index)) for index in range(count)),
    )


def picture(language: Language) -> Picture:
    """A dozen assets in four layers."""
    nb = language == "nb"
    down, weak = ("nede", "svekket") if nb else ("down", "degraded")
    kinds = (
        ("infrastruktur", "system", "system", "prosess") if nb else ("infrastructure", "system", "system", "process")
    )
    names = (
        ("Datahall 1", "Datahall 2"),
        ("Katalogtjeneste", "Integrasjonsplattform", "Lagring"),
        ("DIPS Arena", "Elektronisk kurve", "Radiologisk bildesystem", "LVMS"),
        ("Operasjon", "Akuttmottak – mottak av svært dårlige pasienter", "Poliklinikk"),
    )
    nodes, edges = [], []
    for layer, row in enumerate(names):
        for index, name in enumerate(row):
            state, tone = (down, Tone.CRITICAL) if index == 0 else (weak, Tone.MEDIUM) if index == 1 else ("", Tone.LOW)
            x = (index + 0.5) / len(row)
            nodes.append(Node(f"{layer}-{index}", name, kinds[layer], x, layer / 3, state, tone))
            if layer:
                above = index % len(names[layer - 1])
                edges.append(Edge(f"{layer - 1}-{above}", f"{layer}-{index}", strong=index == 0))
    text = "Hva som går ned når datahall 1 faller ut." if nb else "What goes down when data hall 1 fails."
    return Picture(tuple(nodes), tuple(edges), text)


def timeline(language: Language) -> Timeline:
    """Three assets over a day."""
    nb = language == "nb"
    down, weak = ("nede", "svekket") if nb else ("down", "degraded")
    rows = (
        TimelineRow("Datahall 1", (Interval(0, 8, down, Tone.CRITICAL),)),
        TimelineRow("DIPS Arena", (Interval(0.5, 8, down, Tone.CRITICAL), Interval(8, 12, weak, Tone.MEDIUM))),
        TimelineRow("Elektronisk kurve", (Interval(4, 10, weak, Tone.MEDIUM),)),
    )
    ticks = tuple((hour, f"{hour} t" if nb else f"{hour} h") for hour in (0, 4, 8, 12, 16, 20, 24))
    text = "Forløp ved åtte timers utfall." if nb else "The course of an outage of eight hours."
    return Timeline(rows, 24, ticks, text)


def assessment(language: Language = "nb", scenarios: int = 50, draft: bool = False) -> Report:
    """A whole risk assessment: 8 sections, a risk table, a block for each scenario, matrix, picture, timeline."""
    nb = language == "nb"
    return Report(
        title="Risikovurdering av DIPS Arena" if nb else "Risk assessment of DIPS Arena",
        subtitle="Innføring av elektronisk kurve ved alle sengeposter" if nb else "Electronic chart on all wards",
        language=language,
        organisation="Sykehuset Innlandet HF",
        draft=draft,
        identity=_identity(nb),
        sections=(*_opening(language, scenarios), *_risks(language, scenarios), *_closing(nb)),
    )


def _identity(nb: bool) -> tuple[tuple[str, str], ...]:
    if nb:
        return (
            ("Saksnummer", "ROS-2026-0117, versjon 3"),
            ("Omfang", "DIPS Arena, elektronisk kurve og integrasjonsplattformen"),
            ("Systemeier", "Marit Ånes Sæther, klinikksjef"),
            ("Deltakere", "Elle Máret Čáppa (sykepleier), Jon Ivar Ŋurkon (medisinsk teknikk), Ruth Đorđe (arkitekt)"),
            ("Godkjent", "23.11.2026, gjelder til 23.11.2027"),
        )
    return (
        ("Case", "ROS-2026-0117, version 3"),
        ("Scope", "DIPS Arena, electronic chart and the integration platform"),
        ("System owner", "Marit Ånes Sæther, head of clinic"),
        ("Participants", "Elle Máret Čáppa (nurse), Jon Ivar Ŋurkon (medical engineering), Ruth Đorđe (architect)"),
        ("Approved", "23 November 2026, valid until 23 November 2027"),
    )


def _opening(language: Language, scenarios: int) -> tuple[Section, ...]:
    nb = language == "nb"
    summary = (
        "Elektronisk kurve tas i bruk ved alle sengeposter i løpet av 2027. Vurderingen gjelder perioden med "
        "samtidig drift av papir og skjerm.\n\nTo risikoer er uakseptable uten tiltak. Begge gjelder tilgang: "
        "en felles tjenestekonto, og fjernhjelp som ikke stenges. Tiltakene kan innføres uten at noen mister "
        "tilgang til pasientens opplysninger når det haster."
        if nb
        else "The electronic chart comes into use on all wards during 2027. This assessment covers the time in which "
        "paper and screen are used side by side.\n\nTwo risks are unacceptable without measures. Both concern access: "
        "a shared service account, and remote support that is not closed. The measures can be taken without anybody "
        "losing sight of a patient's data in an emergency."
    )
    titles = (
        ("Sammendrag", "Omfang og avhengigheter", "Risikobilde")
        if nb
        else ("Summary", "Scope and dependencies", "Risks at a glance")
    )
    return (
        Section(titles[0], 1, (Paragraphs(summary),)),
        Section(titles[1], 1, (Paragraphs(_CAUSES[language]), picture(language), timeline(language))),
        Section(titles[2], 1, (matrix(language, scenarios), _overview(language, scenarios))),
    )


def _overview(language: Language, scenarios: int) -> Table:
    nb = language == "nb"
    rows = []
    for index in range(scenarios):
        before, after = _places(index)
        rows.append(
            (
                f"S{index + 1}",
                _THREATS[language][index % 5],
                "Journal og legemidler" if nb else "Record and medication",
                level(before.likelihood, before.consequence, language),
                level(after.likelihood, after.consequence, language),
                "Marit Ånes Sæther",
            )
        )
    headings = "Nr.|Hendelse|Ressurs|Før|Etter|Risikoeier" if nb else "No.|Event|Asset|Before|After|Risk owner"
    caption = "Alle hendelser, i den rekkefølgen de ble vurdert." if nb else "All events in the order of assessment."
    return Table(tuple(headings.split("|")), tuple(rows), (0.9, 4, 1.9, 1.7, 1.7, 1.8), caption)


def _risks(language: Language, scenarios: int) -> tuple[Section, ...]:
    nb = language == "nb"
    labels = (
        ("Årsak", "Konsekvens", "Før tiltak", "Etter tiltak", "Tiltak")
        if nb
        else ("Cause", "Consequence", "Before measures", "After measures", "Measure")
    )
    effect = (
        "Inntil 412 000 personer berøres. Legemidler kan bli gitt dobbelt eller ikke."
        if nb
        else "Up to 412 000 persons are affected. Medicine may be given twice or not at all."
    )
    measure = (
        "Personlig tilgang med tidsbegrensning. Pasientsikkerhet: ingen negativ virkning, prøvd på to poster."
        if nb
        else "Personal access with a time limit. Patient safety: no adverse effect, tried on two wards."
    )
    found = [Section("Hendelser" if nb else "Events", 1)]
    for index in range(scenarios):
        before, after = _places(index)
        levels = [level(place.likelihood, place.consequence, language) for place in (before, after)]
        values = (_CAUSES[language], effect, *(f"{item.number} {item.word}" for item in levels), measure)
        heading = f"S{index + 1} {_THREATS[language][index % 5]}"
        found.append(Section(heading, 2, (Facts(tuple(zip(labels, values, strict=True))),)))
    return tuple(found)


def _closing(nb: bool) -> tuple[Section, ...]:
    asked = (
        QuestionAnswer(
            "Er det vurdert hva som skjer når kurven er borte i fire timer?",
            "Ja. Papirkurve i skap på hver post, øvd i september.",
            "Kilde: øvelsesrapport 2026-09",
        )
        if nb
        else QuestionAnswer(
            "Has it been considered what happens when the chart is gone for four hours?",
            "Yes. Paper charts in a cupboard on each ward, exercised in September.",
            "Source: exercise report 2026-09",
        )
    )
    advice = (
        Quote("Ingrid Bø", "personvernombud", "18.11.2026", "Jeg råder til at felleskontoen stenges før oppstart.")
        if nb
        else Quote("Ingrid Bø", "privacy officer", "18 November 2026", "I advise closing the shared account first.")
    )
    decision = (
        Quote("Marit Ånes Sæther", "systemeier", "23.11.2026", "Restrisikoen er akseptabel til 23.11.2027.")
        if nb
        else Quote("Marit Ånes Sæther", "system owner", "23 November 2026", "The residual risk is acceptable.")
    )
    names = (
        ("Spørsmål og svar", "Råd", "Beslutning", "Metode")
        if nb
        else ("Questions and answers", "Advice", "Decision", "Method")
    )
    method = "NS 5814, 5×5-matrise, skala 2026-1." if nb else "NS 5814, 5×5 matrix, scale 2026-1."
    contents: tuple[Block, ...] = (asked, advice, decision, Paragraphs(method))
    return tuple(Section(name, 1, (block,)) for name, block in zip(names, contents, strict=True))


def with_text(text: str, language: Language = "nb", draft: bool = False) -> Report:
    """A small report that says `text` in every kind of block and place that takes a person's words."""
    corner = Place(1, 1)
    blocks: tuple[Block, ...] = (
        Paragraphs(text),
        Facts(((text, text),)),
        Table((text, "B"), ((text, Level(3, text, Tone.HIGH)), ("x", text)), (1, 2), text),
        replace(matrix(language, 3), title=text, markers=(Marker(text, corner, Place(2, 2)), Marker(text, corner))),
        QuestionAnswer(text, text, text),
        Picture((Node("a", text, text, 0, 0, text), Node("b", text, "", 1, 1)), (Edge("a", "b"),), text),
        Timeline((TimelineRow(text, (Interval(0, 1, text), Interval(1, 9, text, Tone.LOW))),), 9, ((0, text),), text),
        Quote(text, text, text, text),
    )
    sections = (Section(text, 1, blocks), Section(text, 3), Section(text, 2))
    return Report(text, text, language, text, draft, ((text, text),), sections)

"""The report's words for what is not, and why not: nothing is left out in silence."""

NEGATIVE_PHRASES: dict[str, tuple[str, str]] = {
    "question": ("Spørsmål", "Question"),
    "why not asked": ("Hvorfor det ikke gjaldt", "Why it did not apply"),
    "not asked": ("Spørsmål som ikke gjaldt", "Questions that did not apply"),
    "not asked after": (
        "Gjaldt ikke, etter svaret på «%(question)s»: %(answer)s.",
        "Did not apply after the answer to “%(question)s”: %(answer)s.",
    ),
    "not asked after these": ("Gjaldt ikke, etter disse svarene:", "Did not apply after these answers:"),
    "not asked line": ("«%(question)s»: %(answer)s.", "“%(question)s”: %(answer)s."),
    "no answer": ("ikke besvart", "not answered"),
    "not answered": ("Ikke besvart.", "Not answered."),
    "left free": ("Ikke besvart: spørsmålet er frivillig.", "Not answered: the question is optional."),
    "not needed": (
        "Ikke besvart: terskelvurderingen viser at resten av vurderingen ikke trengs.",
        "Not answered: the threshold assessment shows that the rest of the assessment is not needed.",
    ),
    "no measure because": ("Ingen tiltak. Grunn: %(why)s", "No measure. Reason: %(why)s"),
    "no measure at all": (
        "Ingen tiltak. Det er ikke sagt hvorfor.",
        "No measure. Nobody has said why.",
    ),
    "withdrawn without": (
        "Trukket tilbake av %(who)s. Det er ikke sagt hvorfor.",
        "Withdrawn by %(who)s. Nobody has said why.",
    ),
    "since then": ("Hva som ble av versjon %(n)s etter avgjørelsen", "What became of version %(n)s after the decision"),
    "confirms": ("har sett på det som er endret, og bekrefter at den gjelder", "looked at the changes and confirms it"),
    "condition met": (
        "Vilkår %(number)s er oppfylt: %(text)s\nMeldt av %(who)s %(at)s: %(how)s",
        "Condition %(number)s is met: %(text)s\nSaid by %(who)s on %(at)s: %(how)s",
    ),
    "condition not met": (
        "Vilkår %(number)s er ikke meldt oppfylt: %(text)s\nAnsvarlig: %(who)s. Frist: %(due)s.",
        "Condition %(number)s was not said to be met: %(text)s\nAnswers for it: %(who)s. Due: %(due)s.",
    ),
    "acceptance ran out": (
        "Aksepten av R%(risk)s ved %(owner)s løp ut %(until)s.",
        "The acceptance of R%(risk)s by %(owner)s ran out on %(until)s.",
    ),
    "acceptance withdrawn": (
        "Aksepten av R%(risk)s ved %(owner)s ble trukket tilbake av %(who)s %(at)s: %(why)s",
        "The acceptance of R%(risk)s by %(owner)s was withdrawn by %(who)s on %(at)s: %(why)s",
    ),
    "treated as before": (
        "Risikoen håndteres da som før aksepten: %(how)s.",
        "The risk is then treated as before the acceptance: %(how)s.",
    ),
    "begun with": ("påbegynt med versjon %(version)s", "begun with version %(version)s"),
    "settled silently": ("uten svar", "without an answer"),
    "request not settled": ("ikke avklart", "not settled"),
    "left systems": ("Systemer som ingen scenarioer gjelder", "Systems that no scenario is about"),
    "left files": (
        "Tiltak som er på plass, uten en fil som viser det",
        "Measures in place without a file that shows it",
    ),
    "left care": (
        "Tiltak som ikke berører pasienten, uten at det er sagt hvorfor",
        "Measures that leave care as it is, and nobody has said why",
    ),
}
"""Norwegian and English, by key."""

"""The phrases of the publishable version: what was removed where, and that it is no original."""

PUBLISHING_PHRASES: dict[str, tuple[str, str]] = {
    "publishable": ("Offentlig versjon", "Publishable version"),
    "publishable subtitle": ("Offentlig versjon · %(subtitle)s", "Publishable version · %(subtitle)s"),
    "no original": (
        (
            "Dette er ikke originalen. Ord er fjernet, og første avsnitt sier hvor. Den signerte originalen er "
            "oppbevart hos %(organisation)s."
        ),
        (
            "This is no original. Words are removed, and the first section says where. The signed original is on "
            "file with %(organisation)s."
        ),
    ),
    "no original yet": (
        "Ord er fjernet, og første avsnitt sier hvor. Vurderingen er ikke avgjort, så ingen original er signert ennå.",
        "Words are removed, and the first section says where. It is not decided: no original is signed yet.",
    ),
    "original fingerprint": ("Fingeravtrykk av originalens innhold", "Fingerprint of the original's content"),
    "removed heading": ("Det som er fjernet i denne versjonen", "What was removed from this version"),
    "removed lead": (
        (
            "Der noe er fjernet, står grunnen i hakeparentes på samme sted, slik: %(mark)s. Alt annet står som i "
            "originalen."
        ),
        (
            "Where something is removed, its ground stands in square brackets in the same place, like this: %(mark)s. "
            "All else stands as in the original."
        ),
    ),
    "removed nothing": ("Ingenting er fjernet.", "Nothing is removed."),
    "removed where": ("Hvor", "Where"),
    "removed ground": ("Grunn", "Ground"),
    "removed words": ("Antall ord", "Number of words"),
    "place title": ("Tittelen", "The title"),
    "place everywhere": ("Overalt", "Everywhere"),
    "place row": ("%(table)s, %(number)s", "%(table)s, %(number)s"),
    "place part": ("%(place)s – %(part)s", "%(place)s – %(part)s"),
    "place step": ("Forløp, steg %(number)s (%(act)s)", "History, step %(number)s (%(act)s)"),
    "place acceptance": ("R%(risk)s, aksept %(number)s", "R%(risk)s, acceptance %(number)s"),
    "place answer": ("%(place)s, svar %(number)s", "%(place)s, answer %(number)s"),
    "place gone": ("Et sted som ikke finnes lenger (%(place)s)", "A place that is no longer there (%(place)s)"),
    "place evidence": ("fil %(number)s som viser T%(measure)s", "file %(number)s that shows T%(measure)s"),
    "field by": ("hvem", "who"),
    "field text": ("teksten", "the text"),
    "field settled_by": ("hvem som avklarte det", "who settled it"),
    "field likelihood_reason": ("grunn for sannsynlighet", "reason for the likelihood"),
    "field consequence_reason": ("grunn for konsekvens", "reason for the consequence"),
    "field after_reason": ("grunn for restrisiko", "reason for the residual risk"),
    "field safety_note": ("virkning på pasienten", "effect on the patient"),
    "field safety_assessed_by": ("hvem som vurderte virkningen på pasienten", "who judged the effect on the patient"),
    "field treatment_reason": ("grunn for håndteringen", "reason for the treatment"),
    "field safety_whom": ("hvem det rammer", "whom it hits"),
    "field compensating": ("det som gjøres i stedet", "what is done instead"),
    "field withdrawn_by": ("hvem som trakk den tilbake", "who withdrew it"),
    "field withdrawn_reason": ("grunn for å trekke den tilbake", "reason for withdrawing it"),
    "field changes": ("endring i kartleggingen", "change of the estate"),
    "field said": ("forslaget", "the suggestion"),
    "field facts": ("ressurs og skadeomfang", "asset and blast radius"),
}
"""Norwegian and English, by key."""

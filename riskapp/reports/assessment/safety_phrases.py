"""The report's words about what people do while a system is away, and about two risks that were weighed."""

SAFETY_PHRASES: dict[str, tuple[str, str]] = {
    "fallbacks": ("Når systemet er borte", "When the system is away"),
    "no fallbacks": (
        "Verken nødtilgang eller manuell rutine er beskrevet.",
        "Neither emergency access nor a manual routine is described.",
    ),
    "what people do": ("Hva folk gjør", "What people do"),
    "without": ("%(dependent)s uten %(provider)s", "%(dependent)s without %(provider)s"),
    "who without what": ("Hvem, uten hva", "Who, without what"),
    "tested": ("Prøvd", "Tested"),
    "tested how": ("%(minutes)s, %(at)s, av %(by)s", "%(minutes)s, %(at)s, by %(by)s"),
    "not tested": ("ikke prøvd", "not tested"),
    "estate counts on": ("Kartleggingen regner med", "The estate counts on"),
    "not quoted": ("står ikke i de siterte fakta", "not among the quoted facts"),
    "carried over": ("ført over til kartleggingen %(at)s", "carried over to the estate %(at)s"),
    "not carried over": ("ikke ført over til kartleggingen", "not carried over to the estate"),
    "doubt untested": ("Ingen har prøvd den ennå.", "Nobody has tested it yet."),
    "doubt unsaid": (
        "Det er ikke sagt når den ble prøvd, eller av hvem.",
        "It does not say when it was tested, or by whom.",
    ),
    "doubt longer": (
        "Kartleggingen regner med mer enn det som er prøvd.",
        "The estate counts on more than was tested.",
    ),
    "trade-offs": ("Der tiltak gjør det verre for pasienten", "Where measures make care worse"),
    "both risks of": ("Begge risikoene ved T%(number)s", "Both risks of T%(number)s"),
    "side": ("Side", "Side"),
    "protects": ("Verner mot", "Protects against"),
    "brings to care": ("Gir pasienten", "Brings to care"),
    "weigh now": ("Nå", "Now"),
    "weigh after": ("Etter tiltak", "After measures"),
    "no side": ("Ikke beskrevet", "Not described"),
    "chosen": ("Valg: %(what)s. %(holds)s", "Choice: %(what)s. %(holds)s"),
    "weighed holds": ("Valget gjelder.", "The choice holds."),
    "weighed stale": (
        "En av sidene er endret siden, så valget gjelder ikke lenger.",
        "A side was changed since, so the choice no longer holds.",
    ),
    "weighed replaced": ("Erstattet av et senere valg.", "Replaced by a later choice."),
    "weighed needless": (
        "Tiltaket gjør det ikke lenger verre for pasienten.",
        "The measure no longer makes care worse.",
    ),
    "not weighed": (
        "Ingen har veid de to risikoene mot hverandre.",
        "Nobody has weighed the two risks against each other.",
    ),
    "weighed sides": (
        "Fingeravtrykk av begge sider slik de sto: %(fingerprint)s",
        "Fingerprint of both sides as they stood: %(fingerprint)s",
    ),
    "weighs": ("velger", "chooses"),
    "left role": (
        "Tiltak der verken kliniker eller medisinsk-teknisk har vurdert virkningen på pasienten",
        "Measures whose effect on patients neither a clinician nor medical technology judged",
    ),
    "left weighed": (
        "Tiltak som gjør det verre for pasienten, uten et valg som gjelder",
        "Measures that make care worse without a choice that holds",
    ),
    "left fallbacks": ("Rutiner som ikke er prøvd", "Routines that are not tested"),
    "place trade-off": ("T%(measure)s, valg %(number)s", "T%(measure)s, choice %(number)s"),
}

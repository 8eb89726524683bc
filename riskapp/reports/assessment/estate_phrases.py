"""The report's words about what the estate says of the scope, in bokmål and in English."""

ESTATE_PHRASES: dict[str, tuple[str, str]] = {
    "estate": ("Fra kartleggingen", "From the estate"),
    "estate lead": (
        "Slik sto det i virksomhetens kartlegging, tilstand nummer %(number)s, da vurderingen ble sendt inn.",
        "As the organisation's estate stood, state number %(number)s, when the assessment was submitted.",
    ),
    "estate lead draft": (
        "Slik står det i virksomhetens kartlegging nå, tilstand nummer %(number)s.",
        "As the organisation's estate stands now, state number %(number)s.",
    ),
    "data": ("Opplysninger som lagres", "Data that are stored"),
    "holders": ("Hvem andre som har de samme opplysningene", "Who else holds the same data"),
    "holder": ("Hos", "Held by"),
    "at site": ("på stedet %(site)s", "at %(site)s"),
    "no country": ("ikke kjent i kartleggingen", "not known in the estate"),
    "category": ("Opplysninger", "Data"),
    "sensitivity": ("Følsomhet", "Sensitivity"),
    "persons": ("Personer", "Persons"),
    "flows": ("Dataflyt", "Data flows"),
    "from to": ("Fra og til", "From and to"),
    "direction": ("Retning", "Direction"),
    "carries": ("Bærer", "Carries"),
    "via": ("gjennom %(carriers)s", "through %(carriers)s"),
    "protection": ("Vern", "Protection"),
    "encrypted": ("kryptert", "encrypted"),
    "not encrypted": ("ikke kryptert", "not encrypted"),
    "validated": ("kontrollert", "validated"),
    "not validated": ("ikke kontrollert", "not validated"),
    "purpose": ("Formål", "Purpose"),
    "external": ("utenfor virksomheten", "outside the organisation"),
    "recipients": ("Mottakere", "Recipients"),
    "recipient": ("Mottaker", "Recipient"),
    "sender": ("Fra", "From"),
    "suppliers": ("Leverandører", "Suppliers"),
    "country": ("Land", "Country"),
    "record": ("Protokoll over behandlingsaktiviteter", "Record of processing activities"),
    "activity": ("%(name)s (nr. %(number)s i protokollen)", "%(name)s (no. %(number)s of the record)"),
    "needs": ("Avhengigheter", "Dependencies"),
    "why": ("Hvorfor", "Why"),
    "hardness": ("Styrke", "Strength"),
    "hard": ("må ha", "hard"),
    "soft": ("bør ha", "soft"),
    "tolerance": ("Tåler uten", "Tolerates without"),
    "nothing quoted": ("Ingenting er registrert.", "Nothing is recorded."),
    "quote cut": ("%(more)s rader til er ikke gjengitt.", "%(more)s more rows are not quoted."),
    "around": ("Rundt det som vurderes", "Around what is assessed"),
    "picture": (
        "Det som vurderes (i midten), hvem som trenger det (over), og hva det trenger og utveksler data med (under).",
        "What is assessed (in the middle), who needs it (above), and what it needs and exchanges data with (below).",
    ),
    "flowing": ("Hvem som sender hva til hvem", "Who sends what to whom"),
    "flow picture": (
        (
            "Hvem som sender hva til hvem. Stiplet: ikke kryptert. Avskårne hjørner: utenfor virksomheten. "
            "Tabellen «Dataflyt» sier det samme i ord."
        ),
        (
            "Who sends what to whom. Dashed: not encrypted. Cut corners: outside the organisation. "
            "The table “Data flows” says the same in words."
        ),
    ),
    "outside": ("utenfor", "outside"),
    "how many": ("%(kind)s, %(n)s i alt", "%(kind)s, %(n)s in all"),
    "unknown data": ("ukjent hvilke", "unknown which"),
    "picture cut": ("%(more)s ressurser til er ikke tegnet.", "%(more)s more assets are not drawn."),
    "in scope": ("vurderes", "assessed"),
}

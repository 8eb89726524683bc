"""The phrases that tell what differs in the estate under two versions, in bokmål and in English."""

RESTING_PHRASES: dict[str, tuple[str, str]] = {
    "resting": ("Det vurderingen bygger på i kartleggingen", "What it rests on in the estate"),
    "resting lead": (
        (
            "Kartleggingen %(then)s, sammenlignet med kartleggingen %(now)s: systemene som vurderes, alt de trenger "
            "uansett hvor langt unna, dataflyten inn og ut, og det skadeomfanget av scenarioene når."
        ),
        (
            "The estate %(then)s, compared with the estate %(now)s: the systems that are assessed, all that they need "
            "however far away, the flows in and out, and what the blast radius of the scenarios reaches."
        ),
    ),
    "resting kept": (
        "slik den sto %(at)s (tilstand nummer %(number)s)",
        "as it stood %(at)s (state number %(number)s)",
    ),
    "resting as now": ("slik den står nå (tilstand nummer %(number)s)", "as it stands now (state number %(number)s)"),
    "resting nothing": ("Ingenting av dette er endret.", "Nothing of this has changed."),
    "resting not kept": (
        (
            "Versjon %(n)s ble avgjort før riskapp tok vare på hva en vurdering bygger på. Bare det som er gjengitt "
            "fra kartleggingen, kan sammenlignes."
        ),
        (
            "Version %(n)s was decided before riskapp kept what an assessment rests on. Only what is quoted from the "
            "estate can be compared."
        ),
    ),
    "resting state not kept": (
        "Det vurderingen bygger på, er tatt vare på for versjoner, ikke for tilstander underveis.",
        "What an assessment rests on is kept for versions, not for states on the way.",
    ),
    "resting cut one": ("1 endring til er ikke gjengitt.", "1 more change is not told."),
    "resting cut many": ("%(n)s endringer til er ikke gjengitt.", "%(n)s more changes are not told."),
    "resting what": ("Hva", "What"),
    "resting field": ("Felt", "Field"),
    "resting scenarios": ("Scenarioer", "Scenarios"),
    "resting of asset": ("%(asset)s (%(id)s)", "%(asset)s (%(id)s)"),
    "resting of dependency": ("%(asset)s trenger %(other)s (%(why)s)", "%(asset)s needs %(other)s (%(why)s)"),
    "resting of flow": ("Dataflyt %(id)s: %(asset)s → %(other)s", "Data flow %(id)s: %(asset)s → %(other)s"),
    "resting of holding": ("%(asset)s lagrer %(category)s", "%(asset)s holds %(category)s"),
    "resting of category": ("Kategorien %(category)s", "Category %(category)s"),
    "resting whole row": ("hele raden", "the whole row"),
    "resting part": ("en del av det", "part of it"),
    "resting no part": ("ingen del av det", "not part of it"),
    "resting name": ("Navn", "Name"),
    "resting kind": ("Type", "Kind"),
    "resting owner": ("Eier", "Owner"),
    "resting supplier": ("Leverandør", "Supplier"),
    "resting supplier_name": ("Navn på leverandøren", "Name of the supplier"),
    "resting site": ("Sted", "Site"),
    "resting site_name": ("Navn på stedet", "Name of the site"),
    "resting lifecycle": ("Livsløp", "Lifecycle"),
    "resting confidentiality": ("Behov for konfidensialitet", "Need for confidentiality"),
    "resting integrity": ("Behov for integritet", "Need for integrity"),
    "resting availability": ("Behov for tilgjengelighet", "Need for availability"),
    "resting max_downtime": ("Lengste nedetid som tåles", "Longest tolerable downtime"),
    "resting recovery": ("Tid til gjenoppretting", "Recovery time"),
    "resting sensitivity": ("Følsomhet", "Sensitivity"),
    "resting persons": ("Personer", "Persons"),
    "resting source": ("Fra", "From"),
    "resting target": ("Til", "To"),
    "resting categories": ("Kategorier av opplysninger", "Categories of data"),
    "resting access": ("Hvem som setter i gang", "Who starts it"),
    "resting encrypted": ("Kryptert", "Encrypted"),
    "resting validated": ("Kontrollert ved mottak", "Checked on arrival"),
    "resting via": ("Går gjennom", "Passes through"),
    "resting purpose": ("Formål", "Purpose"),
    "resting group": ("Gruppe", "Group"),
    "resting needed": ("Så mange må virke", "So many must work"),
    "resting tolerance": ("Klarer seg uten i", "Does without for"),
    "resting strength": ("Hvis den er borte", "If it is gone"),
    "access push": ("den som sender", "the sender"),
    "access query": ("den som mottar", "the receiver"),
}
"""Norwegian and English, by key."""

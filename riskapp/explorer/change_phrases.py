"""The sentences of supposed changes in bokmål and in English: they are kept with evidence, which is read in either."""

PHRASES: dict[str, tuple[str, str]] = {
    "asset added": ("%(name)s kommer til (%(kind)s).", "%(name)s is added (%(kind)s)."),
    "asset removed": (
        "%(name)s tas bort, med alle avhengigheter og dataflyter.",
        "%(name)s is taken away, with all its dependencies and data flows.",
    ),
    "asset altered": ("%(name)s endres: %(fields)s.", "%(name)s is changed: %(fields)s."),
    "in use": ("%(name)s tas i bruk.", "%(name)s is put in use."),
    "holding added": (
        "%(name)s lagrer %(data)s om %(persons)s personer.",
        "%(name)s stores %(data)s about %(persons)s persons.",
    ),
    "holding removed": ("%(name)s lagrer ikke lenger %(data)s.", "%(name)s no longer stores %(data)s."),
    "holding altered": (
        "%(name)s lagrer %(data)s om %(persons)s personer i stedet.",
        "%(name)s stores %(data)s about %(persons)s persons instead.",
    ),
    "flow added": (
        "%(source)s sender %(data)s til %(target)s (ny dataflyt %(flow)s, %(encrypted)s, %(validated)s).",
        "%(source)s sends %(data)s to %(target)s (new data flow %(flow)s, %(encrypted)s, %(validated)s).",
    ),
    "encrypted": ("kryptert", "encrypted"),
    "not encrypted": ("ikke kryptert", "not encrypted"),
    "validated": ("kontrollert ved mottak", "checked on arrival"),
    "not validated": ("ikke kontrollert ved mottak", "not checked on arrival"),
    "flow": (
        "Dataflyten %(flow)s fra %(source)s til %(target)s",
        "The data flow %(flow)s from %(source)s to %(target)s",
    ),
    "unknown flow": ("Dataflyten %(flow)s", "The data flow %(flow)s"),
    "flow removed": ("%(flow)s tas bort.", "%(flow)s is taken away."),
    "flow encrypted": ("%(flow)s krypteres.", "%(flow)s is encrypted."),
    "flow validated": ("%(flow)s kontrolleres ved mottak.", "%(flow)s is checked on arrival."),
    "flow altered": ("%(flow)s endres: %(fields)s.", "%(flow)s is changed: %(fields)s."),
    "need added": ("%(dependent)s trenger også %(need)s (%(kind)s).", "%(dependent)s needs %(need)s too (%(kind)s)."),
    "soft need added": (
        "%(dependent)s trenger også %(need)s (%(kind)s), men går videre uten.",
        "%(dependent)s needs %(need)s too (%(kind)s), but limps on without.",
    ),
    "need in group added": (
        "%(need)s kommer med i gruppen «%(group)s» som %(dependent)s trenger.",
        "%(need)s joins the group “%(group)s” that %(dependent)s needs.",
    ),
    "need removed": ("%(dependent)s trenger ikke lenger %(need)s.", "%(dependent)s no longer needs %(need)s."),
    "group added": (
        "%(dependent)s trenger %(needed)s av disse: %(names)s (gruppen «%(group)s»).",
        "%(dependent)s needs %(needed)s of these: %(names)s (the group “%(group)s”).",
    ),
    "group": ("gruppen «%(group)s»", "the group “%(group)s”"),
    "tolerance": (
        "%(dependent)s klarer seg uten %(need)s i %(time)s.",
        "%(dependent)s can do without %(need)s for %(time)s.",
    ),
    "soft": (
        "%(dependent)s går videre uten %(need)s, men dårligere.",
        "%(dependent)s limps on without %(need)s, and does not go down.",
    ),
    "hard": ("%(dependent)s går ned uten %(need)s.", "%(dependent)s goes down without %(need)s."),
    "needed": (
        "%(dependent)s trenger %(needed)s av %(need)s.",
        "%(dependent)s needs %(needed)s of %(need)s.",
    ),
    "need altered": (
        "%(dependent)s trenger %(need)s på en annen måte: %(fields)s.",
        "%(dependent)s needs %(need)s in another way: %(fields)s.",
    ),
    "redundant": (
        "%(names)s kan tre inn for %(need)s, som %(dependent)s trenger.",
        "%(names)s can stand in for %(need)s, which %(dependent)s needs.",
    ),
    "redundant needed": (
        "%(names)s kan tre inn for %(need)s, som %(dependent)s trenger; %(needed)s av dem må virke.",
        "%(names)s can stand in for %(need)s, which %(dependent)s needs; %(needed)s of them must work.",
    ),
    "and": ("%(names)s og %(last)s", "%(names)s and %(last)s"),
    "yes": ("ja", "yes"),
    "no": ("nei", "no"),
    "nothing": ("ingenting", "nothing"),
    "data": ("data", "data"),
}

FIELDS: dict[str, tuple[str, str]] = {
    "name": ("navn", "name"),
    "kind": ("slag", "kind"),
    "description": ("beskrivelse", "description"),
    "owner": ("eier", "owner"),
    "supplier": ("leverandør", "supplier"),
    "site": ("sted", "site"),
    "lifecycle": ("livsløp", "lifecycle"),
    "confidentiality": ("behov for konfidensialitet", "need for confidentiality"),
    "integrity": ("behov for integritet", "need for integrity"),
    "availability": ("behov for tilgjengelighet", "need for availability"),
    "max_downtime": ("lengste tålelige nedetid i minutter", "tolerable downtime in minutes"),
    "recovery": ("gjenopprettingstid i minutter", "minutes to start again"),
    "external_ref": ("id i et annet register", "id in another register"),
    "source": ("fra", "from"),
    "target": ("til", "to"),
    "categories": ("opplysninger", "data categories"),
    "access": ("tilgang", "access"),
    "encrypted": ("kryptert", "encrypted"),
    "validated": ("kontrollert ved mottak", "checked on arrival"),
    "via": ("gjennom", "by way of"),
    "purpose": ("formål", "purpose"),
    "persons": ("personer", "persons"),
    "needed": ("så mange må virke", "so many must work"),
    "tolerance": ("klarer seg uten i minutter", "minutes it can do without"),
    "strength": ("styrke", "strength"),
}

WORDS: dict[str, str] = {
    "pilot": "pilot",
    "in use": "i bruk",
    "retiring": "under utfasing",
    "retired": "tatt ut av bruk",
    "push": "avsenderen sender",
    "query": "mottakeren spør",
    "hard": "stopper",
    "soft": "går videre, men dårligere",
}
"""Words of the estate that the report's vocabulary lacks."""

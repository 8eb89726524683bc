"""The report's words about numbers on risks."""

_LEAD_NB = (
    "Tallene står ved siden av nivåene og endrer ingen av dem. De er trukket over mange tenkte år, og sier ikke mer "
    "enn det som ble anslått. De sier ingenting om skade på pasienter: den vurderes ut fra konsekvensen, uansett hva "
    "den koster. Risikoene er trukket hver for seg, uten felles årsaker. De verste årene hviler på få trekk. Tallene "
    "avgjør ingenting: hvem som kan akseptere hva, står i akseptkriteriene."
)
_LEAD_EN = (
    "The numbers stand beside the levels and change none of them. They are drawn over many simulated years, and say no "
    "more than was estimated. They say nothing about harm to patients: that is judged by its consequence, whatever it "
    "costs. Risks are drawn apart from each other, without common causes. The worst years rest on few draws. The "
    "numbers decide nothing: who may accept what stands in the acceptance criteria."
)

NUMBERS_PHRASES: dict[str, tuple[str, str]] = {
    "numbers": ("Risikoer i tall", "Risks in numbers"),
    "numbers lead": (_LEAD_NB, _LEAD_EN),
    "numbers of": ("R%(number)s i tall", "R%(number)s in numbers"),
    "often now": ("Hvor ofte nå", "How often now"),
    "often after": ("Hvor ofte etter tiltak", "How often after the measures"),
    "cost now": ("Kostnad når det skjer", "Cost when it happens"),
    "cost after": ("Kostnad etter tiltak", "Cost after the measures"),
    "same as now": ("som nå", "the same as now"),
    "grounds of numbers": ("Hvor tallene kommer fra", "Where the numbers come from"),
    "one chance": ("%(mode)s sjanse i et år", "a chance of %(mode)s in a year"),
    "three chances": (
        "%(low)s til %(high)s sjanse i et år, mest trolig %(mode)s (PERT, vekt %(weight)s)",
        "a chance of %(low)s to %(high)s in a year, most likely %(mode)s (PERT, weight %(weight)s)",
    ),
    "one rate": ("%(mode)s ganger i året", "%(mode)s times a year"),
    "three rates": (
        "%(low)s til %(high)s ganger i året, mest trolig %(mode)s (PERT, vekt %(weight)s)",
        "%(low)s to %(high)s times a year, most likely %(mode)s (PERT, weight %(weight)s)",
    ),
    "loss range": (
        "%(low)s til %(high)s kr, ni av ti ganger (lognormal)",
        "%(low)s to %(high)s kr, nine times of ten (lognormal)",
    ),
    "loss points": (
        "%(low)s til %(high)s kr, mest trolig %(mode)s kr (PERT, vekt %(weight)s)",
        "%(low)s to %(high)s kr, most likely %(mode)s kr (PERT, weight %(weight)s)",
    ),
    "model of numbers": ("Modell", "Model"),
    "model bernoulli": (
        "Bernoulli (bernoulli): høyst én hendelse i et år",
        "Bernoulli (bernoulli): one event at most in a year",
    ),
    "model poisson": (
        "Poisson (poisson): et hvilket som helst antall hendelser i et år",
        "Poisson (poisson): any number of events in a year",
    ),
    "drawn how": ("Trekning", "Drawing"),
    "drawn": (
        "%(years)s år, frø %(seed)s, metode %(method)s, nøkkel %(name)s; nå og etter tiltak deler tilfeldige tall",
        "%(years)s years, seed %(seed)s, method %(method)s, key %(name)s; now and after share their random numbers",
    ),
    "formats of numbers": (
        "Format av anslag og resultat: %(estimate)s og %(figures)s",
        "Format of estimate and result: %(estimate)s and %(figures)s",
    ),
    "not worked out": ("Ikke regnet ut.", "Not worked out."),
    "numbers stale": (
        "Resultatet er utdatert: anslaget ble endret etter at det ble regnet ut.",
        "The result is out of date: the estimate was changed after it was worked out.",
    ),
    "figures of years": ("Hva et år koster, i kroner", "What a year costs, in kroner"),
    "expected loss": ("Forventet tap i et år", "Expected loss a year"),
    "standard error": ("Standardfeil av trekningen", "Standard error of the drawing"),
    "chance of any loss": ("År med noe tap", "Years with any loss"),
    "percentile row": (
        "Høyst så mye i %(percent)s %% av årene (P%(percent)s)",
        "At most so much in %(percent)s %% of the years (P%(percent)s)",
    ),
    "inputs' fingerprint": ("Inndata, SHA-256", "Inputs, SHA-256"),
    "years costing more": (
        "Andel av årene som koster mer enn et beløp",
        "Share of the years that cost more than an amount",
    ),
    "more than": ("Mer enn, kr", "More than, kr"),
}

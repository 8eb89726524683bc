"""The sentences about a blast radius in bokmål and in English; `none`, `one` and `many` go by the number `n`."""

EVIDENCE_PHRASES: dict[str, tuple[str, str]] = {
    "if fails one": ("%(assets)s faller ut i %(outage)s.", "%(assets)s fails for %(outage)s."),
    "if fails many": ("%(assets)s faller ut i %(outage)s.", "%(assets)s fail for %(outage)s."),
    "if fails open one": ("%(assets)s faller ut inntil videre.", "%(assets)s fails until further notice."),
    "if fails open many": ("%(assets)s faller ut inntil videre.", "%(assets)s fail until further notice."),
    "if lies one": (
        "%(assets)s gir uriktige data eller er under fremmed styring.",
        "%(assets)s lies or is controlled by somebody else.",
    ),
    "if lies many": (
        "%(assets)s gir uriktige data eller er under fremmed styring.",
        "%(assets)s lie or are controlled by somebody else.",
    ),
    "if leaks one": ("%(assets)s lekker.", "%(assets)s leaks."),
    "if leaks many": ("%(assets)s lekker.", "%(assets)s leak."),
    "down none": ("Ingen andre ressurser slutter å virke.", "No other asset stops working."),
    "down one": ("1 annen ressurs slutter å virke.", "1 other asset stops working."),
    "down many": ("%(n)s andre ressurser slutter å virke.", "%(n)s other assets stop working."),
    "degraded none": ("Ingen ressurser er bare svekket.", "No asset is only degraded."),
    "degraded one": ("1 ressurs er svekket, men virker fortsatt.", "1 asset is degraded but still works."),
    "degraded many": ("%(n)s ressurser er svekket, men virker fortsatt.", "%(n)s assets are degraded but still work."),
    "deadlocks none": (
        "Ingen ressurser venter på hverandre ved oppstart.",
        "No assets wait for each other at start-up.",
    ),
    "deadlocks": (
        "Disse venter på hverandre ved oppstart og kommer ikke i gang av seg selv: %(names)s.",
        "These wait for each other at start-up and do not start by themselves: %(names)s.",
    ),
    "settled": (
        "Utfallet er fulgt i %(horizon)s, og innen da er det ingenting mer som endrer seg.",
        "The outage was followed for %(horizon)s, and by then nothing changes any more.",
    ),
    "not settled": (
        "Utfallet er fulgt i %(horizon)s, og mer kan endre seg etter det.",
        "The outage was followed for %(horizon)s, and more may change after that.",
    ),
    "reached none": ("Ingen andre ressurser rammes.", "No other asset is reached."),
    "reached one": ("1 annen ressurs rammes.", "1 other asset is reached."),
    "reached many": ("%(n)s andre ressurser rammes.", "%(n)s other assets are reached."),
    "taken over none": ("Ingen av dem kommer under fremmed styring.", "None of them is controlled by somebody else."),
    "taken over one": ("1 av dem kommer under fremmed styring.", "1 of them is controlled by somebody else."),
    "taken over many": ("%(n)s av dem kommer under fremmed styring.", "%(n)s of them are controlled by somebody else."),
    "wrong data none": ("Ingen av dem kan få feil data.", "None of them may get wrong data."),
    "wrong data one": ("1 av dem kan få feil data.", "1 of them may get wrong data."),
    "wrong data many": ("%(n)s av dem kan få feil data.", "%(n)s of them may get wrong data."),
    "taken over alone": ("Den kommer under fremmed styring.", "It is controlled by somebody else."),
    "wrong data alone": ("Den kan få feil data.", "It may get wrong data."),
    "stopped none": ("Ingen dataflyt stanser feilen.", "No data flow stops the error."),
    "stopped one": (
        "1 dataflyt kontrollerer data og stanser feilen.",
        "1 data flow checks its data and stops the error.",
    ),
    "stopped many": (
        "%(n)s dataflyter kontrollerer data og stanser feilen.",
        "%(n)s data flows check their data and stop the error.",
    ),
    "controlled one": (
        "I alt er 1 ressurs under fremmed styring, den som lekker medregnet.",
        "In all, 1 asset is controlled by somebody else, counting the one that leaks.",
    ),
    "controlled many": (
        "I alt er %(n)s ressurser under fremmed styring, det som lekker medregnet.",
        "In all, %(n)s assets are controlled by somebody else, counting what leaks.",
    ),
    "people exposed": (
        "Minst %(low)s og høyst %(high)s personer kan være berørt.",
        "At least %(low)s and at most %(high)s persons may be exposed.",
    ),
    "unknown holders one": (
        "I tillegg kommer 1 lager der ingen vet hvor mange det gjelder.",
        "On top of that comes 1 store of unknown size.",
    ),
    "unknown holders many": (
        "I tillegg kommer %(n)s lagre der ingen vet hvor mange det gjelder.",
        "On top of that come %(n)s stores of unknown size.",
    ),
}

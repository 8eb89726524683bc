"""The report's words about what the estate suggested and what became of it."""

SUGGESTION_PHRASES: dict[str, tuple[str, str]] = {
    "suggestions": ("Scenarioer som kartleggingen foreslo", "Scenarios that the estate suggested"),
    "suggestions dismissed none": ("Ingen forslag er avvist.", "No suggestion is dismissed."),
    "suggestions dismissed one": ("1 forslag er avvist.", "1 suggestion is dismissed."),
    "suggestions dismissed many": ("%(n)s forslag er avvist.", "%(n)s suggestions are dismissed."),
    "suggestions accepted none": (
        "Ingen av scenarioene er tatt over fra et forslag.",
        "None of the scenarios was taken over from a suggestion.",
    ),
    "suggestions accepted one": ("1 scenario er tatt over fra et forslag.", "1 scenario was taken over."),
    "suggestions accepted many": (
        "%(n)s scenarioer er tatt over fra forslag.",
        "%(n)s scenarios were taken over.",
    ),
    "dismissed suggestion": ("Avvist: %(event)s", "Dismissed: %(event)s"),
    "dismissing": ("avviste forslaget", "dismissed the suggestion"),
    "taken over": ("Tatt over som R%(number)s", "Taken over as R%(number)s"),
    "taken over by": ("Tatt over av", "Taken over by"),
    "why suggested": ("Hvorfor kartleggingen foreslo det", "Why the estate suggested it"),
    "since suggested": ("Siden forslaget", "Since the suggestion"),
    "unchanged since suggested": ("Scenarioet lyder som forslaget.", "The scenario reads as suggested."),
    "changed since suggested": ("Endret: %(what)s.", "Changed: %(what)s."),
}
"""Norwegian and English, by key."""

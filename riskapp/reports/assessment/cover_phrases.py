"""The report's words for its first page: until when it holds."""

COVER_PHRASES: dict[str, tuple[str, str]] = {
    "accepted until": ("Første aksept utløper", "First acceptance runs out"),
    "conditions until": ("Første vilkår har frist", "First condition is due"),
    "review by": ("Skal gjennomgås innen", "To be reviewed by"),
    "validity": ("Gyldighet", "Validity"),
    "no end": (
        "Ingen aksept eller frist løper ut. Gjelder til en ny versjon avløser den.",
        "No acceptance and no condition runs out. It holds until a new version takes its place.",
    ),
}
"""Norwegian and English, by key."""

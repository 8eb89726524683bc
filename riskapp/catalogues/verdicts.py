"""How a principle or a right is kept, in one word: the verdict that stands beside the answer to a question."""

from riskapp.catalogues.text import Text

ACCEPTABLE = "acceptable"
NOT_ACCEPTABLE = "not_acceptable"

VERDICTS: dict[str, Text] = {
    ACCEPTABLE: Text("Godt nok", "Good enough"),
    "to_improve": Text("Må bli bedre", "To be improved"),
    NOT_ACCEPTABLE: Text("Ikke godt nok", "Not good enough"),
}
"""The three that people choose from (after CNIL PIA, which evaluates each principle and each right so)."""

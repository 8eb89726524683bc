"""How grave a change of the estate is for an approval."""

from enum import StrEnum


class Gravity(StrEnum):
    """How grave a change is for what was concluded; the gravest comes first."""

    LEVEL = "level would change"
    EVIDENCE = "evidence changed"
    UNAFFECTED = "conclusion unaffected"
    WORDING = "wording only"

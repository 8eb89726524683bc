"""Columns that hold the name of a person, and which of them erasing reaches: the database lets them be emptied.

A name in an act (who wrote, settled, accepted, signed) cannot be changed by anybody in the ordinary way, so erasing
takes it in every version. What a team typed is erased where the version is closed; in an open one the team changes it.
"""

from collections.abc import Mapping

ACTS: Mapping[str, tuple[str, ...]] = {
    "acceptance": ("owner_name", "withdrawn_by"),
    "consultation_package": ("signed_by",),
    "content_snapshot": ("by_name",),
    "decision_condition": ("owner", "met_by"),
    "estate_slice": ("by_name",),
    "evidence_file": ("by_name",),
    "inherited_choice": ("by_name",),
    "redaction": ("by",),
    "remark": ("author_name", "settled_by"),
    "issued_report": ("signed_by",),
    "reviewed_part": ("by_name",),
    "signed_report": ("signed_by",),
    "suggestion_verdict": ("by_name",),
    "trade_off": ("by_name",),
    "transition": ("actor_name",),
}
TYPED: Mapping[str, tuple[str, ...]] = {
    "fallback": ("tested_by",),
    "measure": ("owner", "safety_assessed_by"),
    "participant": ("name",),
    "workshop_guest": ("name", "email"),
}
ACCOUNT = ("user_account", "name")
"""The name of an account, once it is closed."""
READ = ("reading", "said")
"""What somebody has read, as plain data: nothing is hashed of it, so only the texts with the name give way."""

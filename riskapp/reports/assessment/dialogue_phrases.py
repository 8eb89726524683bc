"""The phrases of the report that tell who said what, and what is to be done before or after the decision."""

DIALOGUE_PHRASES: dict[str, tuple[str, str]] = {
    "dialogue": ("Det som ble sagt underveis", "What was said on the way"),
    "requests open none": ("Ingen ønsker om endring står åpne.", "No request for change is open."),
    "requests open one": ("Ett ønske om endring står åpent.", "One request for change is open."),
    "requests open many": ("%(n)s ønsker om endring står åpne.", "%(n)s requests for change are open."),
    "settled by": ("avklart av %(who)s %(when)s", "settled by %(who)s %(when)s"),
    "condition": ("Vilkår", "Condition"),
    "conditions one": ("Godkjent på ett vilkår:", "Approved on one condition:"),
    "conditions many": ("Godkjent på %(n)s vilkår:", "Approved on %(n)s conditions:"),
    "approved on conditions": (
        "%(title)s, versjon %(number)s: godkjent på vilkår",
        "%(title)s, version %(number)s: approved on conditions",
    ),
    "answering": ("svarer", "answers"),
}
"""Norwegian and English, by key."""

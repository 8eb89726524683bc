"""The report's words about workshops: when people met, who was asked, and what was said."""

WORKSHOP_PHRASES: dict[str, tuple[str, str]] = {
    "workshops": ("Arbeidsmøter", "Workshops"),
    "workshop": ("W%(number)s, %(when)s", "W%(number)s, %(when)s"),
    "duration": ("Varighet", "Duration"),
    "room": ("Rom eller lenke", "Room or link"),
    "agenda": ("Saksliste", "Agenda"),
    "notes": ("Referat", "Notes"),
    "email": ("E-post", "E-mail"),
    "came": ("Kom", "Came"),
    "guest came": ("kom", "came"),
    "guest did not come": ("kom ikke", "did not come"),
    "guest not said": ("ikke sagt", "not said"),
    "no guests": ("Ingen er bedt.", "Nobody was asked."),
    "field place": ("rom eller lenke", "room or link"),
    "field agenda": ("saksliste", "agenda"),
    "field notes": ("referat", "notes"),
    "field email": ("e-post", "e-mail"),
    "place guest": ("%(place)s, gjest %(number)s", "%(place)s, guest %(number)s"),
}
"""Norwegian and English, by key."""

"""Numbers, minutes and dates as people say them."""

from datetime import date, datetime

from flask import Flask
from flask_babel import format_date, format_datetime, get_locale, gettext

from riskapp.errors import N_

THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"


def minutes(value: int | None) -> str:
    """45 min, 4 t, 1 d 2 t: the two largest units of whole minutes; nothing for None."""
    if value is None:
        return ""
    if value < 60:
        return gettext("%(n)s min", n=value)
    hours, rest = divmod(value, 60)
    if hours < 24:
        whole = gettext("%(n)s h", n=hours)
        return whole + " " + gettext("%(n)s min", n=rest) if rest else whole
    days, hours = divmod(hours, 24)
    whole = gettext("%(n)s d", n=number(days))
    return whole + " " + gettext("%(n)s h", n=hours) if hours else whole


def number(value: int | None) -> str:
    """420 000, with a space that does not break; nothing for None."""
    return "" if value is None else f"{value:,}".replace(",", THIN_SPACE)


def persons(at_most: int, unknown: int) -> str:
    """How many people at most, never as a bare number where some holders have no figure."""
    if unknown:
        return gettext("at most %(n)s, and %(m)s of unknown size", n=number(at_most), m=number(unknown))
    return gettext("at most %(n)s", n=number(at_most))


def day(value: date | datetime | None) -> str:
    """22. november 2026 or 22 November 2026, in the reader's zone."""
    if value is None:
        return ""
    return format_date(value, "d MMMM y" if str(get_locale()) == "en" else "d. MMMM y")


def moment(value: datetime | None) -> str:
    """A day and the time of the day, in the reader's zone."""
    if value is None:
        return ""
    return format_datetime(value, "d MMM y, HH:mm" if str(get_locale()) == "en" else "d. MMM y, HH:mm")


# The words of the vocabularies, so that a page can show them in the reader's language.
WORDS = (
    N_("process"),
    N_("system"),
    N_("device"),
    N_("infrastructure"),
    N_("network"),
    N_("supplier"),
    N_("location"),
    N_("planned"),
    N_("pilot"),
    N_("in use"),
    N_("retiring"),
    N_("retired"),
    N_("ordinary"),
    N_("special"),
    N_("confidential"),
    N_("push"),
    N_("query"),
    N_("hard"),
    N_("soft"),
    N_("hosting"),
    N_("identity"),
    N_("administration"),
    N_("power"),
    N_("service"),
    N_("supply"),
    N_("availability"),
    N_("integrity"),
    N_("confidentiality"),
    N_("control"),
    N_("data"),
    N_("at rest"),
    N_("in transit"),
    N_("by query"),
    N_("on the wire"),
    N_("project member"),
    N_("system owner"),
    N_("risk owner"),
    N_("privacy officer"),
    N_("security"),
    N_("auditor"),
    N_("administrator"),
    N_("operator"),
    N_("view the estate"),
    N_("edit the estate"),
    N_("import the estate"),
    N_("view assessments"),
    N_("edit assessments"),
    N_("advise on a DPIA"),
    N_("advise on a risk assessment"),
    N_("decide on an assessment"),
    N_("accept a risk"),
    N_("set the criteria"),
    N_("issue reports"),
    N_("view the record of processing"),
    N_("keep the record of processing"),
    N_("controller"),
    N_("processor"),
    N_("in force"),
    N_("ended"),
    N_("none"),
    N_("signed"),
    N_("expired"),
    N_("view the statement of applicability"),
    N_("keep the statement of applicability"),
    N_("view the audit trail"),
    N_("manage users"),
    N_("supports"),
    N_("supports with remarks"),
    N_("advises against"),
)


def word(value: str) -> str:
    """A word of a closed vocabulary in the reader's language."""
    return gettext(str(value)) if value else ""


def install(app: Flask) -> None:
    """Make the filters known to the templates."""
    for name, filter_ in (("minutes", minutes), ("number", number), ("day", day), ("moment", moment), ("word", word)):
        app.jinja_env.filters[name] = filter_
    app.jinja_env.globals["persons_at_most"] = persons

"""A risk and a measure of the register as the cells of a row."""

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Level


def risk_cells(row: Values, reader: Reader) -> tuple[str | Level, ...]:
    """Number; what happens, where and to whom; both levels; treatment with owner and measures; who bears it."""
    treated = reader.counted("register treated", row["measures"], done=row["in_place"], late=row["overdue"])
    knows = (
        reader.say("register knowledge", word=reader.say(f"knowledge {row['knowledge']}")) if row["knowledge"] else ""
    )
    handled = (reader.word(row["treatment"]) if row["treatment"] else "", row["owner"], treated, knows)
    borne = [reader.say(f"standing {row['standing']}")]
    borne += [reader.say("register until", day=reader.day(row["until"]))] if row["until"] else []
    borne += [reader.say("register since", day=reader.day(row["since"]))] if row["since"] else []
    return (
        f"R{row['number']}",
        _happens(row, reader),
        _level(row, "", reader),
        _level(row, "_after", reader),
        "\n".join(part for part in handled if part),
        "\n".join(borne),
    )


def measure_cells(row: Values, reader: Reader) -> tuple[str, ...]:
    """Number, text, owner, due day, status with evidence, and the risks that it treats."""
    due = reader.day(row["due"]) if row["due"] else "–"
    status = [reader.word(row["status"]), reader.say("register late") if row["overdue"] else ""]
    status += [reader.counted("register evidence", row["evidence"])] if row["evidence"] else []
    return (
        f"M{row['number']}",
        row["text"],
        reader.given(row["owner"]),
        due,
        "\n".join(part for part in status if part),
        ", ".join(f"R{number}" for number in row["treats"]) or "–",
    )


def _happens(row: Values, reader: Reader) -> str:
    places = [row["asset"]] if row["asset"] else row["scope"]
    suppliers = dict.fromkeys(one["supplier"] for one in places if one["supplier"])
    told = (
        row["event"],
        row["threat"],
        row["cause"],
        _judged(row, reader),
        reader.say("register lost", property=reader.word(row["lost"])) if row["lost"] else "",
        reader.say("register where", names=reader.listed(one["name"] for one in places)) if places else "",
        reader.say("register by", names=reader.listed(suppliers)) if suppliers else "",
        reader.say("register hits", names=reader.listed(row["processes"])) if row["processes"] else "",
    )
    return "\n".join(dict.fromkeys(part for part in told if part))


def _judged(row: Values, reader: Reader) -> str:
    ends = [
        reader.say("register likely", likelihood=row[f"likelihood{end}"], consequence=row[f"consequence{end}"])
        for end in ("", "_after")
        if row[f"level{end}"]
    ]
    return " → ".join(ends)


def _level(row: Values, end: str, reader: Reader) -> str | Level:
    level = row[f"level{end}"]
    if level is None:
        return reader.say("not judged")
    return reader.level(level)

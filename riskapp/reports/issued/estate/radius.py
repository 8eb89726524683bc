"""Blast radiuses on paper: question and figures as evidence tells them, whether it is tolerable, why, and a picture."""

from collections.abc import Iterator

from riskapp.reports.assessment.evidence import evidence, sentences
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Block, Edge, Node, Paragraphs, Picture, Section, Table, Tone

_NAMED = 2
_STOPPED = ("process", "first failure", "eo stretch", "restored", "eo bears", "eo verdict")
_TONES = {
    "hit": Tone.CRITICAL,
    "down": Tone.HIGH,
    "control": Tone.HIGH,
    "degraded": Tone.MEDIUM,
    "data": Tone.MEDIUM,
    "exposed": Tone.MEDIUM,
}


def radiuses(content: Values, reader: Reader) -> Iterator[Section]:
    """A section for each; none where there is no hit."""
    if not content["hits"]:
        return
    how = reader.say("eo radius chosen" if content["chosen"] else "eo radius worst")
    yield Section(reader.say("eo radiuses"), 1, (Paragraphs(reader.say("eo radius lead", how=how)),))
    for one in content["hits"]:
        yield Section(_title(one["evidence"], reader), 2, tuple(_blocks(one, reader)))


def _title(found: Values, reader: Reader) -> str:
    names = [one["name"] for one in found["hit"]]
    told = reader.together(names[:_NAMED])
    if len(names) > _NAMED:
        told = reader.say("eo radius names", first=told, n=len(names) - _NAMED)
    return reader.say(f"eo radius {found['threat']}", names=told)


def _blocks(one: Values, reader: Reader) -> Iterator[Block]:
    timed = one["evidence"]["threat"] == "availability"
    found, verdicts = one["evidence"], {row["id"]: row for row in one["verdicts"]}
    if timed and found["processes"]:
        yield Paragraphs(" ".join(sentences(found, reader)))
        rows = tuple(_stopped(row, verdicts.get(row["id"]), reader) for row in found["processes"])
        yield Table(tuple(reader.say(key) for key in _STOPPED), rows, (3.6, 1.4, 2, 1.6, 1.6, 2.2))
        if found["processes_more"]:
            yield Paragraphs(reader.say("more rows", more=reader.number(found["processes_more"])))
    else:
        yield from evidence(found, reader)
    if one["reasons"]:
        rows = tuple(_reason(row, timed, reader) for row in one["reasons"])
        yield Table(tuple(reader.say(key) for key in ("process", "eo why", "eo way")), rows, (2.4, 3.6, 4.4))
    if len(one["drawing"]["nodes"]) > 1:
        yield _picture(one["drawing"], timed, reader)


def _stopped(row: Values, verdict: Values | None, reader: Reader) -> tuple[str, ...]:
    """A process that stops: when, for how long at a stretch and until when, beside what is tolerable."""
    name, after = f"{row['name']} ({row['id']})", reader.minutes(row["first_failure"])
    back = reader.say("not restored") if row["restored"] is None else reader.minutes(row["restored"])
    if verdict is None:
        return name, after, reader.minutes(row["minutes_down"]), back, "", ""
    longest = reader.minutes(verdict["longest"])
    return (
        name,
        after,
        reader.say("eo ongoing", time=longest) if verdict["ongoing"] else longest,
        back,
        reader.say("eo not said") if verdict["bears"] is None else reader.minutes(verdict["bears"]),
        reader.say(f"verdict {verdict['verdict']}"),
    )


def _reason(row: Values, timed: bool, reader: Reader) -> tuple[str, ...]:
    way = [_stage(stage, timed, reader) for stage in row["way"]]
    if row["way_left_out"]:
        way.insert(len(way) // 2, reader.say("eo way cut", n=reader.number(row["way_left_out"])))
    return row["name"], _why(row["why"], reader), " → ".join(way)


def _why(why: Values | None, reader: Reader) -> str:
    if why is None:
        return reader.say("eo was hit")
    if "received" in why:
        return reader.say("eo received", names=why["received"], flow=why["flow"])
    if "taken_over" in why:
        return reader.say("eo taken over", names=why["taken_over"], kind=reader.word(why["kind"]))
    phrase = "eo lost" if why["strength"] == "hard" else "eo lost soft"
    names, time = reader.together(why["lost"]), reader.minutes(why["tolerance"])
    return reader.say(phrase, names=names, kind=reader.word(why["kind"]), time=time)


def _stage(stage: Values, timed: bool, reader: Reader) -> str:
    if timed:
        return reader.say("eo way at", name=stage["name"], time=reader.minutes(stage["at"]))
    return reader.say("eo way step", name=stage["name"], n=stage["at"])


def _picture(drawing: Values, timed: bool, reader: Reader) -> Picture:
    total, stacked, left = (reader.number(drawing[name]) for name in ("total", "stacked", "left_out"))
    cut = drawing["stacked"] or drawing["left_out"]
    shown = reader.say("eo picture some" if cut else "eo picture all", total=total, stacked=stacked, left=left)
    return Picture(
        tuple(_node(one, timed, reader) for one in drawing["nodes"]),
        tuple(Edge(source, target) for source, target in drawing["arrows"]),
        reader.say("eo picture", shown=shown),
    )


def _node(one: Values, timed: bool, reader: Reader) -> Node:
    label = one["label"]
    if one["count"] > 1:
        stack = reader.say("eo stack", n=reader.number(one["count"]), kind=reader.word(one["kind"]))
        label = f"{stack} {label}".strip()
    state = reader.say(f"state {one['state']}") if one["state"] else ""
    if timed and one["at"]:
        state = reader.say("state at", state=state, time=reader.minutes(one["at"]))
    tone = _TONES.get(one["state"], Tone.NEUTRAL)
    return Node(one["key"], label, reader.word(one["kind"]), one["x"], one["y"], state, tone)

"""The report on the estate, from its content: what there is, what everything hangs on, and the blast radiuses."""

from collections.abc import Iterator

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Facts, Report, Section
from riskapp.reports.issued.cover import Named, issued
from riskapp.reports.issued.estate import data, holds, radius, suppliers, weak

_TOP = 3


def estate_report(content: Values, reader: Reader, fingerprint: str) -> Report:
    """The report of the estate's content."""
    counts = content["counts"]
    numbers = (("eo assets", "assets"), ("eo flows", "flows"), ("eo dependencies", "dependencies"))
    facts = [(reader.say(key), reader.number(counts[name])) for key, name in numbers]
    facts.append((reader.say("eo radiuses"), reader.number(len(content["hits"]))))
    facts.append((reader.say("eo source"), content["source"]["sha256"]))
    named = Named(reader.say("eo title"), reader.say("eo subtitle"), facts)
    return issued(content, named, _sections(content, reader), fingerprint, reader)


def _sections(content: Values, reader: Reader) -> Iterator[Section]:
    yield _glance(content, reader)
    yield from holds.holds(content, reader)
    yield from holds.complete(content["completeness"], reader)
    yield from holds.critical(content, reader)
    yield from data.data(content, reader)
    yield from weak.hangs(content["ranking"], reader)
    yield from weak.points(content["points"], reader)
    yield from suppliers.suppliers(content["suppliers"], reader)
    yield from radius.radiuses(content, reader)


def _glance(content: Values, reader: Reader) -> Section:
    worst = [
        reader.say(
            "eo worst line",
            name=one["name"],
            processes=reader.number(one["processes"]),
            reached=reader.number(one["reached"]),
        )
        for one in content["ranking"]["availability"][:_TOP]
    ]
    processes = [one for one in content["assets"]["rows"] if one["kind"] == "process"]
    silent = [one["name"] for one in processes if one["max_downtime"] is None]
    open_flows = sum(one["count"] for one in content["flows"]["rows"] if one["special"] and not one["encrypted"])
    gaps = sum(one["count"] for one in content["completeness"]["rules"])
    facts = (
        (reader.say("eo worst first"), reader.listed(worst)),
        (reader.say("eo unbearable"), reader.listed(silent)),
        (reader.say("eo unencrypted"), reader.number(open_flows)),
        (reader.say("eo gaps"), reader.say("eo gaps count", n=reader.number(gaps))),
    )
    return Section(reader.say("glance"), 1, (Facts(facts),))

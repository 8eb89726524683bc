"""What a question is about: assets, a category of data or a supplier, by their ids, and whether they are there."""

from collections.abc import Mapping, Sequence

from riskapp.errors import N_, Invalid
from riskapp.explorer.directory import directory_of
from riskapp.explorer.supplied import suppliers
from riskapp.explorer.territories import SITE
from riskapp.explorer.whole_estate import whole_estate
from riskapp.graph.index import index_of
from riskapp.graph.question import hit_ids
from riskapp.graph.snapshot import Snapshot
from riskapp.questions.asked import Asked, Topic

MOST_HIT = 21
"""So many assets can be hit at the same time, as on the page of a blast radius."""

_HOW_MANY: Mapping[Topic, tuple[int, int, str]] = {
    Topic.RADIUS: (0, MOST_HIT, N_("Name at most %(most)s assets that are hit.")),
    Topic.NEEDS: (1, 1, N_("Name the one asset whose needs are asked for.")),
    Topic.WAYS: (2, 2, N_("Name two different assets: where the ways start and where they end.")),
    Topic.LINEAGE: (1, 1, N_("Name the one category of data whose ways are asked for.")),
    Topic.SUPPLIER: (1, 1, N_("Name the one supplier that is asked about.")),
    Topic.MAP: (0, 1, N_("Name at most one asset that is chosen on the map.")),
}


def checked_about(topic: Topic, about: Sequence[str], snapshot: Snapshot) -> tuple[str, ...]:
    """The ids without repeats, in their order. Raises Invalid where they do not fit the topic."""
    keys = tuple(dict.fromkeys(about))
    fewest, most, says = _HOW_MANY[topic]
    if not fewest <= len(keys) <= most:
        raise Invalid(says, field="about", most=most)
    if topic in (Topic.LINEAGE, Topic.SUPPLIER):
        for key in _gone(topic, keys, snapshot):
            raise Invalid(_NOT_THERE[topic], field="about", id=key, name=key)
    elif keys or topic is Topic.RADIUS:
        hit_ids(index_of(snapshot), keys)
    return keys


_NOT_THERE = {
    Topic.LINEAGE: N_("There is no category of data with the id %(id)s."),
    Topic.SUPPLIER: N_("Nothing in the estate comes from a supplier called %(name)s."),
}


def missing(asked: Asked, snapshot: Snapshot) -> tuple[str, ...]:
    """The ids of what a question is about, or is narrowed to, and that the estate no longer has."""
    topic = Topic(asked.topic)
    places = asked.view.get("place", ()) if topic is Topic.MAP else ()
    lands = {land.key for land in whole_estate(snapshot).lands} if places else set()
    return (*_gone(topic, asked.about, snapshot), *(key.removeprefix(SITE) for key in places if key not in lands))


def _gone(topic: Topic, about: Sequence[str], snapshot: Snapshot) -> list[str]:
    if topic is Topic.SUPPLIER:
        known = {one.key for one in suppliers(snapshot)}
        return [key for key in about if key not in known]
    directory = directory_of(snapshot)
    there = directory.categories if topic is Topic.LINEAGE else directory.assets
    return [key for key in about if key not in there]

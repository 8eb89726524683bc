"""What a time-stamp service (RFC 3161) vouches for: tokens over checkpoints, held to them and to each other.

Nothing here can read a token's signature: whoever calls brings a judge that can, or learns what a search for the
fingerprint tells.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from riskapp.proof.notes import Checkpoint
from riskapp.proof.walking import Fault, Found

LATE = timedelta(days=1)
"""Time stamps that take longer than this are told of: until then the key alone spoke for the trail."""
_CLOCKS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Attested:
    """What a token turned out to be: `at` (ISO 8601, UTC) says the clock of `service`.

    `fault` is a key of `telling.SENTENCES` where the token does not fit. Without a time nobody read the token.
    """

    fault: str = ""
    at: str = ""
    service: str = ""


Judge = Callable[[Checkpoint], Attested]
_Pair = tuple[Checkpoint, Attested]


def fingerprint_found(one: Checkpoint) -> Attested:
    """A token that holds no fingerprint of its note is over something else; more needs a library."""
    return Attested() if hashlib.sha256(one.note).digest() in one.token else Attested("stamp_other")


def hold_to_stamps(
    found: Found, checkpoints: Sequence[Checkpoint], judge: Judge = fingerprint_found, *, due: datetime | None = None
) -> None:
    """Add to `found` what the tokens of `checkpoints` say, where the trail agrees with these checkpoints.

    Where tokens were given, a checkpoint from before `due` that none of them reaches is a fault; None asks for no
    such thing, because no service is set.
    """
    # A copy that was kept elsewhere says the same again.
    stamped = {(one.note, one.token): one for one in found.agreed if one.token}.values()
    pairs = [(one, judge(one)) for one in stamped]
    found.stamps = len(pairs)
    found.unread = sum(not (said.fault or said.at) for _, said in pairs)
    for one, said in pairs:
        if said.fault:
            values = {"size": one.size, "said": one.at, "at": said.at, "service": said.service}
            found.faults.append(Fault(said.fault, values))
    found.faults += _lost(found.agreed, checkpoints)
    good = sorted(((one, said) for one, said in pairs if said.at and not said.fault), key=lambda pair: pair[0].size)
    if not good:
        return
    found.vouched, found.first_vouched = _told(good[-1]), _told(good[0])
    found.remarks += [*_clocks(good), *_late(found.agreed, good)]
    after = [one for one in found.agreed if one.size > good[-1][0].size]
    if due is not None and after and (_time(after[0].at) or due) < due:
        found.faults.append(Fault("stamp_missing", {"size": after[0].size, "at": after[0].at}))


def _told(pair: _Pair) -> dict[str, object]:
    one, said = pair
    return {"size": one.size, "at": said.at, "service": said.service}


def _lost(agreed: Sequence[Checkpoint], checkpoints: Sequence[Checkpoint]) -> Iterator[Fault]:
    """Tokens that a checkpoint names, each once, and that nobody has any more."""
    known = {hashlib.sha256(one.token).hexdigest() for one in checkpoints if one.token}
    for one in agreed:
        if one.stamp is not None and one.stamp[1] not in known:
            known.add(one.stamp[1])
            yield Fault("stamp_lost", {"size": one.stamp[0], "at": one.at})


def _clocks(good: Sequence[_Pair]) -> Iterator[Fault]:
    """Notes that say a later time than the time stamp that came after them."""
    for one, said in good:
        here, there = _time(one.at), _time(said.at)
        if here and there and here - there > _CLOCKS:
            yield Fault("clock", {"size": one.size, "said": one.at, "at": said.at})


def _late(agreed: Sequence[Checkpoint], good: Sequence[_Pair]) -> Iterator[Fault]:
    """Stretches of checkpoints whose time stamp came long after them. What was before the first is told otherwise."""
    sizes = [point.size for point in agreed]
    for (before, _), (one, said) in pairwise(good):
        between = agreed[bisect_right(sizes, before.size) : bisect_right(sizes, one.size)]
        signed = [_time(point.at) for point in between]
        since, until = min((at for at in signed if at), default=None), _time(said.at)
        if since and until and until - since > LATE:
            values = {"size": before.size + 1, "to": one.size, "since": f"{since:%Y-%m-%dT%H:%M:%SZ}", "at": said.at}
            yield Fault("late", values)


def _time(at: str) -> datetime | None:
    """The time that a note or token says, None where it says none."""
    try:
        read = datetime.fromisoformat(at)
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)

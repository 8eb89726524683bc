"""What the check found, in sentences."""

from collections.abc import Iterator

from riskapp.proof.notes import Checkpoint
from riskapp.proof.walking import Fault, Found


def N_(sentence: str) -> str:
    """Mark a sentence for translation; here, on a machine without riskapp, it stays in English."""
    return sentence


HOLDS = N_("The trail holds: %(size)s events, root %(root)s.")
ERASED = N_("%(count)s values were erased, and their events tell of it.")
SENTENCES = {
    "missing": N_(
        "Event %(number)s is missing or out of order: %(found)s stands in its place. What follows was not read."
    ),
    "order": N_("Event %(number)s does not follow the one before it."),
    "changed": N_("Event %(number)s was changed: it has another hash than when it was written."),
    "value": N_("%(name)s of event %(number)s was changed."),
    "erased": N_("%(name)s of event %(number)s was taken away, and no event tells of it."),
    "foreign": N_("The checkpoint of %(at)s is not signed with this trail's key."),
    "rewritten": N_("The first %(size)s events are not those that the checkpoint of %(at)s was made of."),
    "shorter": N_(
        "The trail ends at event %(size)s, but a checkpoint of %(at)s says %(said)s: its end was taken away, or an "
        "older database was put back."
    ),
    "unsealed": N_("%(count)s events are not chained: they were written past riskapp."),
    "empty": N_("The trail is empty."),
    "stamp_unreadable": N_("The time stamp of the checkpoint over %(size)s events cannot be read."),
    "stamp_other": N_(
        "The time stamp beside the checkpoint over %(size)s events is over something else: the checkpoint was made "
        "anew, or the time stamp was."
    ),
    "stamp_broken": N_("The time stamp of the checkpoint over %(size)s events has a signature that does not hold."),
    "stamp_foreign": N_(
        "The time stamp of the checkpoint over %(size)s events is by %(service)s, a service that is not trusted here."
    ),
    "stamp_outdated": N_(
        "The time stamp of the checkpoint over %(size)s events says %(at)s, when the certificate of %(service)s was "
        "not valid."
    ),
    "stamp_revoked": N_(
        "The time stamp of the checkpoint over %(size)s events says %(at)s, when the certificate of %(service)s was "
        "revoked."
    ),
    "stamp_lost": N_("The checkpoint of %(at)s names a time stamp over %(size)s events, and that is gone."),
    "stamp_missing": N_(
        "The checkpoint of %(at)s over %(size)s events has no time stamp yet, though older ones have: get it one with "
        "riskapp audit checkpoint, and ask why it had none."
    ),
    "step": N_("The step “%(step)s” of %(at)s is not what was signed then."),
    "content": N_("The content of assessment %(assessment)s, version %(version)s, is not what was decided."),
    "file": N_("The signed file %(name)s is not the one that the trail tells of."),
    "kept state": N_("The kept state %(number)s of an assessment is not what was kept."),
    "slice": N_("The slice %(number)s of the estate, which an approval rests on, is not what was kept."),
    "part": N_("The part of the estate with the fingerprint %(fingerprint)s is not what was kept."),
    "name": N_("The name with the commitment %(commitment)s is not the one that was committed to."),
    "name erased": N_("The name with the commitment %(commitment)s was taken away, and no event tells of it."),
}
"""A sentence for each kind of fault."""

SURE = N_("Up to event %(size)s nothing was changed since %(at)s: a checkpoint that was kept elsewhere says so.")
SURE_HERE = N_(
    "Up to event %(size)s nothing was changed since %(at)s, unless somebody has the trail's key too: only the "
    "checkpoints beside the trail say so."
)
VOUCHED = N_("A foreign clock, that of %(service)s, saw the first %(size)s events as they are at %(at)s.")
FIRST = N_("Its oldest time stamp is of %(at)s, over %(size)s events: before that no foreign clock speaks.")
UNREAD = N_(
    "Time stamps (RFC 3161) beside the checkpoints: %(count)s. This check cannot judge their signatures nor read their "
    "times. Write them out with --stamps FOLDER and let OpenSSL judge each: openssl ts -verify -data checkpoint-N.note "
    "-in checkpoint-N.tsr -CAfile ROOTS.pem"
)
UNJUDGED = N_(
    "Older time stamps of which only the fingerprint was looked at here: %(count)s. riskapp audit verify judges them "
    "all."
)
REMARKS = {
    "late": N_(
        "Events %(size)s to %(to)s were signed from %(since)s on and got their time stamp at %(at)s only: until then "
        "whoever had the trail's key could have written them anew."
    ),
    "clock": N_(
        "The checkpoint over %(size)s events says %(said)s, but its time stamp says %(at)s: one of the clocks was "
        "wrong."
    ),
}
"""A sentence for each kind of remark."""
OPEN = N_("After that the trail rests on its chain alone (events: %(count)s).")
UNSURE = N_("No checkpoint holds: whoever can write in the database could have written all of it anew.")


def sentence(fault: Fault) -> str:
    """A fault or remark as a sentence."""
    return {**SENTENCES, **REMARKS}[fault.kind] % fault.values


def sureness(found: Found) -> Iterator[tuple[str, dict[str, object]]]:
    """How far the answer reaches: sentences with their values."""
    surest: Checkpoint | None = found.sure_kept or found.sure
    if surest is None:
        yield UNSURE, {}
        return
    yield SURE if surest is found.sure_kept else SURE_HERE, {"size": surest.size, "at": surest.at}
    if found.size > surest.size:
        yield OPEN, {"count": found.size - surest.size}


def told(found: Found) -> list[str]:
    """The whole answer, a line each."""
    return [text % values for text, values in answer(found)]


def answer(found: Found) -> Iterator[tuple[str, dict[str, object]]]:
    """The same as sentences with their values, to be said in another language."""
    for fault in found.faults:
        yield SENTENCES[fault.kind], fault.values
    if not found.faults:
        yield HOLDS, {"size": found.size, "root": found.root}
    if found.erased:
        yield ERASED, {"count": found.erased}
    yield from sureness(found)
    yield from vouching(found)


def vouching(found: Found) -> Iterator[tuple[str, dict[str, object]]]:
    """What clocks that are not ours say."""
    if found.vouched is not None and found.first_vouched is not None:
        yield VOUCHED, found.vouched
        if not found.unread:
            yield FIRST, found.first_vouched
    if found.unread:
        yield UNREAD if found.vouched is None else UNJUDGED, {"count": found.unread}
    for one in found.remarks:
        yield REMARKS[one.kind], one.values

"""The whole check of an instance: chain, checkpoints, their time stamps, the steps of decisions, and contents."""

from collections.abc import Iterable

from riskapp.audit.checking import check_trail, stored_checkpoints
from riskapp.database import now
from riskapp.decisions.surroundings import timestamp_url, trust
from riskapp.decisions.trail.content_checks import bent_contents
from riskapp.decisions.trail.statements import unsound_steps
from riskapp.proof.notes import Checkpoint
from riskapp.proof.stamps import LATE, Attested, fingerprint_found, hold_to_stamps
from riskapp.proof.walking import Fault, Found
from riskapp.reports.tokens import judge


def check_everything(kept: Iterable[Checkpoint] = (), key: str = "", *, most: int | None = None) -> Found:
    """What the check finds; `kept` are checkpoints from elsewhere, `key` (base64) the public key as somebody knows it.

    Of more than `most` time stamps the older ones are only held to their notes. Raises ValueError where `key` is no
    key, Unready where the roots of time-stamp services cannot be read.
    """
    copies, believed = list(kept), trust()
    found = check_trail(copies, key)
    newest = {one.note for one in [one for one in found.agreed if one.token][-most if most else None :]}

    def judged(one: Checkpoint) -> Attested:
        return judge(one.token, one.note, believed) if one.note in newest else fingerprint_found(one)

    hold_to_stamps(found, [*stored_checkpoints(), *copies], judged, due=now() - LATE if timestamp_url() else None)
    found.faults += [Fault("step", {"step": one.act, "at": one.at.isoformat()}) for one in unsound_steps()]
    found.faults += bent_contents()
    return found

"""Who is asked to a workshop: asking, taking back, noting who came, and taking those over as participants."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from re import compile as pattern

from riskapp.accounts.permissions import Actor
from riskapp.assessments.answers import clean
from riskapp.assessments.field_saving import FieldsSaved, Sent, lay
from riskapp.assessments.models import Guest, Workshop
from riskapp.assessments.operations import add_participant
from riskapp.assessments.workshops import subject_of_workshop, writing_workshop
from riskapp.audit.vocabulary import Action
from riskapp.errors import N_, Invalid, NotFound

_ADDRESS = pattern(r"[^@\s<>\",;:]+@[^@\s<>\",;:]+\.[^@\s<>\",;:]+")


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody to be asked, with or without an account."""

    name: str
    profession: str = ""
    role: str = ""
    email: str = ""


def ask_guest(actor: Actor, workshop_id: int, invitee: Invitee) -> int:
    """Ask somebody to a workshop; returns the guest's id. Raises Invalid with the field that does not fit."""
    with writing_workshop(actor, workshop_id) as (write, workshop):
        invitee = _checked(invitee, workshop)
        guest = Guest(**asdict(invitee), came=None)
        workshop.guests.append(guest)
        write.session.flush()
        after: dict[str, object] = {name: value for name, value in asdict(invitee).items() if value}
        write.log(Action.GUEST_ASKED, after=after, subject=subject_of_workshop(workshop))
        return guest.id


def ask_participants(actor: Actor, workshop_id: int) -> int:
    """Ask the participants of the assessment who are not asked yet; returns how many there were."""
    with writing_workshop(actor, workshop_id) as (write, workshop):
        asked = {one.name.casefold() for one in workshop.guests}
        new = [one for one in write.version.participants if one.name.casefold() not in asked]
        for one in new:
            ask_guest(actor, workshop_id, Invitee(one.name, one.profession, one.role))
        return len(new)


def remove_guest(actor: Actor, workshop_id: int, guest_id: int) -> None:
    """Take somebody off the list again; raises NotFound where the workshop has no such guest."""
    with writing_workshop(actor, workshop_id) as (write, workshop):
        found = next((one for one in workshop.guests if one.id == guest_id), None)
        if found is None:
            raise NotFound(N_("That guest was removed already."))
        before: dict[str, object] = {"name": found.name, "profession": found.profession, "role": found.role}
        write.log(Action.GUEST_REMOVED, before=before, subject=subject_of_workshop(workshop))
        workshop.guests.remove(found)


def note_attendance(
    actor: Actor, workshop_id: int, came: Mapping[int, bool | None], seen: Mapping[str, str] | None = None
) -> FieldsSaved:
    """Note who came, by the guests' ids: True, False, or None for not said. Guests that are not named stay as noted.

    Each guest is a field of its own; `seen` are the marks of `attendance_of` as the writer saw it, None where all that
    stands there was seen.
    """
    with writing_workshop(actor, workshop_id) as (write, workshop):
        known = {str(one.id): one for one in workshop.guests}
        mine = {str(guest): said for guest, said in came.items()}
        if mine.keys() - known.keys():
            raise Invalid(N_("Somebody on the list was removed meanwhile. Look at it again."), field="came")
        laid = lay(attendance_of(workshop), mine, Sent(tuple(mine), workshop.row_version, seen), workshop.row_version)
        changed = [one for guest, one in known.items() if one.came != laid.values[guest]]
        if changed:
            write.log(
                Action.ATTENDANCE_NOTED,
                before=_told((one.name, one.came) for one in changed),
                after=_told((one.name, laid.values[str(one.id)]) for one in changed),
                subject=subject_of_workshop(workshop),
            )
        for one in changed:
            one.came = laid.values[str(one.id)]
        return laid.saved(workshop.row_version, attendance_of(workshop))


def attendance_of(workshop: Workshop) -> dict[str, bool | None]:
    """Who came, by the guest's id."""
    return {str(one.id): one.came for one in workshop.guests}


def take_over_guests(actor: Actor, workshop_id: int) -> int:
    """Put those who came on the list of participants, each once; returns how many were new there."""
    with writing_workshop(actor, workshop_id) as (write, workshop):
        listed = {one.name.casefold() for one in write.version.participants}
        new = [one for one in workshop.guests if one.came and one.name.casefold() not in listed]
        for one in new:
            add_participant(actor, write.version.id, one.name, one.profession, one.role)
        return len(new)


def _checked(invitee: Invitee, workshop: Workshop) -> Invitee:
    texts = {name: " ".join(clean(text, name).split()) for name, text in asdict(invitee).items()}
    if not texts["name"]:
        raise Invalid(N_("Write the person's name."), field="name")
    if texts["email"] and not _ADDRESS.fullmatch(texts["email"]):
        raise Invalid(
            N_("“%(email)s” is no e-mail address. Write it as kari@sykehus.no, or leave it empty."),
            field="email",
            email=texts["email"],
        )
    if any(one.name.casefold() == texts["name"].casefold() for one in workshop.guests):
        raise Invalid(N_("%(name)s is asked already."), field="name", name=texts["name"])
    return Invitee(**texts)


def _told(said: Iterable[tuple[str, bool | None]]) -> dict[str, object]:
    """The names under what is said of them."""
    rows = list(said)
    fields = (("came", True), ("did_not_come", False), ("not_said", None))
    return {field: [name for name, came in rows if came is wanted] for field, wanted in fields}

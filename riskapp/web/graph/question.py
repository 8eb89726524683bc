"""The question of a blast radius, as a form of the address line: threat, length of the outage, control, what else."""

import re
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SelectField, StringField

from riskapp.errors import N_, Invalid
from riskapp.graph.vocabulary import Threat
from riskapp.web.formatting import minutes
from riskapp.web.forms import Form

SEVERAL = 20
"""So many other assets can be hit at the same time."""

LENGTHS = (15, 30, 60, 120, 240, 480, 1440, 4320, 10080)
USUAL = 240
FOR_GOOD, OWN = "none", "own"

THREATS = (
    (Threat.AVAILABILITY, _("fails")),
    (Threat.INTEGRITY, _("lies")),
    (Threat.CONFIDENTIALITY, _("leaks")),
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about an asset. `outage` is in minutes, None until further notice; both only where they belong.

    `also` are the numbers of other assets that are hit at the same time.
    """

    threat: Threat
    outage: int | None = None
    control: bool = False
    also: tuple[int, ...] = ()

    def args(self) -> dict[str, Any]:
        """The question as it stands in the address line."""
        args: dict[str, Any] = {"threat": self.threat.value}
        if self.threat is Threat.AVAILABILITY:
            args["outage"] = FOR_GOOD if self.outage is None else str(self.outage)
        if self.control:
            args["control"] = "1"
        if self.also:
            args["also"] = list(self.also)
        return args

    def alone(self) -> "Question":
        """The same question about one asset alone."""
        return replace(self, also=())


class QuestionForm(Form):
    """A question that is asked by GET: it changes nothing, so it needs no token, and its address can be sent on."""

    class Meta(Form.Meta):
        """No token in the address line."""

        csrf = False

    threat = SelectField(_("What happens to it"), choices=[(threat.value, label) for threat, label in THREATS])
    outage = SelectField(_("For how long"))
    minutes = StringField(
        _("Minutes"), description=_("Only for another length."), render_kw={"inputmode": "numeric", "maxlength": "9"}
    )
    control = BooleanField()
    add = StringField(
        _("Something else is hit at the same time"),
        render_kw={"autocomplete": "off", "spellcheck": "false", "data-asset-choice": ""},
    )

    def __init__(self, args: MultiDict[str, str]) -> None:
        super().__init__(_understood(args))
        self._others = args.getlist("also")
        self.outage.choices = [
            *((str(length), minutes(length)) for length in LENGTHS),
            (FOR_GOOD, gettext("until further notice")),
            (OWN, gettext("another length")),
        ]

    @property
    def others(self) -> tuple[str, ...]:
        """The numbers of what else is hit, as they were sent: a refusal must not forget them."""
        return tuple(dict.fromkeys(self._others))[:SEVERAL]

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the question can be answered; the errors stand at the fields."""
        valid: bool = super().validate(extra_validators)
        if self.outage.data == OWN and not re.fullmatch(r"0*[1-9][0-9]{0,8}", self.minutes.data.strip()):
            self.minutes.errors = [gettext("Write how many whole minutes the outage lasts, 1 or more.")]
            return False
        if not all(re.fullmatch("[0-9]{1,9}", other) for other in self._others) or len(self._others) > SEVERAL:
            raise Invalid(N_("Ask about %(most)s other assets at most, and choose each of them by name."), most=SEVERAL)
        return valid

    def question(self) -> Question:
        """The question of a valid form."""
        threat, also = Threat(self.threat.data), tuple(dict.fromkeys(map(int, self._others)))
        if threat is Threat.CONFIDENTIALITY:
            return Question(threat, also=also)
        if threat is Threat.INTEGRITY:
            return Question(threat, control=self.control.data, also=also)
        chosen = self.minutes.data if self.outage.data == OWN else self.outage.data
        return Question(threat, None if chosen == FOR_GOOD else int(chosen), self.control.data, also)


def _understood(args: MultiDict[str, str]) -> MultiDict[str, str]:
    """The address line's words, with what is left out filled in; minutes of no choice are a length of one's own."""
    outage = args.get("outage", "").strip() or str(USUAL)
    given = {
        "threat": args.get("threat") or Threat.AVAILABILITY.value,
        "outage": outage,
        "minutes": args.get("minutes", ""),
        "add": args.get("add", "").strip(),
    }
    if outage not in (*map(str, LENGTHS), FOR_GOOD, OWN):
        given |= {"outage": OWN, "minutes": outage}
    if args.get("control"):
        given["control"] = args["control"]
    return MultiDict(given)

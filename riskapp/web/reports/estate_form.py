"""Which blast radiuses go into a report on the estate: the worst of each threat, ticked or not, and any others."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, TextAreaField
from wtforms.validators import Optional

from riskapp.errors import N_, Invalid
from riskapp.explorer.directory import directory_of
from riskapp.explorer.finding import find
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat
from riskapp.issuing.estate.told import A_DAY, USUAL
from riskapp.issuing.estate.weak import worst_apart
from riskapp.issuing.hits import Hit
from riskapp.web.estate.fields import MultiChoiceField
from riskapp.web.formatting import minutes, number
from riskapp.web.forms import Form
from riskapp.web.graph.question import FOR_GOOD, LENGTHS

_OTHERS = _("Others, one a line: an id or a name; several that fail together with + between them")


class EstateForm(Form):
    """The language, how long outages last, and for each threat which assets are hit."""

    language = SelectField(_("Language of the report"), choices=[("nb", _("Norwegian")), ("en", _("English"))])
    outage = SelectField(_("What fails is away for"))
    availability = MultiChoiceField(_("Worst if they fail"), validators=[Optional()])
    availability_others = TextAreaField(_OTHERS)
    integrity = MultiChoiceField(_("Worst if they lie"), validators=[Optional()])
    integrity_others = TextAreaField(_OTHERS)
    confidentiality = MultiChoiceField(_("Worst if they leak"), validators=[Optional()])
    confidentiality_others = TextAreaField(_OTHERS)

    def offer(self, snapshot: Snapshot, spoken: str, *, first: bool) -> None:
        """The worst of each threat as choices; at the `first` sight those of the usual report are ticked."""
        self.outage.choices = [
            *((str(length), minutes(length)) for length in LENGTHS),
            (FOR_GOOD, gettext("until further notice")),
        ]
        for threat in Threat:
            field = self[threat.value]
            ranked = worst_apart(snapshot, threat)
            field.choices = [(one.id, _told(one, count, snapshot)) for one, count in ranked]
            if first:
                field.data = [one.id for one, _count in ranked[: USUAL[threat]]]
        if first:
            self.language.data, self.outage.data = spoken, str(A_DAY)

    def hits(self, snapshot: Snapshot) -> list[Hit]:
        """What was chosen. Raises Invalid, with the field, for a line that names no asset or several."""
        outage = None if self.outage.data == FOR_GOOD else int(self.outage.data)
        found = [
            Hit(assets, threat, outage if threat is Threat.AVAILABILITY else None)
            for threat in Threat
            for assets in dict.fromkeys((*self._ticked(threat), *self._named(threat, snapshot)))
        ]
        if not found:
            raise Invalid(N_("Choose at least one asset that is hit."), field="availability")
        return found

    def _ticked(self, threat: Threat) -> Iterator[tuple[str, ...]]:
        for key in self[threat.value].data or ():
            yield (key,)

    def _named(self, threat: Threat, snapshot: Snapshot) -> Iterator[tuple[str, ...]]:
        name = f"{threat.value}_others"
        for line in (self[name].data or "").split("\n"):
            if line.strip():
                yield tuple(_the_one(part, snapshot, name) for part in line.split("+"))


def _the_one(text: str, snapshot: Snapshot, field: str) -> str:
    found = find(snapshot.assets, text)
    if not found:
        raise Invalid(N_("No asset is called %(name)s."), field=field, name=text.strip())
    if len(found) > 1:
        raise Invalid(
            N_("%(n)s assets fit %(name)s: write the id of one of them."), field=field, n=len(found), name=text.strip()
        )
    return found[0].id


def _told(one: Any, count: int, snapshot: Snapshot) -> str:
    name = directory_of(snapshot).name(one.id)
    alike = ngettext(" and %(n)s like it", " and %(n)s like it", count - 1, n=number(count - 1)) if count > 1 else ""
    processes = ngettext("%(n)s process", "%(n)s processes", one.processes, n=number(one.processes))
    assets = ngettext("%(n)s asset", "%(n)s assets", one.reached, n=number(one.reached))
    return f"{name} ({one.id}){alike}: {processes}, {assets}"

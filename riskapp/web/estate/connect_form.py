"""The form that joins two assets: which two, and the sentence that says how, with the direction in its words."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired

from riskapp.estate.choosing import find_asset
from riskapp.estate.directory import Directory, Line
from riskapp.web.forms import Form

NEEDS, NEEDED_BY, SENDS, GETS = SENTENCES = ("needs", "needed-by", "sends", "gets")
_ASSET = {"autocomplete": "off", "spellcheck": "false", "data-asset-choice": ""}


@dataclass(frozen=True, slots=True)
class Ends:
    """The two assets as far as the address names them."""

    first: Line | None
    second: Line | None

    @property
    def known(self) -> list[Line]:
        """Those that the address names."""
        return [line for line in (self.first, self.second) if line is not None]

    def names(self) -> tuple[str, str]:
        """What sentences call them; one that is not named yet is told apart from the other in words."""
        if len(self.known) == 1:
            unknown = (gettext("the other asset"), gettext("the other asset"))
        else:
            unknown = (gettext("the first asset"), gettext("the second asset"))
        return (
            self.first.name if self.first else unknown[0],
            self.second.name if self.second else unknown[1],
        )


class ConnectForm(Form):
    """Two assets, where the address does not name them, and one of four sentences."""

    first = StringField(_("First asset"), description=_("Type a name or an id."), render_kw=_ASSET)
    second = StringField(_("Second asset"), description=_("Type a name or an id."), render_kw=_ASSET)
    sentence = RadioField(_("What is true?"), [InputRequired()])

    def offer(self, ends: Ends, allowed: Iterable[str]) -> None:
        """Fill in the sentences that the person may say; a field for one asset of two is for the other one."""
        first, second = ends.names()
        # A name keeps its letters; what stands for one begins a sentence like any word.
        one = first if ends.first else first.capitalize()
        other = second if ends.second else second.capitalize()
        said = {
            NEEDS: gettext("%(one)s needs %(other)s", one=one, other=second),
            NEEDED_BY: gettext("%(one)s needs %(other)s", one=other, other=first),
            SENDS: gettext("%(one)s sends data to %(other)s", one=one, other=second),
            GETS: gettext("%(one)s sends data to %(other)s", one=other, other=first),
        }
        self.sentence.choices = [(name, said[name]) for name in SENTENCES if name in set(allowed)]
        if len(ends.known) == 1:
            for field in (self.first, self.second):
                field.label.text = gettext("The other asset")

    def chosen(self, ends: Ends, known: Directory) -> tuple[Line, Line]:
        """The assets in the direction of the sentence: who needs or sends first. Raises Invalid with the field."""
        first = ends.first or find_asset(known, self.first.data or "", "first")
        second = ends.second or find_asset(known, self.second.data or "", "second")
        return (second, first) if self.sentence.data in (NEEDED_BY, GETS) else (first, second)

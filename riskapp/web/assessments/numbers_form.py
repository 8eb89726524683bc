"""The form of a scenario's numbers: how often, how much, the same after the measures, and where it comes from."""

from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, StringField, TextAreaField

from riskapp.assessments.estimate import Estimate
from riskapp.errors import N_, Invalid
from riskapp.quantification.frequencies import Frequency, YearlyChance, YearlyRate
from riskapp.quantification.losses import Loss, LossPoints, LossRange
from riskapp.quantification.pert import Pert
from riskapp.web.assessments.typed_numbers import Reading, amount_typed, chance_typed, decimal, percent, rate_typed
from riskapp.web.formatting import number
from riskapp.web.forms import Form

CHANCE, RATE, RANGE, POINTS = "chance", "rate", "range", "points"
HOW_OFTEN: Mapping[str, str] = {
    CHANCE: N_("A chance: once a year at most"),
    RATE: N_("So many times a year, on average"),
}
HOW_MUCH: Mapping[str, str] = {
    RANGE: N_("A range that holds it nine times of ten"),
    POINTS: N_("Three points: at least, most likely, at most"),
}
_TYPED = {"autocomplete": "off", "inputmode": "decimal"}
_MONEY = {"autocomplete": "off", "inputmode": "numeric"}


class NumbersForm(Form):
    """All as text: what does not fit is told in our own sentences, at its field."""

    how_often = SelectField(_("How do you tell how often?"), validate_choice=False)
    often = StringField(_("How often, or how likely"), render_kw=_TYPED)
    often_low = StringField(_("At least so often"), render_kw=_TYPED)
    often_high = StringField(_("At most so often"), render_kw=_TYPED)
    how_much = SelectField(_("How do you tell the cost?"), validate_choice=False)
    cost_low = StringField(_("Cost, from (kr)"), render_kw=_MONEY)
    cost_mode = StringField(_("Cost, most likely (kr)"), render_kw=_MONEY)
    cost_high = StringField(_("Cost, to (kr)"), render_kw=_MONEY)
    often_after = StringField(_("How often, or how likely, after the measures"), render_kw=_TYPED)
    often_low_after = StringField(_("At least so often, after"), render_kw=_TYPED)
    often_high_after = StringField(_("At most so often, after"), render_kw=_TYPED)
    cost_low_after = StringField(_("Cost after the measures, from (kr)"), render_kw=_MONEY)
    cost_mode_after = StringField(_("Cost after the measures, most likely (kr)"), render_kw=_MONEY)
    cost_high_after = StringField(_("Cost after the measures, to (kr)"), render_kw=_MONEY)
    grounds = TextAreaField(
        _("Where do the numbers come from?"),
        description=_("Own incidents, invoices, what happened to others, who guessed: so that others can judge them."),
        render_kw={"rows": 3},
    )
    row_version = HiddenField()

    def offer(self) -> None:
        """Fill the choices in the reader's language."""
        self.how_often.choices = [(one, gettext(words)) for one, words in HOW_OFTEN.items()]
        self.how_much.choices = [(one, gettext(words)) for one, words in HOW_MUCH.items()]

    def estimate(self) -> Estimate | None:
        """What was typed; None where something does not fit, which then stands at its field."""
        often, often_after = self._frequency_or_fault(""), self._frequency_or_fault("_after")
        much, much_after = self._loss_or_fault(""), self._loss_or_fault("_after")
        if often is None:
            self._ask_for("often", N_("Write how often it happens."))
        if much is None:
            self._ask_for("cost", N_("Write what it costs when it happens."))
        if self.errors or often is None or much is None:
            return None
        return Estimate(often, much, often_after, much_after, self.grounds.data or "")

    def _ask_for(self, what: str, sentence: str) -> None:
        """Ask for what is missing, unless something of it was refused already."""
        names = [
            "how_often" if what == "often" else "how_much",
            *(f"{what}{end}" for end in ("", "_low", "_mode", "_high")),
        ]
        if not any(name in self and self[name].errors for name in names):
            self.refuse(Invalid(sentence, field=what if what in self else f"{what}_low"))

    def _frequency_or_fault(self, side: str) -> Frequency | None:
        if self.how_often.errors:
            return None
        try:
            return self._frequency(side)
        except Invalid as error:
            self.refuse(error)
            return None

    def _loss_or_fault(self, side: str) -> Loss | None:
        if self.how_much.errors:
            return None
        try:
            return self._loss(side)
        except Invalid as error:
            self.refuse(error)
            return None

    def _text(self, name: str) -> str:
        return (self[name].data or "").strip()

    def _frequency(self, side: str) -> Frequency | None:
        names = [f"often_low{side}", f"often{side}", f"often_high{side}"]
        told = self._chosen("how_often", HOW_OFTEN)
        low, mode, high = (self._number(name, chance_typed if told == CHANCE else rate_typed) for name in names)
        if low is None and mode is None and high is None:
            return None
        if mode is None:
            raise Invalid(N_("Write the most likely one too."), field=names[1])
        if low is None and high is None:
            return YearlyChance(mode) if told == CHANCE else YearlyRate(mode)
        points = Pert(*_in_order(names, low, mode, high))
        return YearlyChance(points) if told == CHANCE else YearlyRate(points)

    def _loss(self, side: str) -> Loss | None:
        names = [f"cost_low{side}", f"cost_mode{side}", f"cost_high{side}"]
        told = self._chosen("how_much", HOW_MUCH)
        low, mode, high = (self._number(name, amount_typed) for name in names)
        if low is None and mode is None and high is None:
            return None
        if told == RANGE:
            return LossRange(*self._range(names, low, mode, high))
        if mode is None:
            raise Invalid(
                N_("Three points need the most likely cost too. Write it, or choose a range."), field=names[1]
            )
        low, mode, high = _in_order(names, low, mode, high)
        return LossPoints(int(low), int(mode), int(high))

    def _range(self, names: list[str], low: float | None, mode: float | None, high: float | None) -> tuple[int, int]:
        if mode is not None:
            raise Invalid(
                N_("A range has no most likely cost. Empty this field, or choose three points above."), field=names[1]
            )
        if low is None or high is None:
            raise Invalid(N_("Write both ends of the range."), field=names[0] if low is None else names[2])
        if low < 1:
            raise Invalid(
                N_("A range begins at 1 krone or more. Where it may cost nothing, choose three points."), field=names[0]
            )
        if low >= high:
            raise Invalid(
                N_("The lower end is not below the upper end. Write the smaller amount first."), field=names[0]
            )
        return int(low), int(high)

    def _number(self, name: str, read: Reading) -> float | None:
        text = self._text(name)
        return read(text, name) if text else None

    def _chosen(self, name: str, words: Mapping[str, str]) -> str:
        if self[name].data not in words:
            raise Invalid(N_("Choose one of the two ways."), field=name)
        return str(self[name].data)


def _in_order(names: list[str], low: float | None, mode: float, high: float | None) -> tuple[float, float, float]:
    """Three points from the lowest; raises Invalid at the one that is missing or stands wrong."""
    if low is None or high is None:
        raise Invalid(N_("Write both the least and the most, or neither."), field=names[0] if low is None else names[2])
    if low > mode:
        raise Invalid(N_("The least is above the most likely one."), field=names[0])
    if high < mode:
        raise Invalid(N_("The most is below the most likely one."), field=names[2])
    if low == high:
        raise Invalid(N_("The least and the most are the same. Three points need a spread."), field=names[2])
    return low, mode, high


def filled(estimate: Estimate | None) -> dict[str, str]:
    """The form's fields as somebody would type this estimate."""
    if estimate is None:
        return {"how_often": CHANCE, "how_much": RANGE}
    return {
        "how_often": CHANCE if isinstance(estimate.frequency, YearlyChance) else RATE,
        "how_much": RANGE if isinstance(estimate.loss, LossRange) else POINTS,
        **_often(estimate.frequency, ""),
        **_cost(estimate.loss, ""),
        **_often(estimate.frequency_after, "_after"),
        **_cost(estimate.loss_after, "_after"),
        "grounds": estimate.reason,
    }


def _often(frequency: Frequency | None, side: str) -> dict[str, str]:
    if frequency is None:
        return {}
    told, say = (frequency.chance, percent) if isinstance(frequency, YearlyChance) else (frequency.rate, decimal)
    if not isinstance(told, Pert):
        return {f"often{side}": say(told)}
    return {f"often_low{side}": say(told.low), f"often{side}": say(told.mode), f"often_high{side}": say(told.high)}


def _cost(loss: Loss | None, side: str) -> dict[str, str]:
    if loss is None:
        return {}
    ends = {f"cost_low{side}": number(loss.low), f"cost_high{side}": number(loss.high)}
    return {**ends, f"cost_mode{side}": number(loss.mode)} if isinstance(loss, LossPoints) else ends

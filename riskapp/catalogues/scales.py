"""The scales of likelihood and consequence, in words, and the acceptance criteria of each kind of assessment."""

from collections.abc import Mapping
from dataclasses import dataclass

from riskapp.catalogues.matrix import RiskLevel, RiskMatrix
from riskapp.catalogues.text import Text
from riskapp.errors import N_, Invalid


@dataclass(frozen=True)
class ScaleLevel:
    """One level of a scale: its number, word and description; how often; and what it means in each dimension."""

    value: int
    word: Text
    description: Text
    frequency: Text | None
    dimensions: Mapping[str, Text]


@dataclass(frozen=True)
class Scale:
    """Levels from 1 upwards without a gap. `dimensions` names the aspects that each level describes; may be empty."""

    id: str
    name: Text
    levels: tuple[ScaleLevel, ...]
    dimensions: Mapping[str, Text]

    @property
    def values(self) -> tuple[int, ...]:
        """The numbers of the levels, from the lowest."""
        return tuple(level.value for level in self.levels)

    def level(self, value: int) -> ScaleLevel:
        """The level with that number; raises Invalid where the scale has none."""
        if value not in self.values:
            raise Invalid(
                N_("The level %(value)s is not on the scale; choose one from 1 to %(highest)s."),
                field=self.id,
                value=value,
                highest=len(self.levels),
            )
        return self.levels[value - 1]


ROLES = ("risk owner", "system owner")
"""Who may accept a residual risk, where its level lets anybody."""


@dataclass(frozen=True)
class AcceptanceRule:
    """Who may accept a risk of this level, and for how many days at most; no role means that nobody may."""

    level: RiskLevel
    roles: tuple[str, ...]
    days: int


@dataclass(frozen=True)
class StricterRule:
    """An acceptance rule for a level that one aspect of the consequence reaches, such as patient safety."""

    aspect: str
    level: RiskLevel
    roles: tuple[str, ...]
    days: int


FIGURES = ("processes", "minutes", "persons", "black_starts")
"""What a blast radius is measured in, where it proposes the level of a consequence."""


@dataclass(frozen=True)
class ProposalRule:
    """From which figure of a blast radius on an aspect of the consequence reaches a level.

    `at_least[n]` is the least figure of level n + 2; the lowest level needs none.
    """

    aspect: str
    figure: str
    at_least: tuple[int, ...]


@dataclass(frozen=True)
class Scales:
    """All that a kind of assessment (`dpia`, `ros`) measures with; for a DPIA the consequence is the severity.

    `consult` are the residual levels at which GDPR Art. 36 must be asked about; none for a ROS. Up to the level `borne`
    a risk is borne without anybody's acceptance. `combined[initiation - 1][impact - 1]` is the likelihood that the
    likelihood of a beginning and that of an ill end give together (NIST SP 800-30, table G-5), empty without it.
    """

    kind: str
    version: str
    source: Text
    likelihood: Scale
    consequence: Scale
    matrix: RiskMatrix
    acceptance: tuple[AcceptanceRule, ...]
    consult: tuple[RiskLevel, ...]
    levels: tuple[RiskLevel, ...] = ()
    borne: int = 1
    stricter: tuple[StricterRule, ...] = ()
    proposals: tuple[ProposalRule, ...] = ()
    combined: tuple[tuple[int, ...], ...] = ()
    name: Text | None = None

    def level(self, likelihood: int, consequence: int) -> RiskLevel:
        """The risk level of a likelihood and a consequence; raises Invalid where one is not on its scale."""
        return self.matrix.level(self.likelihood.level(likelihood).value, self.consequence.level(consequence).value)

    def acceptance_of(self, level: RiskLevel) -> AcceptanceRule:
        """Who may accept a risk of this level; there is a rule for every level."""
        return next(rule for rule in self.acceptance if rule.level == level)

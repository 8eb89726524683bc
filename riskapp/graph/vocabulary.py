"""The closed vocabularies of an estate: the words that files, database, engine and pages share."""

from enum import StrEnum


class Kind(StrEnum):
    """What an asset is."""

    PROCESS = "process"
    SYSTEM = "system"
    DEVICE = "device"
    INFRASTRUCTURE = "infrastructure"
    NETWORK = "network"
    SUPPLIER = "supplier"
    LOCATION = "location"


class Lifecycle(StrEnum):
    """Where an asset is in its life; planned and retired assets take no part in any blast radius."""

    PLANNED = "planned"
    PILOT = "pilot"
    IN_USE = "in use"
    RETIRING = "retiring"
    RETIRED = "retired"

    @property
    def takes_part(self) -> bool:
        """Whether an asset in this state can fail, lie or leak."""
        return self not in (Lifecycle.PLANNED, Lifecycle.RETIRED)


class Sensitivity(StrEnum):
    """How sensitive a data category is; `special` is GDPR Art. 9, `confidential` a duty of secrecy."""

    ORDINARY = "ordinary"
    SPECIAL = "special"
    CONFIDENTIAL = "confidential"


class Access(StrEnum):
    """Who starts a flow: `push`, the source sends; `query`, the target may ask for any of it at any time."""

    PUSH = "push"
    QUERY = "query"


class DependencyKind(StrEnum):
    """Why an asset needs another."""

    HOSTING = "hosting"
    IDENTITY = "identity"
    ADMINISTRATION = "administration"
    NETWORK = "network"
    POWER = "power"
    LOCATION = "location"
    SERVICE = "service"
    SUPPLY = "supply"

    @property
    def hands_over_control(self) -> bool:
        """Whether who controls the provider controls the dependent too."""
        return self in (DependencyKind.HOSTING, DependencyKind.IDENTITY, DependencyKind.ADMINISTRATION)


class Strength(StrEnum):
    """Whether a dependent goes down (`hard`) or is only degraded (`soft`) when a group of its needs is short."""

    HARD = "hard"
    SOFT = "soft"


class Threat(StrEnum):
    """The property that is lost: the asset fails, lies or leaks."""

    AVAILABILITY = "availability"
    INTEGRITY = "integrity"
    CONFIDENTIALITY = "confidentiality"

"""A processing activity as plain frozen data: its sections and its rows, as they are stored, checked and told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from riskapp.catalogues.processing import CONTROLLER, PROCESSOR


@dataclass(frozen=True, slots=True)
class Basics:
    """What it is: `description` says what is done with the data, `owner` who answers for it with us."""

    name: str
    role: str = CONTROLLER
    description: str = ""
    owner: str = ""
    state: str = "draft"


@dataclass(frozen=True, slots=True)
class Parties:
    """Who else answers: joint controllers with us, or the controllers on whose behalf we process."""

    joint_controllers: str = ""
    behalf_of: str = ""
    behalf_contact: str = ""


@dataclass(frozen=True, slots=True)
class Data:
    """Systems and categories by the ids that the estate knows, data subjects by the catalogue's ids and in words."""

    systems: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    other_subjects: str = ""


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who gets the data besides the processors, one a line."""

    recipients: str = ""


@dataclass(frozen=True, slots=True)
class Retention:
    """For how long, by which rule, and how the data are erased."""

    period: str = ""
    rule: str = ""
    erasure: str = ""


@dataclass(frozen=True, slots=True)
class Security:
    """The technical and organisational measures in general words."""

    measures: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """When somebody last read the whole and found it right."""

    reviewed: date | None = None


Section = Basics | Parties | Data | Recipients | Retention | Security | Review


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose with its basis (Art. 6), its condition for special categories (Art. 9) and what national law adds."""

    purpose: str
    basis: str = ""
    condition: str = ""
    supplement: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Processor:
    """Who processes for us: a supplier of the estate by its id, or a name; `checklist` holds what is answered."""

    supplier: str
    service: str = ""
    agreement: str = "none"
    signed: date | None = None
    reference: str = ""
    checklist: Mapping[str, str] = field(default_factory=dict)
    number: int = 0


@dataclass(frozen=True, slots=True)
class Transfer:
    """Data that go to a country outside the EEA, or are seen from there."""

    country: str
    recipient: str = ""
    mechanism: str = ""
    safeguards: str = ""
    assessed: date | None = None
    assessed_by: str = ""
    reference: str = ""
    number: int = 0


Part = Purpose | Processor | Transfer


@dataclass(frozen=True, slots=True)
class Activity:
    """One processing activity with all that the record says of it."""

    number: int
    basics: Basics
    parties: Parties = Parties()
    data: Data = Data()
    recipients: Recipients = Recipients()
    retention: Retention = Retention()
    security: Security = Security()
    review: Review = Review()
    purposes: tuple[Purpose, ...] = ()
    processors: tuple[Processor, ...] = ()
    transfers: tuple[Transfer, ...] = ()

    @property
    def for_others(self) -> bool:
        """Whether we are the processor here, so that the record of Art. 30(2) applies."""
        return self.basics.role == PROCESSOR


@dataclass(frozen=True, slots=True)
class Contacts:
    """What the law asks of the organisation itself, the same for every activity."""

    address: str = ""
    representative: str = ""
    officer: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What an activity names by id: names of assets and categories, and which categories are special (Art. 9)."""

    organisation: str = ""
    contacts: Contacts = Contacts()
    assets: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    special: frozenset[str] = frozenset()

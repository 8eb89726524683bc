"""The invented people of a demo instance; their shared password is public, so they exist nowhere else."""

from dataclasses import dataclass

from riskapp.accounts.permissions import Role

DEMO_PASSWORD = "fjell-og-fjord-2026"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One demo account; `systems` names the assets that the roles are for, or is empty for all."""

    username: str
    name: str
    roles: tuple[Role, ...]
    language: str = "nb"
    systems: tuple[str, ...] = ()


DEMO_PEOPLE = (
    DemoPerson("maja", "Maja Prosjektmedlem", (Role.MEMBER,)),
    DemoPerson("pavel", "Pavel Personvernombud", (Role.PRIVACY_OFFICER,)),
    DemoPerson("sigrid", "Sigrid Sikkerhet", (Role.SECURITY,)),
    DemoPerson("olav", "Olav Systemeier", (Role.SYSTEM_OWNER, Role.RISK_OWNER)),
    DemoPerson("rut", "Rut Revisor", (Role.AUDITOR,)),
    DemoPerson("adam", "Adam Administrator", (Role.ADMINISTRATOR,)),
)

"""Roles, what each may do, and whether an actor may do it to these systems: deny by default."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is in the organisation, for all systems or for one."""

    MEMBER = "project member"
    SYSTEM_OWNER = "system owner"
    RISK_OWNER = "risk owner"
    PRIVACY_OFFICER = "privacy officer"
    SECURITY = "security"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing that somebody may or may not do."""

    VIEW_ESTATE = "view the estate"
    EDIT_ESTATE = "edit the estate"
    IMPORT_ESTATE = "import the estate"
    VIEW_ASSESSMENTS = "view assessments"
    EDIT_ASSESSMENTS = "edit assessments"
    ADVISE_DPIA = "advise on a DPIA"
    ADVISE_ROS = "advise on a risk assessment"
    DECIDE = "decide on an assessment"
    ACCEPT_RISK = "accept a risk"
    SET_CRITERIA = "set the criteria"
    VIEW_RECORD = "view the record of processing"
    KEEP_RECORD = "keep the record of processing"
    VIEW_APPLICABILITY = "view the statement of applicability"
    KEEP_APPLICABILITY = "keep the statement of applicability"
    ISSUE_REPORTS = "issue reports"
    VIEW_AUDIT = "view the audit trail"
    MANAGE_USERS = "manage users"


_READ = frozenset(
    {Permission.VIEW_ESTATE, Permission.VIEW_ASSESSMENTS, Permission.VIEW_RECORD, Permission.VIEW_APPLICABILITY}
)

GRANTED: dict[Role, frozenset[Permission]] = {
    Role.MEMBER: _READ | {Permission.EDIT_ASSESSMENTS, Permission.EDIT_ESTATE},
    Role.SYSTEM_OWNER: _READ
    | {
        Permission.EDIT_ASSESSMENTS,
        Permission.EDIT_ESTATE,
        Permission.DECIDE,
        Permission.KEEP_RECORD,
        Permission.ISSUE_REPORTS,
    },
    Role.RISK_OWNER: _READ | {Permission.ACCEPT_RISK},
    Role.PRIVACY_OFFICER: _READ | {Permission.ADVISE_DPIA, Permission.KEEP_RECORD, Permission.ISSUE_REPORTS},
    Role.SECURITY: _READ
    | {
        Permission.EDIT_ASSESSMENTS,
        Permission.EDIT_ESTATE,
        Permission.IMPORT_ESTATE,
        Permission.ADVISE_ROS,
        Permission.SET_CRITERIA,
        Permission.KEEP_APPLICABILITY,
        Permission.ISSUE_REPORTS,
    },
    Role.AUDITOR: _READ | {Permission.VIEW_AUDIT},
    Role.ADMINISTRATOR: frozenset({Permission.VIEW_ESTATE, Permission.IMPORT_ESTATE, Permission.MANAGE_USERS}),
}


OF_THE_WHOLE = frozenset(
    {
        Permission.MANAGE_USERS,
        Permission.VIEW_AUDIT,
        Permission.SET_CRITERIA,
        Permission.VIEW_APPLICABILITY,
        Permission.KEEP_APPLICABILITY,
        Permission.ISSUE_REPORTS,
    }
)
"""What concerns no single system: a role held for one system does not open it."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held for one asset (its database id), or for all of them where `asset` is None."""

    role: Role
    asset: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account with its grants, or the operator at the machine's own command line."""

    id: int | None
    name: str
    grants: frozenset[Grant] = frozenset()
    operator: bool = False

    def may(self, permission: Permission) -> bool:
        """Whether the actor may do this at all, to whichever system; what concerns no system, with a role for all."""
        if permission in OF_THE_WHOLE:
            return self.may_everywhere(permission)
        return self.operator or any(permission in GRANTED[grant.role] for grant in self.grants)

    def may_everywhere(self, permission: Permission) -> bool:
        """Whether the actor may do this to every system."""
        return self.operator or any(grant.asset is None and permission in GRANTED[grant.role] for grant in self.grants)

    def may_for_any(self, permission: Permission, assets: Iterable[int]) -> bool:
        """Whether the actor may do this to at least one of `assets`: enough to read or to take part."""
        return self.may_everywhere(permission) or bool(self.assets(permission) & frozenset(assets))

    def may_for_all(self, permission: Permission, assets: Iterable[int]) -> bool:
        """Whether the actor may do this to each of `assets`, and there is one: what a decision asks for."""
        wanted = frozenset(assets)
        return self.may_everywhere(permission) or (bool(wanted) and wanted <= self.assets(permission))

    def assets(self, permission: Permission) -> frozenset[int]:
        """The assets for which the actor holds the permission one by one."""
        return frozenset(
            grant.asset for grant in self.grants if grant.asset is not None and permission in GRANTED[grant.role]
        )

    def holds(self, role: Role) -> bool:
        """Whether the actor holds the role for anything."""
        return any(grant.role is role for grant in self.grants)


OPERATOR = Actor(id=None, name="operator", operator=True)
"""Who types commands on the machine itself: whoever may read the database file may do all of this anyway."""

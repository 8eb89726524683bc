"""The kinds of reports that can be issued: a new one is added here."""

from riskapp.accounts.permissions import Permission
from riskapp.errors import N_, NotFound
from riskapp.issuing import the_estate, the_record, the_register, the_statement
from riskapp.issuing.kind import IssuedKind
from riskapp.reports.issued.applicability import applicability_report
from riskapp.reports.issued.estate.report import estate_report
from riskapp.reports.issued.record import issued_record
from riskapp.reports.issued.register import register_report

_ALL = (
    IssuedKind(
        name="register",
        stem="risk-register",
        label=N_("Risk register"),
        about=N_("Every risk as it counts today: level, treatment, who bears it until when, and the measures."),
        reads=(Permission.VIEW_ASSESSMENTS,),
        body=the_register.body,
        report=register_report,
        tables=the_register.tables,
        anew=the_register.anew,
        beyond="which risks count, who bears them and what was judged: the signature says that riskapp held it so",
    ),
    IssuedKind(
        name="applicability",
        stem="statement-of-applicability",
        label=N_("Statement of applicability"),
        about=N_("All 93 controls of ISO/IEC 27001 Annex A: applicable or left out and why, with the measures behind."),
        reads=(Permission.VIEW_APPLICABILITY,),
        body=the_statement.body,
        report=applicability_report,
        tables=the_statement.tables,
        anew=the_statement.anew,
        beyond="what was decided of each control, and why: the signature says that riskapp held it so",
    ),
    IssuedKind(
        name="record",
        stem="record-of-processing",
        label=N_("Record of processing"),
        about=N_("Every processing activity with what GDPR Art. 30 asks for, in its order."),
        reads=(Permission.VIEW_RECORD,),
        body=the_record.body,
        report=issued_record,
        tables=the_record.tables,
        anew=the_record.anew,
        beyond="anything else: a record of processing holds nothing that is computed, and the signature vouches for it",
    ),
    IssuedKind(
        name="estate",
        stem="estate-report",
        label=N_("Estate and blast radiuses"),
        about=N_("What the estate holds, what everything hangs on, and how far the worst failures reach."),
        reads=(Permission.VIEW_ESTATE,),
        body=the_estate.body,
        report=estate_report,
        tables=the_estate.tables,
        anew=the_estate.anew,
        beyond="whether the estate is as it was typed in: the signature says that riskapp held it so",
        takes_hits=True,
    ),
)

KINDS = {one.name: one for one in _ALL}
"""By their names."""


def kind_named(name: str) -> IssuedKind:
    """The kind of this name; raises NotFound where there is none."""
    if name not in KINDS:
        raise NotFound(
            N_("There is no report of this kind. Those that can be issued are: %(kinds)s."), kinds=", ".join(KINDS)
        )
    return KINDS[name]

"""Every feature's routes, in the order of the menu: a new feature is added here."""

from riskapp.web.accounts.administration import blueprint as accounts
from riskapp.web.applicability.views import blueprint as applicability
from riskapp.web.assessments.views import blueprint as assessments
from riskapp.web.audit.proof import blueprint as proof
from riskapp.web.audit.views import blueprint as audit
from riskapp.web.criteria.views import blueprint as criteria
from riskapp.web.estate.views import blueprint as estate
from riskapp.web.graph.views import blueprint as graph
from riskapp.web.help.views import blueprint as help_room
from riskapp.web.home.views import blueprint as home
from riskapp.web.notices.views import blueprint as notices
from riskapp.web.processing.views import blueprint as processing
from riskapp.web.register.views import blueprint as register
from riskapp.web.reports.views import blueprint as reports

BLUEPRINTS = (
    home,
    estate,
    graph,
    assessments,
    criteria,
    register,
    processing,
    applicability,
    audit,
    proof,
    reports,
    accounts,
    help_room,
    notices,
)

"""The trail's acts and subjects as people read them: a phrase for every act, a word for every kind of subject."""

from flask_babel import gettext

from riskapp.audit.vocabulary import Action
from riskapp.errors import N_

PHRASES: dict[Action, str] = {
    Action.INSTANCE_CREATED: N_("made this instance"),
    Action.DEMO_LOADED: N_("loaded the demo trust"),
    Action.USER_ADDED: N_("added an account"),
    Action.USER_CHANGED: N_("changed an account"),
    Action.PASSWORD_RESET: N_("set a new password for somebody"),
    Action.PASSWORD_CHANGED: N_("changed the own password"),
    Action.ROLE_GRANTED: N_("gave a role"),
    Action.ROLE_WITHDRAWN: N_("withdrew a role"),
    Action.SIGNED_IN: N_("signed in"),
    Action.SIGN_IN_FAILED: N_("failed to sign in"),
    Action.SIGNED_OUT: N_("signed out"),
    Action.LANGUAGE_CHOSEN: N_("chose a language"),
    Action.ASSET_ADDED: N_("added an asset"),
    Action.ASSET_CHANGED: N_("changed an asset"),
    Action.ASSET_RETIRED: N_("retired an asset"),
    Action.CATEGORY_ADDED: N_("added a data category"),
    Action.CATEGORY_CHANGED: N_("changed a data category"),
    Action.HOLDING_ADDED: N_("added a holding of data"),
    Action.HOLDING_CHANGED: N_("changed a holding of data"),
    Action.HOLDING_REMOVED: N_("removed a holding of data"),
    Action.FLOW_ADDED: N_("added a data flow"),
    Action.FLOW_CHANGED: N_("changed a data flow"),
    Action.FLOW_REMOVED: N_("removed a data flow"),
    Action.DEPENDENCY_ADDED: N_("added a dependency"),
    Action.DEPENDENCY_CHANGED: N_("changed a dependency"),
    Action.DEPENDENCY_REMOVED: N_("removed a dependency"),
    Action.LINKS_ADDED: N_("added several dependencies or data flows"),
    Action.CHANGE_UNDONE: N_("undid the last change"),
    Action.ESTATE_IMPORTED: N_("imported the estate"),
    Action.QUESTION_SAVED: N_("saved a question"),
    Action.QUESTION_CHANGED: N_("changed a saved question"),
    Action.QUESTION_DELETED: N_("deleted a saved question"),
    Action.ACTIVITY_ADDED: N_("added a processing activity"),
    Action.ACTIVITY_CHANGED: N_("changed a processing activity"),
    Action.ACTIVITY_REVIEWED: N_("reviewed a processing activity"),
    Action.PURPOSE_ADDED: N_("added a purpose of processing"),
    Action.PURPOSE_CHANGED: N_("changed a purpose of processing"),
    Action.PURPOSE_REMOVED: N_("removed a purpose of processing"),
    Action.PROCESSOR_ADDED: N_("added a processor"),
    Action.PROCESSOR_CHANGED: N_("changed a processor"),
    Action.PROCESSOR_REMOVED: N_("removed a processor"),
    Action.TRANSFER_ADDED: N_("added a transfer out of the EEA"),
    Action.TRANSFER_CHANGED: N_("changed a transfer out of the EEA"),
    Action.TRANSFER_REMOVED: N_("removed a transfer out of the EEA"),
    Action.CONTACTS_CHANGED: N_("changed the contacts of the record"),
    Action.ASSESSMENT_STARTED: N_("started an assessment"),
    Action.PIA_IMPORTED: N_("moved a DPIA in from the CNIL tool"),
    Action.ASSESSMENT_RENAMED: N_("renamed an assessment"),
    Action.SCOPE_CHANGED: N_("changed the scope"),
    Action.PARTICIPANT_ADDED: N_("added a participant"),
    Action.PARTICIPANT_REMOVED: N_("removed a participant"),
    Action.ANSWER_SAVED: N_("answered a question"),
    Action.RISK_ADDED: N_("added a risk"),
    Action.RISK_CHANGED: N_("changed a risk"),
    Action.RISK_REMOVED: N_("removed a risk"),
    Action.EVIDENCE_ATTACHED: N_("attached a blast radius to a risk"),
    Action.RISK_ACCEPTED: N_("accepted a risk"),
    Action.ACCEPTANCE_WITHDRAWN: N_("withdrew the acceptance of a risk"),
    Action.MEASURE_ADDED: N_("added a measure"),
    Action.MEASURE_CHANGED: N_("changed a measure"),
    Action.MEASURE_REMOVED: N_("removed a measure"),
    Action.SUBMITTED: N_("submitted an assessment"),
    Action.ADVISED: N_("advised on an assessment"),
    Action.SENT_BACK: N_("sent an assessment back"),
    Action.APPROVED: N_("approved an assessment"),
    Action.REJECTED: N_("rejected an assessment"),
    Action.VERSION_STARTED: N_("started a new version"),
    Action.REMARK_MADE: N_("said something about an assessment"),
    Action.REMARK_ANSWERED: N_("answered a remark"),
    Action.REMARK_SETTLED: N_("settled a remark"),
    Action.REMARK_OPENED: N_("opened a remark again"),
    Action.READ_THROUGH: N_("read an assessment through"),
    Action.CONDITION_MET: N_("met a condition of a decision"),
    Action.REPORT_SIGNED: N_("signed a report"),
    Action.PACKAGE_SIGNED: N_("signed a package for prior consultation"),
}

SUBJECTS: dict[str, str] = {
    "activity": N_("processing activity"),
    "assessment": N_("assessment"),
    "asset": N_("asset"),
    "category": N_("data category"),
    "dependency": N_("dependency"),
    "estate": N_("estate"),
    "flow": N_("data flow"),
    "holding": N_("holding of data"),
    "organisation": N_("organisation"),
    "measure": N_("measure"),
    "question": N_("saved question"),
    "record": N_("record of processing"),
    "report": N_("report"),
    "risk": N_("risk"),
    "user": N_("account"),
    "version": N_("assessment"),
}


def phrase(action: str) -> str:
    """What somebody did, in the reader's language; a word that left the vocabulary stands as it was written."""
    return gettext(PHRASES[Action(action)]) if action in {known.value for known in PHRASES} else action


def subject(kind: str) -> str:
    """A kind of subject in the reader's language."""
    return gettext(SUBJECTS[kind]) if kind in SUBJECTS else kind

"""What the writer does, by name; each act can be done any number of times in one instance."""

from collections.abc import Callable

from tests.decisions.examples import People, Ward
from tests.faults.acts.around import ask, issue, keep_accounts, keep_record, sign, stamp, tell
from tests.faults.acts.decided import bear, consult, decide, refuse, weigh
from tests.faults.acts.drafted import follow_up, measure_anew, move_in, suggest, take_in_workbook, write_draft
from tests.faults.acts.estate import change_estate, import_files
from tests.faults.acts.reused import copy, restore_older, review, see
from tests.faults.acts.watched import grow_stale

Act = Callable[[People, Ward, int], None]

ACTS: dict[str, Act] = {
    act.__name__: act
    for act in (
        *(decide, consult, refuse, bear, weigh),
        *(write_draft, suggest, follow_up, measure_anew, move_in, take_in_workbook),
        *(copy, see, review, restore_older, grow_stale),
        *(change_estate, import_files, keep_record),
        *(ask, keep_accounts, tell, sign, issue, stamp),
    )
}

"""What a measure changes in the estate, as sentences in the reader's language and the words of the estate."""

from flask_babel import get_locale

from riskapp.assessments.models import Measure
from riskapp.errors import Invalid
from riskapp.estate.snapshots import present
from riskapp.exchange.change_file import read_changes
from riskapp.explorer.change_sentences import sentences
from riskapp.explorer.directory import directory_of


def change_lines(measure: Measure) -> list[str]:
    """A sentence for each change; none where nothing is changed, or where the text is no longer understood."""
    if not measure.changes:
        return []
    try:
        changes = read_changes(measure.changes)
    except Invalid:
        return []
    language = str(get_locale() or "en")
    return [one.in_language(language) for one in sentences(changes, directory_of(present()))]

"""The report's phrases come from several files; one key stands for one phrase."""

from riskapp.reports.assessment import reader


def test_no_key_has_two_phrases():
    files = [value for name, value in vars(reader).items() if name.endswith("PHRASES") and name != "_PHRASES"]
    assert len(files) > 5
    assert sum(len(phrases) for phrases in files) == len(reader._PHRASES)

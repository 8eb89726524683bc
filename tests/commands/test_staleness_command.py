"""`riskapp staleness`: judging from the command line, and the list of what was found."""


def test_judging_says_what_was_done_and_then_that_nothing_changed(riskapp, begun):
    assert "0 approvals judged, 0 marked" in riskapp("staleness", "judge").out
    assert "Nothing changed since the last time" in riskapp("staleness", "judge").out
    assert "0 approvals judged" in riskapp("staleness", "judge", "--anew").out
    assert riskapp("staleness", "list", "--json").json == []

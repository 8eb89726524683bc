"""Who signs a decided report, in order: who submitted it, who advised on it, and who decided."""

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.signature import Signatory


def signers_of(content: Values, reader: Reader, decision: str) -> list[Signatory]:
    """The last to submit, the last to advise, and whoever decided (`decision` in words), as the content's steps tell.

    A step that was taken back by sending the assessment back is not among them: what is signed is what was decided on.
    """
    steps = {one["act"]: one for one in content["transitions"]}
    told = {"title": content["title"], "number": content["number"]}
    found = []
    if "submit" in steps:
        at = reader.moment(steps["submit"]["at"])
        found.append(Signatory(steps["submit"]["by"], reader.say("submitted in words", at=at, **told)))
    if "advise" in steps:
        opinion = reader.word(steps["advise"]["opinion"])
        at = reader.moment(steps["advise"]["at"])
        found.append(Signatory(steps["advise"]["by"], reader.say("advised in words", at=at, opinion=opinion, **told)))
    return [*found, Signatory(content["transitions"][-1]["by"], decision)]

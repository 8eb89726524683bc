"""The talk about a DPIA as the tool's comments, and what its form cannot hold."""

from collections.abc import Mapping
from typing import Any

from riskapp.catalogues.cnil_pia import Mapped

Content = Mapping[str, Any]

_FIRST = 111


def comments_of(content: Content, mapped: Mapped) -> list[dict[str, Any]]:
    """What is not in the form, told where its readers begin; then each remark at its question, with the answers."""
    design = [one for one in content["risks"] if one["property"] == "design"]
    told = [f"R{one['number']}: {one['event'] or one['cause'] or one['threat']}" for one in design]
    entries = [(_FIRST, "\n".join([mapped.said("not_held", content["language"]), *told]))]
    entries += [(_place(content, mapped, one["anchor"]), _talk(one)) for one in content.get("remarks", [])]
    return [
        {"id": number, "pia_id": 1, "reference_to": reference, "for_measure": False, "description": text}
        for number, (reference, text) in enumerate(entries, 1)
    ]


def _place(content: Content, mapped: Mapped, anchor: str) -> int:
    """The reference that a remark's place goes out under; the first for what has none, such as a measure."""
    for reference in mapped.references:
        if anchor and anchor in reference.holds:
            return int(reference.id)
    about = next((one["property"] for one in content["risks"] if f"R{one['number']}" == anchor), "")
    return next((int(f"{event.section}1") for event in mapped.events if event.id == about), _FIRST)


def _talk(remark: Mapping[str, Any]) -> str:
    place = f"[{remark['anchor'] or remark['step']}] "
    return place + "\n".join(f"{one['by']}, {one['at'][:10]}: {one['text']}" for one in (remark, *remark["answers"]))

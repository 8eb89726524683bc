"""What the template components/picture.html needs to draw: geometry, cut labels and words, known to every page."""

from flask import Blueprint
from flask_babel import gettext, ngettext

from riskapp.explorer.drawing import RULES, Drawing, Node
from riskapp.explorer.labels import fitted
from riskapp.explorer.sheet import PAGE, SMALL, Sheet, sheet_of
from riskapp.explorer.stacking import TOLD, By
from riskapp.web.formatting import minutes, number, word
from riskapp.web.graph import wording
from riskapp.web.graph.links import path_values

LETTERS, SMALL_LETTERS, ICON = 13, 11, 30


def drawn_sheet(drawing: Drawing, small: bool = False) -> Sheet:
    """The drawing with boxes in pixels; `small` for a side column."""
    return sheet_of(drawing, SMALL if small else PAGE)


def node_lines(node: Node, wide: int) -> tuple[str, str, str]:
    """The three lines in a box of that width: name, kind and id, state; each cut where it would run out."""
    room = wide - ICON - 8
    name = node.label if node.count == 1 else wording.counted(node.kind, node.count)
    what = f"{word(node.kind)} · {node.key}" if node.count == 1 else node.label or gettext("a stack: all in the table")
    lines = (name, LETTERS), (what, SMALL_LETTERS), (_state(node), SMALL_LETTERS)
    first, second, third = (fitted(text, room, size) for text, size in lines)
    return first, second, third


def node_who(node: Node) -> str:
    """Who a box stands for, whatever state that is in."""
    if node.count == 1:
        return f"{node.label}, {word(node.kind)} {node.key}"
    return ", ".join(part for part in (wording.counted(node.kind, node.count), node.label) if part)


def node_title(node: Node) -> str:
    """A box in full, for whoever points at it or hears it."""
    unfold = gettext("show them one by one") if node.count > 1 and node.members else ""
    return ", ".join(part for part in (node_who(node), _state(node), unfold) if part)


def _state(node: Node) -> str:
    """The state of a box; of a stack whose assets got there at different times the span."""
    if node.state in wording.TIMED and node.until is not None and node.until != node.at:
        state = wording.bare_state(node.state)
        return gettext(
            "%(state)s after %(first)s to %(last)s", state=state, first=minutes(node.at), last=minutes(node.until)
        )
    return wording.state(node.state, node.at)


def left_out(drawing: Drawing) -> str:
    """How much of it the picture shows, what it stacks or leaves out, and by which rule."""
    if not drawing.stacked and not drawing.left_out:
        return ngettext(
            "The picture shows the only asset.",
            "The picture shows all %(n)s assets.",
            drawing.total,
            n=number(drawing.total),
        )
    text = gettext(
        "The picture shows %(n)s of %(total)s assets one by one.",
        n=number(drawing.singles),
        total=number(drawing.total),
    )
    if drawing.stacked:
        text += " " + gettext("%(n)s are in stacks.", n=number(drawing.stacked))
    if drawing.left_out:
        left = number(drawing.left_out)
        text += " " + ngettext("%(n)s is not shown.", "%(n)s are not shown.", drawing.left_out, n=left)
    rule = TOLD[By(drawing.stacked_by)] if drawing.stacked_by else RULES[drawing.rule]
    return f"{text} {gettext(rule)}"


def install(blueprint: Blueprint) -> None:
    """Make the functions known to the templates of every feature."""
    for function in (drawn_sheet, node_lines, node_title, node_who, left_out, path_values):
        blueprint.add_app_template_global(function)
    blueprint.add_app_template_filter(fitted)

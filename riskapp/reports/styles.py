"""How a report looks: the page's measures, its colours and its paragraph styles, all in points."""

from collections.abc import Mapping

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from riskapp.reports.content import Tone
from riskapp.reports.fonts import BOLD, OBLIQUE, REGULAR

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 68.0, 62.0, 78.0, 74.0
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
TEXT_HEIGHT = PAGE_HEIGHT - TOP - BOTTOM

INK = HexColor(0x1B2630)
NAVY = HexColor(0x0B3A5E)
MUTED = HexColor(0x566573)
RULE = HexColor(0xD3DCE4)
TINT = HexColor(0xF1F5F9)
WATERMARK = HexColor(0xF0F1F3)
DRAFT = HexColor(0x8A4B00)
PAPER = white

# Background and text of a tone; each pair has a contrast of at least 7 to 1.
TONES: Mapping[Tone, tuple[Color, Color]] = {
    Tone.NEUTRAL: (HexColor(0xE9EEF3), HexColor(0x1B2630)),
    Tone.LOW: (HexColor(0xCFE8D5), HexColor(0x0F3D22)),
    Tone.MEDIUM: (HexColor(0xFCE9A9), HexColor(0x473500)),
    Tone.HIGH: (HexColor(0xF7C08A), HexColor(0x4A1F00)),
    Tone.CRITICAL: (HexColor(0xA31D1D), white),
}


def _style(name: str, size: float, leading: float, font: str = REGULAR, **more: object) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=leading,
        **{"textColor": INK, "splitLongWords": 1, "allowOrphans": 0, "allowWidows": 0, **more},
    )


BODY = _style("body", 9.2, 14.2)
HEADINGS = {
    1: _style("heading 1", 17, 22, BOLD, textColor=NAVY, spaceBefore=24, spaceAfter=10),
    2: _style("heading 2", 11.5, 16, BOLD, textColor=NAVY, spaceBefore=17, spaceAfter=6),
    3: _style("heading 3", 9.6, 14, BOLD, spaceBefore=11, spaceAfter=4),
}
TITLE = _style("title", 25, 31, BOLD, textColor=NAVY, spaceAfter=8)
SUBTITLE = _style("subtitle", 12.5, 18, textColor=MUTED, spaceAfter=20)
SENDER = _style("sender", 9.5, 13, BOLD, textColor=NAVY, spaceAfter=34)
CONTENTS = {
    1: _style("contents 1", 9.4, 14, BOLD, textColor=NAVY),
    2: _style("contents 2", 8.8, 13, leftIndent=14),
}
LABEL = _style("label", 8.4, 12.4, BOLD, textColor=MUTED, allowOrphans=1)
VALUE = _style("value", 8.8, 12.8, allowOrphans=1)
CELL = _style("cell", 8, 11.4, allowOrphans=1)
COLUMN = _style("column heading", 7.8, 11, BOLD, textColor=NAVY, allowOrphans=1)
CAPTION = _style("caption", 8, 11.6, OBLIQUE, textColor=MUTED)
QUESTION = _style("question", 9.2, 13.4, BOLD, spaceBefore=6, spaceAfter=2)
NOTE = _style("note", 8, 11.6, OBLIQUE, textColor=MUTED)
QUOTE = _style("quote", 9.2, 14.2, OBLIQUE, leftIndent=14)
SPEAKER = _style("speaker", 8.4, 12.4, leftIndent=14, textColor=MUTED)
NODE = _style("node", 7.2, 8.8, BOLD, alignment=TA_CENTER)

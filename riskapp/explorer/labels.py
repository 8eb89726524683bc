"""How wide a text is on a page, near enough to cut it before it runs out of its box, whatever the reader's font."""

# Widths in parts of the font size, those of a bold Arial; where a page falls back to a wider font, the box clips.
_NARROW = frozenset("ijlftrI.,:;'|!()[]{}/\\ -·\N{NARROW NO-BREAK SPACE}")
_WIDE = frozenset("mwMW@%—…")


def width(text: str, size: float) -> float:
    """About how wide `text` is at a font size, in the unit of the size."""
    return size * sum(_width(letter) for letter in text)


def _width(letter: str) -> float:
    if letter in _NARROW:
        return 0.33
    if letter in _WIDE:
        return 0.95
    if ord(letter) >= 0x1100:  # East Asian letters and emoji take a square
        return 1.3
    return 0.71 if letter.isupper() else 0.58


def fitted(text: str, room: float, size: float) -> str:
    """`text` on one line, cut with … where it is wider than `room`."""
    text = " ".join(text.split())
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, room: float, size: float, most: int = 2) -> list[str]:
    """`text` in at most so many lines of whole words; what has no room is cut with … in the last one."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size) <= room:
            line = f"{line} {words.pop(0)}"
        lines.append(fitted(line, room, size))
    return [*lines, fitted(" ".join(words), room, size)] if words else lines

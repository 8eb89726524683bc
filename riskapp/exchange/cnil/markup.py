"""The tool's texts are HTML, ours are plain: one becomes the other with its line breaks, and nothing in it is run."""

import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser

_BLOCKS = (
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr html li main nav ol p pre section table tr ul"
)
_INLINE = (
    "a abbr b bdi bdo big cite code col colgroup data del dfn em font i ins kbd label mark q s samp small span strike "
    "strong sub sup tbody td tfoot th thead time tt u var wbr"
)
_HIDES = "audio canvas head iframe noscript object script select style svg template title video"
_EMPTY = "area base embed img input link meta source track"
_KIND = {
    tag: kind
    for kind, tags in {"block": _BLOCKS, "inline": _INLINE, "hides": _HIDES, "empty": _EMPTY, "break": "br"}.items()
    for tag in tags.split()
}

_ENDS = {"<!--": "-->", "<![": "]>", "<!": ">", "<?": ">"}
_DECLARATION = re.compile(r"<!--|<!\[|<!|<\?")
_NO_TAG = re.compile(r"<(?![A-Za-z]|/[A-Za-z])")

# Where a block begins or ends, and where the source was wrapped: neither is a line break that somebody typed.
_EDGE, _WRAP = "\x01", "\x00"


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without markup, and what in it was no text: scripts, pictures, embedded pages."""

    text: str
    hidden: tuple[str, ...] = ()


def plain(source: str) -> Plain:
    """The text of some HTML. A source without any tag keeps its line breaks as they are."""
    source = source.replace("\r\n", "\n").replace("\r", "\n").replace(_EDGE, " ").replace(_WRAP, " ")
    if "<" not in source:
        return Plain(html.unescape(source).strip("\n"))
    reader = _Reader()
    text, reader.hidden = _without_declarations(source)
    reader.feed(text)
    if reader.cdata_elem:  # a script that is never closed would be dropped with all that follows
        reader.feed(f"</{reader.cdata_elem}>")
    reader.close()
    return Plain(reader.text(), tuple(reader.hidden))


def marked_up(text: str) -> str:
    """A plain text as HTML that `plain` reads back to the same text."""
    return f"<p>{'<br />'.join(html.escape(line, quote=False) for line in text.split(chr(10)))}</p>" if text else ""


def _without_declarations(source: str) -> tuple[str, list[str]]:
    """The source without comments and their like, and those; `<` that begins no tag becomes a character of the text.

    The library's own reading of them costs the square of the length where they are never closed, or fails.
    """
    parts, hidden, at, ends = [], [], 0, dict.fromkeys(_ENDS.values(), 0)
    for found in _DECLARATION.finditer(source):
        if found.start() < at:
            continue
        end = _ENDS[found[0]]
        if ends[end] >= 0:
            ends[end] = source.find(end, found.end())
        if ends[end] >= 0:
            parts.append(source[at : found.start()])
            at = ends[end] + len(end)
            hidden.append(source[found.start() : at])
    parts.append(source[at:])
    text = _NO_TAG.sub("&lt;", "".join(parts))
    closed = text.rfind(">") + 1
    return text[:closed] + text[closed:].replace("<", "&lt;"), hidden


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.hidden: list[str] = []
        self._parts: list[str] = []
        self._hiding: list[str] = []
        self._lists: list[int | None] = []
        self._links: list[tuple[str, int]] = []
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A break, a mark, or nothing; a word in angle brackets that is no tag stays as it was typed."""
        values, kind = {name: value or "" for name, value in attrs}, _KIND.get(tag)
        if self._hiding:
            if tag == self._hiding[-1]:
                self._hiding.append(tag)
        elif kind == "hides":
            self._hiding.append(tag)
            self.hidden.append(f"<{tag}>")
        elif kind == "empty":
            told = " ".join(filter(None, (values.get("alt"), values.get("src") or values.get("href"))))
            self.hidden.append(f"<{tag}> {told}".strip()[:500])
        elif kind == "break":
            self._parts.append("\n")
        elif kind == "block":
            self._block(tag)
        elif kind == "inline":
            self._inline(tag, values)
        else:
            self._parts.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<br />` and its like; `<script/>` hides nothing that follows."""
        self.handle_starttag(tag, attrs)
        if _KIND.get(tag) == "hides" and self._hiding:
            self._hiding.pop()

    def handle_endtag(self, tag: str) -> None:
        """The end of a block, a list, a link, or of what is not shown."""
        if self._hiding:
            if tag == self._hiding[-1]:
                self._hiding.pop()
        elif _KIND.get(tag) == "block":
            self._parts.append(_EDGE)
            if tag in ("ol", "ul") and self._lists:
                self._lists.pop()
        elif tag == "a" and self._links:
            target, began = self._links.pop()
            shown = "".join(self._parts[began:][-3:])
            if target.startswith(("http://", "https://", "mailto:")) and target not in shown:
                self._parts.append(f" ({target})")
        elif tag not in _KIND:
            self._parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Words; a wrapped line of the source is one blank."""
        if self._hiding:
            if data.strip():
                self.hidden[-1] = f"{self.hidden[-1]} {data.strip()}"
        else:
            self._parts.append(re.sub(r"\n+", _WRAP, data))

    def text(self) -> str:
        """All that was read, its breaks settled."""
        # Not by one pattern: a long run of blanks would cost its square.
        began, *wrapped = "".join(self._parts).split(_WRAP)
        text = _WRAP.join([began.rstrip(" ") if wrapped else began, *(piece.strip(" ") for piece in wrapped[:-1])])
        text = _WRAP.join([text, *(piece.lstrip(" ") for piece in wrapped[-1:])])
        text = re.sub(rf"{_WRAP}?([\n{_EDGE}]){_WRAP}?", r"\1", text)
        text = text.strip(_WRAP).replace(_WRAP, " ")
        text = re.sub(rf"\n?{_EDGE}+", "\n", text)
        return re.sub(r"(?m)^[ \u00a0]+$", "", text).strip("\n")

    def _block(self, tag: str) -> None:
        self._parts.append(_EDGE)
        if tag in ("ol", "ul"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "tr":
            self._cells = 0
        elif tag == "li":
            count = self._lists[-1] if self._lists else None
            if count is not None:
                self._lists[-1] = count + 1
            self._parts.append("- " if count is None else f"{count + 1}. ")

    def _inline(self, tag: str, values: dict[str, str]) -> None:
        if tag == "a":
            self._links.append((values.get("href", ""), len(self._parts)))
        elif tag in ("td", "th"):
            self._parts.append(" | " if self._cells else "")
            self._cells += 1

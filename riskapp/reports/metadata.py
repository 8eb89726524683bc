"""What a PDF says about itself for machines (XMP), in the very words of its information dictionary."""

from datetime import datetime
from xml.sax.saxutils import escape

from riskapp.reports import markup
from riskapp.reports.content import Report
from riskapp.reports.wording import LOCALES

PART, CONFORMANCE = 3, "A"
"""PDF/A-3, level A: archival with attached files (3), tagged and with a letter behind each glyph (A)."""

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>{conformance}</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>riskapp</xmp:CreatorTool>
<xmp:CreateDate>{at}</xmp:CreateDate>
<xmp:ModifyDate>{at}</xmp:ModifyDate>
<pdf:Producer>riskapp</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def xmp_of(report: Report, at: datetime) -> bytes:
    """The XMP packet of `report`, made `at` (aware)."""
    text = _PACKET.format(
        part=PART,
        conformance=CONFORMANCE,
        title=escape(markup.one_line(report.title)),
        author=escape(markup.one_line(report.organisation)),
        subject=escape(markup.one_line(report.subtitle)),
        language=LOCALES[report.language],
        at=at.isoformat(timespec="seconds"),
    )
    return text.encode("utf-8")


def information_of(report: Report, at: datetime) -> dict[str, str]:
    """The information dictionary that says the same; keys as in the file."""
    offset = at.strftime("%z")
    moment = f"D:{at:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
    return {
        "/Title": markup.one_line(report.title),
        "/Author": markup.one_line(report.organisation),
        "/Subject": markup.one_line(report.subtitle),
        "/Creator": "riskapp",
        "/Producer": "riskapp",
        "/CreationDate": moment,
        "/ModDate": moment,
    }

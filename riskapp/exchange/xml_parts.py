"""The XML parts of a workbook, read as a stream: no document type, no entities, nothing from outside."""

import xml.sax
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser

from riskapp.errors import N_
from riskapp.exchange.faults import Refused

_Thing = TypeVar("_Thing")


class Gatherer(ContentHandler, Generic[_Thing]):
    """Gathers finished things in `done` while a part is read."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[_Thing] = []


def gathered(chunks: Iterable[bytes], gatherer: Gatherer[_Thing]) -> Iterator[_Thing]:
    """What `gatherer` makes of a part, as soon as it is made. Raises Refused where the part is no harmless XML."""
    # An honest workbook has no document type, and without one there are no entities to explode or to fetch.
    parser = create_parser(forbid_dtd=True)
    parser.setContentHandler(gatherer)
    try:
        for chunk in chunks:
            parser.feed(chunk)
            yield from gatherer.done
            gatherer.done.clear()
        parser.close()
    except DefusedXmlException as error:
        raise Refused(
            N_("The workbook declares XML entities, which no spreadsheet does: it was not opened.")
        ) from error
    except (xml.sax.SAXException, LookupError, ValueError, OverflowError) as error:
        raise Refused(N_("The workbook is damaged: open it in the spreadsheet and save it anew.")) from error
    yield from gatherer.done


def local(name: str) -> str:
    """An element's or attribute's name without its prefix."""
    return name.rpartition(":")[2]


class Element:
    """One element, without what is in it: its `parent`'s name, its own, and its attributes by name without prefix."""

    def __init__(self, parent: str, name: str, attributes: AttributesImpl) -> None:
        self.parent = parent
        self.name = name
        self._attributes = {local(key): value for key, value in attributes.items()}

    def get(self, name: str) -> str:
        """An attribute, "" where it is not there."""
        return self._attributes.get(name, "")


class Elements(Gatherer[Element]):
    """Gathers the elements with certain names."""

    def __init__(self, *names: str) -> None:
        super().__init__()
        self._names = names
        self._path = [""]

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        """Take the element where it is one of those wanted."""
        plain = local(name)
        if plain in self._names:
            self.done.append(Element(self._path[-1], plain, attrs))
        self._path.append(plain)

    def endElement(self, name: str) -> None:
        """Leave the element."""
        self._path.pop()

"""The list of assets as somebody asks for it: filtered, counted by kind, sorted, one page of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from riskapp.estate.directory import Directory, Line, order_of

PAGE = 50
COLUMNS = ("name", "kind", "owner", "site", "need")
FACETS = ("site", "supplier", "owner", "lifecycle", "availability")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to list. Empty fields ask for nothing; `availability` is a level as text; `sort` is one of COLUMNS."""

    text: str = ""
    kind: str = ""
    site: str = ""
    supplier: str = ""
    owner: str = ""
    lifecycle: str = ""
    availability: str = ""
    sort: str = "name"
    descending: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list; `kinds` counts what matches everything but the kind, `total` what matches all."""

    lines: tuple[Line, ...]
    total: int
    kinds: Mapping[str, int]
    page: int
    pages: int

    @property
    def first(self) -> int:
        """The place of the first line of this page in the whole list, from 1."""
        return (self.page - 1) * PAGE + 1


def listing(directory: Directory, wanted: Wanted) -> Listing:
    """The page that is wanted, or the last one where there are fewer."""
    found = _matching(directory.lines, wanted)
    kinds = Counter(line.kind for line in found)
    if wanted.kind:
        found = [line for line in found if line.kind == wanted.kind]
    _sort(found, directory, wanted)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, wanted.page), pages)
    return Listing(tuple(found[(page - 1) * PAGE : page * PAGE]), len(found), kinds, page, pages)


def _matching(lines: Iterable[Line], wanted: Wanted) -> list[Line]:
    found = list(lines)
    for word in wanted.text.casefold().split():
        found = [line for line in found if word in line.folded]
    for name in FACETS:
        value = getattr(wanted, name)
        if value:
            found = [line for line in found if str(getattr(line, name)) == value]
    return found


def _sort(found: list[Line], directory: Directory, wanted: Wanted) -> None:
    """Sort in place. The lines come by name, which stays the order among equals."""
    if wanted.sort == "name":
        if wanted.descending:
            found.reverse()
        return
    # Thousands of devices share few owners and sites, so each of these is worked out once.
    owner = cache(order_of)
    site = cache(lambda text: order_of(directory.site_name(text)))
    keys: Mapping[str, Callable[[Line], object]] = {
        "kind": lambda line: line.kind,
        "owner": lambda line: owner(line.owner),
        "site": lambda line: site(line.site),
        "need": lambda line: -max(line.confidentiality or 0, line.integrity or 0, line.availability or 0),
    }
    key = keys.get(wanted.sort)
    if key is not None:
        found.sort(key=key, reverse=wanted.descending)  # type: ignore[arg-type]

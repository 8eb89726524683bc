"""From what a person typed to the asset that is meant: its id, its exact name, or both as the type-ahead has them."""

from riskapp.errors import N_, Invalid
from riskapp.estate.directory import Directory, Line

MOST_SUGGESTED = 12
_MOST_NAMED = 5


def shown(line: Line) -> str:
    """An asset as the type-ahead writes it into the field: "Arena (arena)"."""
    return f"{line.name} ({line.key})"


def find_asset(directory: Directory, text: str, field: str) -> Line:
    """The asset that is meant. Raises Invalid with `field`, naming the candidates where there are several or none."""
    wanted = text.strip()
    if not wanted:
        raise Invalid(N_("Choose an asset: type its id or its name."), field=field)
    if wanted in directory.by_key:
        return directory.by_key[wanted]
    name, bracket, key = wanted.removesuffix(")").rpartition(" (")
    if bracket and key in directory.by_key and directory.by_key[key].name == name:
        return directory.by_key[key]
    named = directory.by_name.get(wanted.casefold(), [])
    if len(named) == 1:
        return named[0]
    if named:
        raise Invalid(
            N_("%(count)s assets are called %(name)s. Write the id of the one you mean: %(ids)s."),
            field=field,
            count=len(named),
            name=wanted,
            ids=_ids(named),
        )
    near = suggestions(directory, wanted)
    if not near:
        raise Invalid(N_("No asset has the id or the name %(typed)s."), field=field, typed=wanted)
    raise Invalid(
        N_("No asset has the id or the name %(typed)s. Did you mean %(names)s?"),
        field=field,
        typed=wanted,
        names=", ".join(shown(line) for line in near[:_MOST_NAMED]),
    )


def suggestions(directory: Directory, text: str, kind: str = "") -> list[Line]:
    """Assets, of `kind` only where given, whose name or id holds every word of `text`.

    What begins with it comes first, and devices after all else, because there are thousands of them.
    """
    words = text.casefold().split()
    if not words:
        return []
    found = tuple(line for line in directory.lines if line.kind == kind) if kind else directory.lines
    for word in words:
        found = tuple(line for line in found if word in line.folded)
    start = " ".join(words)
    return sorted(
        found,
        key=lambda line: (line.key.casefold() != start, not line.folded.startswith(start), line.kind == "device"),
    )[:MOST_SUGGESTED]


def _ids(lines: list[Line]) -> str:
    named = ", ".join(line.key for line in lines[:_MOST_NAMED])
    return named if len(lines) <= _MOST_NAMED else f"{named}, …"

"""Reading an estate: a folder or ZIP archive of CSV files, or an XLSX workbook; all of it is taken in, or nothing.

Every source walks the same steps: check size and type, load, map the columns, validate each row.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from riskapp.errors import N_, Invalid
from riskapp.exchange.cells import Known
from riskapp.exchange.columns import TABLES, Row
from riskapp.exchange.csv_folder import CsvFolder, read_file
from riskapp.exchange.faults import Faults, Notice, Refused
from riskapp.exchange.limits import FILE_BYTES, MEBIBYTE
from riskapp.exchange.rows import TableReader
from riskapp.exchange.tables import Source
from riskapp.exchange.workbook import Workbook
from riskapp.exchange.zip_archive import Archive, CsvArchive
from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Holding, Snapshot

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True)
class Reading:
    """What was read: the estate, and notices of what was left out (unknown columns, other files and sheets)."""

    snapshot: Snapshot
    warnings: tuple[Notice, ...]


def read(path: Path) -> Reading:
    """The estate in a folder, or in a .zip or .xlsx file, which are told apart by their content.

    Raises Faulty with every fault, or Invalid where the file as a whole is refused.
    """
    return _taken(CsvFolder(path)) if path.is_dir() else read_bytes(path.name, read_file(path))


def read_bytes(name: str, data: bytes) -> Reading:
    """The estate in an uploaded .zip or .xlsx file called `name`. Raises Faulty or Invalid, as `read` does."""
    return _taken(_source(name, data))


def _source(name: str, data: bytes) -> Source:
    if len(data) > FILE_BYTES:
        raise Invalid(N_("%(name)s is larger than %(limit)s MiB."), name=name, limit=FILE_BYTES // MEBIBYTE)
    if not data:
        raise Invalid(N_("%(name)s is empty."), name=name)
    if data.startswith(_OLD_OFFICE):
        raise Invalid(
            N_("%(name)s is an old or password-protected workbook: save it as .xlsx without a password."), name=name
        )
    if not data.startswith(_ZIP_MARKS):
        raise Invalid(N_("%(name)s is neither a ZIP of the five CSV files nor an Excel workbook (.xlsx)."), name=name)
    archive = Archive(data)
    if "content.xml" in archive.entries:
        raise Invalid(N_("%(name)s is an OpenDocument spreadsheet: save it as .xlsx."), name=name)
    return Workbook(archive) if Workbook.is_one(archive) else CsvArchive(archive)


def _taken(source: Source) -> Reading:
    known = Known()
    faults = Faults()
    tables: dict[str, tuple[Row, ...]] = {}
    notices: list[Notice] = []
    for table in TABLES:
        file = source.file(table.name)
        reader = TableReader(table, file, known, faults)
        try:
            whole = reader.read(source.open(table.name))
        except Refused as refusal:
            faults.add([refusal.at(file)])
            whole = False
        if table.name in ("assets", "categories"):
            setattr(known, table.name, reader.ids if whole else None)
        tables[table.name] = tuple(reader.rows)
        notices.extend(reader.notices)
    faults.refuse_if_any()
    return Reading(snapshot_of(tables), (*notices, *source.left_out()))


def snapshot_of(tables: dict[str, tuple[Row, ...]]) -> Snapshot:
    """An estate of the rows of each table, by its name: each table makes rows of its own kind only."""
    return Snapshot(
        categories=cast(tuple[Category, ...], tables["categories"]),
        assets=cast(tuple[Asset, ...], tables["assets"]),
        holdings=cast(tuple[Holding, ...], tables["holdings"]),
        flows=cast(tuple[Flow, ...], tables["flows"]),
        dependencies=cast(tuple[Dependency, ...], tables["dependencies"]),
    )

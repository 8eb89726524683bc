"""ZIP archives: opened only when they are harmless, read with a budget, and as the five CSV files of an estate."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from posixpath import basename, dirname

from riskapp.errors import N_, Invalid
from riskapp.exchange.csv_folder import CSV_FILES, the_one
from riskapp.exchange.csv_text import read_csv, too_large
from riskapp.exchange.faults import Notice, shown
from riskapp.exchange.limits import ARCHIVE_ENTRIES, FILE_BYTES, MEBIBYTE, UNPACKED_BYTES
from riskapp.exchange.tables import RawTable

_ENTRY_MARK = b"PK\x01\x02"
_CHUNK = 256 * 1024
# An absolute path, a drive, a step up, or a name that ends before it seems to.
_OUTSIDE = re.compile(r"^/|^[A-Za-z]:|(^|/)\.\.(/|$)|\0")
# All that zipfile raises on damaged archives.
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, OverflowError)


class Archive:
    """A ZIP archive that was checked before anything in it was unpacked.

    Raises Invalid where it is damaged, encrypted, unpacks to more than 512 MiB, has too many entries, an entry twice,
    a compression other than deflate, or a name that points out of the archive.
    """

    def __init__(self, data: bytes) -> None:
        # Counted in the bytes: the list of entries alone could fill the memory.
        if data.count(_ENTRY_MARK) > ARCHIVE_ENTRIES:
            raise Invalid(N_("The archive has more than %(limit)s entries."), limit=ARCHIVE_ENTRIES)
        with _damage():
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        entries = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > UNPACKED_BYTES:
            raise Invalid(
                N_("The archive unpacks to %(size)s MiB; the limit is %(limit)s MiB."),
                size=unpacked // MEBIBYTE,
                limit=UNPACKED_BYTES // MEBIBYTE,
            )
        self.entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            self._check(entry)
            self.entries[entry.filename] = entry
        self._budget = UNPACKED_BYTES

    def _check(self, entry: zipfile.ZipInfo) -> None:
        name = shown(entry.orig_filename)
        if entry.flag_bits & 0x1:
            raise Invalid(N_("The archive is protected by a password: save it without."))
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Invalid(N_("%(name)s in the archive is packed in an unusual way: make an ordinary ZIP."), name=name)
        path = entry.orig_filename.replace("\\", "/")
        if _OUTSIDE.search(path):
            raise Invalid(N_("The archive holds a name that points out of it: %(name)s."), name=name)
        if entry.filename in self.entries:
            raise Invalid(N_("The archive holds %(name)s twice."), name=name)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of one entry, piece by piece. Bytes are counted, because what an archive declares may be a lie."""
        with _damage(), self._zip.open(self.entries[name]) as part:
            while chunk := part.read(_CHUNK):
                self._budget -= len(chunk)
                if self._budget < 0:
                    raise Invalid(
                        N_("The archive unpacks to more than %(limit)s MiB."), limit=UNPACKED_BYTES // MEBIBYTE
                    )
                yield chunk

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of one entry. Raises Refused where there are more than `limit`."""
        if self.entries[name].file_size > limit:
            raise too_large()
        # Not pieces that are joined in the end, which would be there twice.
        whole = io.BytesIO()
        for chunk in self.chunks(name):
            if whole.tell() + len(chunk) > limit:
                raise too_large()
            whole.write(chunk)
        return whole.getvalue()


@contextmanager
def _damage() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise Invalid(N_("The archive is damaged or incomplete: make it anew.")) from error


class CsvArchive:
    """The tables of a ZIP archive: the five CSV files at its top, or all in its one folder."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._files: dict[str, list[str]] = {}
        self._others: list[str] = []
        names = [name for name in archive.entries if not name.endswith("/")]
        folder = self._folder(names)
        for name in names:
            plain = basename(name).casefold()
            if dirname(name) == folder and plain in CSV_FILES:
                self._files.setdefault(plain, []).append(name)
            else:
                self._others.append(name)

    @staticmethod
    def _folder(names: list[str]) -> str:
        """Where the tables lie: "" for the top, else the only folder that holds any of them."""
        folders = {dirname(name) for name in names if basename(name).casefold() in CSV_FILES}
        if "" in folders or not folders:
            return ""
        if len(folders) > 1:
            raise Invalid(N_("The archive holds estate files in several folders: pack the five files of one estate."))
        return folders.pop()

    def file(self, table: str) -> str:
        """The name of the CSV file of `table`."""
        return f"{table}.csv"

    def open(self, table: str) -> RawTable:
        """The cells of `table`. Raises Refused, or Invalid where the archive itself is damaged."""
        name = self.file(table)
        entry = the_one(self._files.get(name, []))
        return read_csv(self._archive.read(entry, FILE_BYTES), CSV_FILES[name])

    def left_out(self) -> tuple[Notice, ...]:
        """Everything else in the archive."""
        text = N_("The file is not a part of an estate and was not read.")
        return tuple(Notice(shown(name), None, None, text) for name in self._others)

"""Small estates as files, to be broken in one place at a time."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from riskapp.errors import Faulty
from riskapp.exchange.faults import Fault
from riskapp.exchange.reading import Reading, read, read_bytes

SOUND: Mapping[str, str] = {
    "categories": "id,name,sensitivity\nrecord,Record,special\nresults,Results,ordinary\n",
    "assets": "id,name,kind\na,A,system\nb,B,system\nc,C,device\n",
    "holdings": "asset,category,persons\na,record,10\n",
    "flows": "id,source,target,categories,access,encrypted,validated\nf1,a,b,record,push,yes,no\n",
    "dependencies": "dependent,provider,kind\na,b,hosting\n",
}


def write(folder: Path, **changed: str | bytes | None) -> Path:
    """A folder with the sound estate, where the files in `changed` are other text, or (None) are not there."""
    for table, text in {**SOUND, **changed}.items():
        if text is not None:
            data = text if isinstance(text, bytes) else text.encode()
            (folder / f"{table}.csv").write_bytes(data)
    return folder


def read_with(folder: Path, **changed: str | bytes | None) -> Reading:
    """What is read where the files in `changed` are other text."""
    return read(write(folder, **changed))


def faults_with(folder: Path, **changed: str | bytes | None) -> list[Fault]:
    """The faults where the files in `changed` are other text; none where all is read."""
    try:
        read_with(folder, **changed)
    except Faulty as error:
        return list(error.faults)  # type: ignore[arg-type]
    return []


def places(faults: Sequence[Fault]) -> list[tuple[str, int | None, str | None]]:
    """Where the faults are."""
    return [(fault.file, fault.row, fault.column) for fault in faults]


def zipped(files: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of files by name."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


def sound_csv_files() -> dict[str, str | bytes]:
    """The sound estate as CSV files by name."""
    return {f"{table}.csv": text for table, text in SOUND.items()}


def spreadsheet(**changed: Sequence[Sequence[object]]) -> bytes:
    """A workbook as openpyxl writes it, of the sound estate, where the sheets in `changed` hold other rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table, text in SOUND.items():
        sheet = book.create_sheet(table)
        for row in changed.get(table, [line.split(",") for line in text.splitlines()]):
            sheet.append(list(row))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def workbook_faults(data: bytes) -> list[Fault]:
    """The faults of a workbook; none where all is read."""
    try:
        read_bytes("estate.xlsx", data)
    except Faulty as error:
        return list(error.faults)  # type: ignore[arg-type]
    return []


def with_part(data: bytes, name: str, text: str | bytes) -> bytes:
    """The workbook with one of its parts put in the place of what was there."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {part: archive.read(part) for part in archive.namelist()}
    return zipped({**parts, name: text})


def part_of(workbook: bytes, name: str) -> str:
    """The text of one part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return archive.read(name).decode()


def shared(names: tuple[str, str] = ("Record", "A")) -> bytes:
    """A workbook as Excel lays it out, where every text is a shared string, of the sound estate.

    The names of the category `record` and of the asset `a` are taken from `names`.
    """
    renamed = {"Record": names[0], "A": names[1]}
    texts: list[str] = []
    parts: dict[str, str | bytes] = {"[Content_Types].xml": ""}
    sheets = relations = ""
    for number, (table, text) in enumerate(SOUND.items(), start=1):
        rows = ""
        for line in text.splitlines():
            cells = "".join(f'<x:c t="s"><x:v>{len(texts) + i}</x:v></x:c>' for i in range(line.count(",") + 1))
            texts += [renamed.get(cell, cell) for cell in line.split(",")]
            rows += f"<x:row>{cells}</x:row>"
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<x:worksheet xmlns:x="main"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
        )
        sheets += f'<sheet name="{table}" r:id="r{number}"/>'
        relations += f'<Relationship Id="r{number}" Type="t/worksheet" Target="/xl/worksheets/sheet{number}.xml"/>'
    relations += '<Relationship Id="s" Type="t/sharedStrings" Target="sharedStrings.xml"/>'
    parts["xl/workbook.xml"] = f"<workbook><sheets>{sheets}</sheets></workbook>"
    parts["xl/_rels/workbook.xml.rels"] = f"<Relationships>{relations}</Relationships>"
    known = "".join(f"<si><t>{text}</t></si>" for text in texts)
    parts["xl/sharedStrings.xml"] = f"<sst>{known}</sst>"
    return zipped(parts)

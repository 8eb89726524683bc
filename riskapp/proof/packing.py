"""The check packed into one file, which any Python 3.11 runs without riskapp."""

import zipfile
from pathlib import Path

_HERE = Path(__file__).parent
_START = "import sys\n\nfrom riskapp.proof.command import main\n\nsys.exit(main())\n"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def pack(target: Path) -> None:
    """Write the file; equal sources give equal bytes. Raises OSError where it cannot be written."""
    files = {"__main__.py": _START, "riskapp/__init__.py": ""}
    for path in sorted(_HERE.glob("*.py")):
        files[f"riskapp/proof/{path.name}"] = path.read_text(encoding="utf-8")
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), text)

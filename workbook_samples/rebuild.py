"""Rebuild everything in this folder: sample data, the three workbooks in both languages, their pictures.

Run it from anywhere:  python workbook_samples/rebuild.py
Pictures need LibreOffice and pdftoppm; without them they are left as they are.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from xlsales import sample
from xlsales.building import REPORTS, build_one, prepare
from xlsales.settings_file import load_settings

HERE = Path(__file__).parent
LANGUAGES = ("zh-CN", "en")
RESOLUTION = "110"


def rebuild(folder: Path) -> list[Path]:
    """Write data and workbooks of both languages into a folder; return the workbooks."""
    made = []
    for language in LANGUAGES:
        data = folder / "data" / language
        sample.write(data, language)
        job = prepare(data / "deals.csv", load_settings(data / "xlsales.toml", {}), team=data / "team.csv")
        for report in REPORTS:
            made.append(folder / language / f"{report}.xlsx")
            build_one(report, job, made[-1])
    return made


def picture(workbook: Path, to: Path) -> None:
    """Draw the first page of a workbook as a PNG."""
    with tempfile.TemporaryDirectory() as scratch:
        profile = f"-env:UserInstallation=file://{scratch}/profile"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", scratch, str(workbook)]
        subprocess.run(convert, check=True, capture_output=True)
        pdf = Path(scratch) / f"{workbook.stem}.pdf"
        to.parent.mkdir(parents=True, exist_ok=True)
        first_page = ["pdftoppm", "-r", RESOLUTION, "-f", "1", "-l", "1", "-singlefile", "-png"]
        subprocess.run([*first_page, str(pdf), str(to.with_suffix(""))], check=True)


def main() -> None:
    """Rebuild the folder this file lies in."""
    for workbook in rebuild(HERE):
        print(workbook.relative_to(HERE))
        if shutil.which("soffice") and shutil.which("pdftoppm"):
            language = "zh" if workbook.parent.name == "zh-CN" else "en"
            picture(workbook, HERE / "pictures" / f"{workbook.stem}-{language}.png")


if __name__ == "__main__":
    main()

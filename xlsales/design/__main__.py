"""Draws the templates and their lists of names: `python -m xlsales.design [folder]`."""

from __future__ import annotations

import sys
from pathlib import Path

from xlsales.design.catalogue import draw_all

if __name__ == "__main__":
    for path in draw_all(Path(sys.argv[1] if len(sys.argv) > 1 else "templates")):
        print(path)

"""`python -m xlsales` is the same as the command `xlsales`."""

from xlsales.cli import main

main()

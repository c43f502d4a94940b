"""Sheets of one workbook put into another: parts, styles, names and tables renumbered, all else as it was."""

"""Where the functions and reports run: Excel, LAMBDA names inside a workbook, LibreOffice Calc."""

"""The Excel add-in: functions in cells, the ribbon and its macros; the only package that imports xlwings."""

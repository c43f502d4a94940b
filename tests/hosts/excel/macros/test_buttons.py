"""The Check, Share and Help buttons on workbooks open in an Excel for tests."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hosts.excel.desks import User, cells_of, user, write_workbook

import xlsales
from xlsales.hosts import lambdas
from xlsales.hosts.excel import log, macros
from xlsales.hosts.excel.buttons import BUTTONS, RUN
from xlsales.hosts.excel.macros import preferences

MINE = ["Notes", "Pipeline"]


@pytest.fixture
def seat(tmp_path: Path) -> User:
    """A user with a small workbook."""
    return user(write_workbook(tmp_path / "plan.xlsx"))


def test_every_button_that_runs_python_has_a_macro() -> None:
    """No button of the ribbon leads nowhere."""
    assert {button.id for button in BUTTONS if button.procedure == RUN} <= macros.MACROS.keys()


def test_run_takes_the_calling_workbook(seat: User) -> None:
    """What RunPython calls works on the book that called it, in the user's language."""
    preferences.set_language("zh-CN")
    seat.book.set_mock_caller()
    macros.run("refresh_forecast")
    assert "还没有 xlsales 的表" in seat.app.shown[-1]


def test_an_unexpected_failure_is_told_once_and_its_details_are_logged(seat: User) -> None:
    """The user reads one sentence with the place of the log; the log holds the traceback."""
    seat.app.writes_left = 0
    message = seat.press("build_funnel")
    found = log.last()
    assert len(seat.app.shown) == 1
    assert "the write failed" in message
    assert found is not None
    assert "Traceback" in found.reason


def test_when_taking_back_fails_the_message_says_so(seat: User) -> None:
    """The user is told to close without saving."""
    seat.app.writes_left, seat.app.stays_broken = 30, True
    assert "without saving" in seat.press("build_funnel")


def test_findings_stand_on_a_sheet_of_ours_with_links(seat: User) -> None:
    """A number stored as text is found; its link jumps to the cell; the user's cells stay."""
    put_text_numbers(seat)
    before = list(cells_of(seat.book, MINE))
    message = seat.press("check_workbook")
    rows = seat.book.sheets["Check"]["B5:E6"].value
    assert "warnings: 1" in message
    assert rows[0] == ["Severity", "Where", "What was found", "What to do"]
    assert rows[1][0] == "warning"
    assert seat.book.sheets["Check"]["C6"].formula == '=HYPERLINK("#\'Notes\'!D2","Notes!D2")'
    assert list(cells_of(seat.book, MINE)) == before


def put_text_numbers(seat: User) -> None:
    """Two numbers stored as text among numbers."""
    sheet = seat.book.sheets["Notes"]
    for row, value in enumerate(["'12", "'13", 14, 15, 16, 17], start=1):
        sheet.range((row, 4)).value = value


def test_checking_again_rewrites_the_same_sheet(seat: User) -> None:
    """When the fault is gone the sheet says that nothing was found; there is still only one."""
    put_text_numbers(seat)
    seat.press("check_workbook")
    seat.book.sheets["Notes"]["D1:D2"].value = [[12], [13]]
    seat.press("check_workbook")
    assert seat.titles == [*MINE, "Check"]
    assert seat.book.sheets["Check"]["D6"].value == "no findings"
    assert seat.book.sheets["Check"]["B7:E7"].value == [None] * 4


def test_a_sound_workbook_gets_no_sheet(seat: User) -> None:
    """Without findings only the message comes."""
    assert seat.press("check_workbook") == "no findings"
    assert seat.titles == MINE


def test_a_failed_check_leaves_no_sheet(seat: User) -> None:
    """Nor a name."""
    put_text_numbers(seat)
    seat.app.writes_left = 3
    seat.press("check_workbook")
    assert (seat.titles, len(seat.book.names)) == (MINE, 0)


def selected(seat: User, address: str, formula: str, *, shows: str = "#VALUE!") -> None:
    """Put a formula into a cell, let it show an error, and select it."""
    cell = seat.book.sheets["Notes"][address]
    cell.value = formula
    sheet, place = seat.book.impl.content["Notes"], cell.get_address(False, False)
    seat.app.stands = {(sheet.title, place): shows}
    cell.select()


def test_why_tells_argument_cell_and_rule_of_a_function_of_ours(seat: User) -> None:
    """The call is computed anew from what the cells hold."""
    seat.book.sheets["Notes"]["A5"].value = [["won", 0]]
    selected(seat, "C5", "=IFERROR(0,0)+ATTAINMENT(B1,B5)", shows="#DIV/0!")
    message = seat.press("why_error")
    assert message.startswith("Notes!C5 shows #DIV/0! because of ATTAINMENT:")
    assert "quota" in message


def test_why_reads_the_log_where_arguments_must_be_calculated(seat: User) -> None:
    """The reason recorded for this very cell is told."""
    log.record("'[plan.xlsx]Notes'!$C$5", "ATTAINMENT", "quota", "#DIV/0!", "quota is 0")
    selected(seat, "C5", "=ATTAINMENT(SUM(B1:B1),B1-B1)", shows="#DIV/0!")
    assert "quota is 0" in seat.press("why_error")


def test_why_follows_an_error_to_where_it_comes_from(seat: User) -> None:
    """A formula of Excel's own: what the code means, and the first cell referred to that shows an error."""
    seat.book.sheets["Notes"]["D5"].value = "#N/A"
    selected(seat, "C5", "=D5*2", shows="#N/A")
    message = seat.press("why_error")
    assert "looked up was not found" in message
    assert "D5" in message.splitlines()[-1]


def test_why_says_when_there_is_no_error(seat: User) -> None:
    """Nothing is wrong with a cell that shows a number."""
    seat.book.sheets["Notes"]["B1"].select()
    assert seat.press("why_error") == "Notes!B1 shows no error."


def test_functions_are_embedded_as_names_and_removed_again(seat: User) -> None:
    """Embedding twice changes nothing more; removing leaves the workbook's own names."""
    seat.book.names.add("target", "=Notes!$B$1")
    seat.press("embed_functions")
    seat.press("embed_functions")
    assert {name.name for name in seat.book.names} == {"target", *lambdas.names()}
    assert f"{len(lambdas.names())} embedded functions" in seat.press("remove_functions")
    assert [name.name for name in seat.book.names] == ["target"]


def test_a_name_of_the_users_own_is_neither_replaced_nor_removed(seat: User) -> None:
    """A cell called ROI stays what it is."""
    seat.book.names.add("ROI", "=Notes!$B$1")
    assert "left alone: ROI" in seat.press("embed_functions")
    seat.press("remove_functions")
    assert {name.name: name.refers_to for name in seat.book.names} == {"ROI": "=Notes!$B$1"}


def test_embedding_is_not_done_without_consent_and_taken_back_on_failure(seat: User) -> None:
    """Cancel adds nothing; a failure at the second name takes the first out."""
    seat.app.answer = "cancel"
    seat.press("embed_functions")
    assert len(seat.book.names) == 0
    seat.app.answer, seat.app.writes_left = "ok", 1
    seat.press("embed_functions")
    assert len(seat.book.names) == 0


def test_freezing_replaces_our_formulas_alone_and_keeps_formats(seat: User) -> None:
    """Values stand where our functions stood; Excel's own formulas and all looks stay."""
    sheet = seat.book.sheets["Notes"]
    sheet["C1"].value = "=ATTAINMENT(B1,14)"
    sheet["C1"].number_format = "0%"
    seat.app.stands = {("Notes", "C1"): 0.5}
    message = seat.press("freeze_formulas")
    assert "formulas of 1 cells" in message
    assert (sheet["C1"].formula, sheet["C1"].value, sheet["C1"].number_format) == ("0.5", 0.5, "0%")
    assert sheet["B2"].formula == "=B1*6"


def test_freezing_asks_with_the_count_and_stops_at_cancel(seat: User) -> None:
    """The question names the number of cells; cancel leaves the formulas."""
    sheet = seat.book.sheets["Notes"]
    sheet["C1:C3"].value = "=ATTAINMENT(B1,14)"
    seat.app.answer = "cancel"
    question = seat.press("freeze_formulas")
    assert "3 cells" in question
    assert "cannot be undone" in question
    assert sheet["C2"].formula.startswith("=ATTAINMENT")


def test_a_freeze_that_fails_puts_the_formulas_back(seat: User) -> None:
    """No cell stays frozen when a later one could not be."""
    sheet = seat.book.sheets["Notes"]
    for address in ("C1", "E9"):
        sheet[address].value = "=ATTAINMENT(B1,14)"
    seat.app.writes_left = 1
    seat.press("freeze_formulas")
    assert [sheet[address].formula for address in ("C1", "E9")] == ["=ATTAINMENT(B1,14)"] * 2


def test_a_pdf_comes_beside_the_workbook_and_is_replaced_only_when_agreed(seat: User, tmp_path: Path) -> None:
    """Without sheets of ours the one in front is printed; cancel keeps the old file."""
    seat.press("export_pdf")
    pdf = tmp_path / "plan.pdf"
    assert pdf.read_text() == "%PDF Pipeline"
    pdf.write_text("old")
    seat.app.answer = "cancel"
    assert "Replace it?" in seat.press("export_pdf")
    assert pdf.read_text() == "old"
    assert [sheet.visible for sheet in seat.book.sheets] == [True, True]


def test_a_pdf_holds_our_sheets_when_there_are_some(seat: User, tmp_path: Path) -> None:
    """The user's own sheets are not in it."""
    seat.press("build_funnel")
    seat.press("export_pdf")
    text = (tmp_path / "plan.pdf").read_text()
    assert "Dashboard" in text
    assert "Notes Pipeline" not in text


def test_a_workbook_without_a_folder_is_printed_to_the_documents(seat: User, own_home: Path) -> None:
    """A book never saved, or stored behind an address, has no folder of its own."""
    (own_home / "Documents").mkdir(parents=True)
    seat.book.impl._fullname = "https://example.com/sites/plan.xlsx"
    seat.press("export_pdf")
    assert (own_home / "Documents" / "plan.pdf").exists()


def test_settings_go_to_the_period_or_offer_the_funnel(seat: User) -> None:
    """Cancel leaves the workbook; agreeing adds the sheets and goes there."""
    seat.app.answer = "cancel"
    seat.press("settings")
    assert seat.titles == MINE
    seat.app.answer = "ok"
    seat.press("settings")
    assert seat.book.sheets.active.name == "Settings"


def test_help_is_a_page_of_all_functions_in_the_users_language(seat: User) -> None:
    """It opens in the browser and names every function."""
    seat.language = "zh-CN"
    assert seat.press("function_help") == ""
    text = seat.opened[0].read_text(encoding="utf-8")
    assert "销售" in text
    assert all(function in text for function in ("FORECAST_TOTAL", "ATTAINMENT", "ROI"))


def test_about_tells_the_versions(seat: User) -> None:
    """xlsales, xlwings, Python and Excel."""
    assert xlsales.__version__ in seat.press("about")
    assert "Excel 16.0" in seat.app.shown[-1]


def test_the_log_opens_once_there_is_one(seat: User) -> None:
    """Before the first failure the message says that there is none."""
    assert "The log is empty" in seat.press("open_log")
    log.record("A1", "ROI", "", "#DIV/0!", "cost is 0")
    assert seat.press("open_log") == ""
    assert seat.opened[0].name == "xlsales.log"


def test_the_language_is_switched_for_good(seat: User) -> None:
    """The other settings in the user's file stay; the message is in the new language."""
    path = preferences.settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('"SHOW CONSOLE","False"\n"LANGUAGE","en"\n')
    assert "中文" in seat.press("switch_language")
    assert preferences.language() == "zh-CN"
    assert '"SHOW CONSOLE","False"' in path.read_text()


@pytest.mark.parametrize("button", ["find_deals", "check_workbook", "build_funnel", "about", "why_error"])
def test_excels_state_is_as_it_was(button: str, tmp_path: Path) -> None:
    """Calculation, screen, events, prompts and status bar; the user's file is never saved."""
    seat = user(write_workbook(tmp_path / "plan.xlsx"))
    seat.book.app.calculation = "semiautomatic"
    seat.book.sheets["Notes"]["B2:C3"].select()
    kept = {name: value for name, value in seat.state().items() if name not in ("sheet", "selection")}
    seat.press(button)
    assert {name: value for name, value in seat.state().items() if name in kept} == kept
    assert seat.book.impl.selected["Notes"] == (2, 2, 3, 3)
    assert seat.book.impl.saved == 0


def test_a_workbook_with_a_password_on_our_sheet_is_told_before_anything_is_written(seat: User) -> None:
    """A protection with a password stays on, and nothing is changed."""
    seat.press("build_funnel")
    seat.book.impl.content["Dashboard"].protection.set_password("secret")
    before = list(cells_of(seat.book, seat.titles))
    message = seat.press("refresh_forecast")
    assert "sheet Dashboard is protected with a password" in message
    assert list(cells_of(seat.book, seat.titles)) == before


def test_an_empty_workbook_never_saved_can_be_checked(tmp_path: Path) -> None:
    """A book without a file name extension is read like any other."""
    path = tmp_path / "Book1.xlsx"
    openpyxl.Workbook().save(path)
    seat = user(path)
    seat.book.impl._fullname = "Book1"
    assert seat.press("check_workbook") == "no findings"

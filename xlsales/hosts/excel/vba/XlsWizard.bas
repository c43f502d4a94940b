Attribute VB_Name = "XlsWizard"
Option Explicit
Option Private Module

' Descriptions, categories and argument help for the function wizard, and argument tips for Excel-DNA IntelliSense.

Private Const TIPS As String = "_IntelliSense_"
Private Const FIRST_ROW As Long = 2
Private Const FIRST_ARGUMENT As Long = 4
Private mRegistered As String

' Excel refuses while no workbook is open: then the next call, when one is, does it.
Public Sub XlsRegister()
    #If Not Mac Then
        If mRegistered = XlsLanguage() Or ActiveWorkbook Is Nothing Then Exit Sub
        Dim source As Worksheet, row As Long
        On Error GoTo later
        Set source = ThisWorkbook.Worksheets("functions." & XlsLanguage())
        ThisWorkbook.Worksheets(TIPS).Cells.ClearContents
        ThisWorkbook.Worksheets(TIPS).Range(source.UsedRange.Address).Value = source.UsedRange.Value
        For row = FIRST_ROW To source.UsedRange.Rows.Count
            XlsDescribe source, row
        Next row
        mRegistered = XlsLanguage()
        ThisWorkbook.Saved = True
    #End If
later:
End Sub

Private Sub XlsDescribe(ByVal source As Worksheet, ByVal row As Long)
    Dim help() As Variant, count As Long, name As String
    name = source.Cells(row, 1).Value
    Do While source.Cells(row, FIRST_ARGUMENT + 2 * count).Value <> ""
        ReDim Preserve help(0 To count)
        help(count) = source.Cells(row, FIRST_ARGUMENT + 1 + 2 * count).Value
        count = count + 1
    Loop
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & name, Description:=source.Cells(row, 2).Value, _
        Category:=XlsText("category." & name), ArgumentDescriptions:=help
End Sub

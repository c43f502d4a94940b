Attribute VB_Name = "XlsCells"
Option Explicit
Option Private Module

' Between a cell and Python: values of ranges go out in one call, error texts come back as cell errors.

Private Const FUNCTIONS_MODULE As String = "xlsales.hosts.excel.functions"
Private Const PAUSE As Double = 30 / 86400
Private mPausedUntil As Double
Private mFailure As String
Private mLogged As String

Public Function XlsAnswer(ByVal name As String, ParamArray given() As Variant) As Variant
    Dim values() As Variant, arguments As Variant, asks As Range, lastRow As Long, i As Long, reason As String
    On Error GoTo failed
    Set asks = XlsAsks()
    arguments = given
    lastRow = XlsLastRow(arguments)
    ReDim values(0 To UBound(arguments) + 2)
    values(0) = XlsAddress(asks)
    values(1) = XlsDate1904(asks)
    For i = 0 To UBound(arguments)
        values(i + 2) = XlsValues(lastRow, arguments(i))
    Next i
    XlsAnswer = XlsResult(XlsServer().CallUDF(FUNCTIONS_MODULE, name, values))
    Exit Function
failed:
    reason = Err.Description
    XlsAnswer = XlsFailed(XlsAddress(asks), name, reason)
End Function

' What kept Python from answering the last call; "" when it answered.
Public Function XlsFailure() As String
    XlsFailure = mFailure
End Function

Public Sub XlsForgetFailure()
    mFailure = ""
    mLogged = ""
    mPausedUntil = 0
End Sub

' After a failed start Python is left alone for a while: a sheet full of formulas must not wait for each.
Private Function XlsServer() As Object
    If CDbl(Now) < mPausedUntil Then Err.Raise 1000, "xlsales", mFailure
    On Error GoTo failed
    Set XlsServer = XLPy
    mFailure = ""
    Exit Function
failed:
    mFailure = Err.Description
    mPausedUntil = CDbl(Now) + PAUSE
    Err.Raise 1000, "xlsales", mFailure
End Function

' The cell that asks; Nothing when VBA asks.
Private Function XlsAsks() As Range
    On Error Resume Next
    If TypeName(Application.Caller) = "Range" Then Set XlsAsks = Application.Caller
End Function

Private Function XlsAddress(ByVal asks As Range) As String
    If Not asks Is Nothing Then XlsAddress = asks.Address(External:=True)
End Function

Private Function XlsDate1904(ByVal asks As Range) As Boolean
    If Not asks Is Nothing Then
        XlsDate1904 = asks.Worksheet.Parent.Date1904
    ElseIf Not ActiveWorkbook Is Nothing Then
        XlsDate1904 = ActiveWorkbook.Date1904
    End If
End Function

' Whole columns such as D:D are read down to the last row in use on any of their sheets.
Private Function XlsLastRow(ByVal arguments As Variant) As Long
    Dim used As Range, i As Long
    XlsLastRow = 1
    For i = LBound(arguments) To UBound(arguments)
        If XlsIsColumn(arguments(i)) Then
            Set used = arguments(i).Worksheet.UsedRange
            If used.Row + used.Rows.Count - 1 > XlsLastRow Then XlsLastRow = used.Row + used.Rows.Count - 1
        End If
    Next i
End Function

Private Function XlsIsColumn(Optional ByVal value As Variant) As Boolean
    If IsMissing(value) Then Exit Function
    If TypeName(value) = "Range" Then XlsIsColumn = value.Rows.Count = value.Worksheet.Rows.Count
End Function

' A range becomes its values in one call; an argument left out becomes a blank.
Private Function XlsValues(ByVal lastRow As Long, Optional ByVal value As Variant) As Variant
    If IsMissing(value) Then Exit Function
    If Not IsObject(value) Then
        XlsValues = value
    ElseIf value.Areas.Count > 1 Then
        Err.Raise 1001, "xlsales", value.Address & " has several areas: one range is expected"
    ElseIf XlsIsColumn(value) Then
        XlsValues = value.Resize(lastRow).Value2
    Else
        XlsValues = value.Value2
    End If
End Function

' Error texts become cell errors: in a single value, in a row, in a block.
Private Function XlsResult(ByVal result As Variant) As Variant
    Dim row As Long, column As Long
    If Not IsArray(result) Then
        XlsResult = XlsCell(result)
        Exit Function
    End If
    If XlsIsRow(result) Then
        For column = LBound(result) To UBound(result)
            result(column) = XlsCell(result(column))
        Next column
    Else
        For row = LBound(result, 1) To UBound(result, 1)
            For column = LBound(result, 2) To UBound(result, 2)
                result(row, column) = XlsCell(result(row, column))
            Next column
        Next row
    End If
    XlsResult = result
End Function

Private Function XlsIsRow(ByVal result As Variant) As Boolean
    On Error Resume Next
    XlsIsRow = UBound(result, 2) < LBound(result, 2)
    If Err.Number <> 0 Then XlsIsRow = True
End Function

Private Function XlsCell(ByVal value As Variant) As Variant
    XlsCell = value
    If VarType(value) <> vbString Then Exit Function
    If Left$(value, 1) <> "#" Then Exit Function
    Dim number As Long
    number = XlsErrorNumber(value)
    If number <> 0 Then XlsCell = CVErr(number)
End Function

' Python gave no answer: #VALUE! in the cell, the reason in the log, once for all cells that share it.
Private Function XlsFailed(ByVal address As String, ByVal name As String, ByVal reason As String) As Variant
    XlsFailed = CVErr(xlErrValue)
    If reason = mLogged Then Exit Function
    mLogged = reason
    XlsLog address, name, "#VALUE!", reason
End Function

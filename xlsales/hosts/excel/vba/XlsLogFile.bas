Attribute VB_Name = "XlsLogFile"
Option Explicit
Option Private Module

' The log that Python writes too, for the case that Python does not answer: lines of JSON, pure ASCII.

Public Function XlsLogPath() As String
    #If Mac Then
        XlsLogPath = ""
    #Else
        XlsLogPath = Environ("LOCALAPPDATA") & "\xlsales\logs\xlsales.log"
    #End If
End Function

Public Sub XlsLog(ByVal address As String, ByVal name As String, ByVal code As String, ByVal reason As String)
    Dim number As Integer, path As String
    path = XlsLogPath()
    If path = "" Then Exit Sub
    On Error Resume Next
    MkDir Environ("LOCALAPPDATA") & "\xlsales"
    MkDir Environ("LOCALAPPDATA") & "\xlsales\logs"
    Err.Clear
    number = FreeFile
    Open path For Append As #number
    If Err.Number <> 0 Then Exit Sub
    Print #number, XlsLogLine(address, name, code, reason)
    Close #number
End Sub

Public Function XlsLogLine(ByVal address As String, ByVal name As String, ByVal code As String, ByVal reason As String) As String
    Dim book As String, sheet As String, cell As String
    XlsTakeApart address, book, sheet, cell
    XlsLogLine = "{" & XlsPair("when", Format$(Now, "yyyy-mm-dd") & "T" & Format$(Now, "hh:nn:ss")) & ", " & _
        XlsPair("workbook", book) & ", " & XlsPair("sheet", sheet) & ", " & XlsPair("cell", cell) & ", " & _
        XlsPair("function", name) & ", " & XlsPair("argument", "") & ", " & XlsPair("code", code) & ", " & _
        XlsPair("reason", reason) & "}"
End Function

' '[Plan.xlsx]Q4'!$D$4 becomes Plan.xlsx, Q4 and D4.
Private Sub XlsTakeApart(ByVal address As String, ByRef book As String, ByRef sheet As String, ByRef cell As String)
    Dim mark As Long, place As String
    mark = InStrRev(address, "!")
    cell = Replace(Mid$(address, mark + 1), "$", "")
    If mark = 0 Then Exit Sub
    place = Left$(address, mark - 1)
    If Left$(place, 1) = "'" Then place = Replace(Mid$(place, 2, Len(place) - 2), "''", "'")
    mark = InStr(place, "]")
    sheet = Mid$(place, mark + 1)
    If mark > 1 Then book = Mid$(place, InStr(place, "[") + 1, mark - InStr(place, "[") - 1)
End Sub

Private Function XlsPair(ByVal key As String, ByVal text As String) As String
    Dim i As Long, code As Long
    XlsPair = """" & key & """: """
    For i = 1 To Len(text)
        code = AscW(Mid$(text, i, 1))
        If code < 0 Then code = code + 65536
        If code = 34 Or code = 92 Then
            XlsPair = XlsPair & "\" & ChrW$(code)
        ElseIf code < 32 Or code > 126 Then
            XlsPair = XlsPair & "\u" & Right$("000" & Hex$(code), 4)
        Else
            XlsPair = XlsPair & ChrW$(code)
        End If
    Next i
    XlsPair = XlsPair & """"
End Function

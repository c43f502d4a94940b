Attribute VB_Name = "XlsRibbon"
Option Explicit

' What the ribbon asks for and what its buttons do.

Private mRibbon As IRibbonUI
Private mEvents As XlsEvents

Public Sub XlsOnLoad(ribbon As IRibbonUI)
    Set mRibbon = ribbon
    Set mEvents = New XlsEvents
    Set mEvents.App = Application
    XlsRegister
End Sub

Public Sub XlsGetLabel(control As IRibbonControl, ByRef returnedVal As Variant)
    returnedVal = XlsText(control.ID & ".label")
End Sub

Public Sub XlsGetScreentip(control As IRibbonControl, ByRef returnedVal As Variant)
    returnedVal = XlsText(control.ID & ".label")
End Sub

Public Sub XlsGetSupertip(control As IRibbonControl, ByRef returnedVal As Variant)
    returnedVal = XlsText(control.ID & ".tip")
End Sub

Public Sub XlsGetEnabled(control As IRibbonControl, ByRef returnedVal As Variant)
    returnedVal = Not (ActiveWorkbook Is Nothing)
End Sub

' The open workbooks have changed: buttons may be asked again, and the function wizard told.
Public Sub XlsRefreshRibbon()
    On Error Resume Next
    If Not mRibbon Is Nothing Then mRibbon.Invalidate
    XlsRegister
End Sub

Public Sub XlsRunMacro(control As IRibbonControl)
    XlsRunPython control.ID
End Sub

Public Sub XlsWhyError(control As IRibbonControl)
    If XlsFailure() = "" Then
        XlsRunPython control.ID
    Else
        XlsSay XlsText("message.no_python") & vbCrLf & vbCrLf & XlsFailure()
    End If
End Sub

Public Sub XlsReload(control As IRibbonControl)
    On Error GoTo failed
    XlsForgetFailure
    #If Not Mac Then
        KillPy
    #End If
    If Not ActiveWorkbook Is Nothing Then Application.CalculateFull
    Application.StatusBar = XlsText("message.reloaded")
    Exit Sub
failed:
    XlsSay XlsText("message.no_python") & vbCrLf & vbCrLf & Err.Description
End Sub

Public Sub XlsSwitchLanguage(control As IRibbonControl)
    XlsSetLanguage XlsOtherLanguage()
    XlsRefreshRibbon
End Sub

Public Sub XlsOpenLog(control As IRibbonControl)
    #If Mac Then
        XlsRunPython control.ID
    #Else
        If FileExists(XlsLogPath()) Then
            WScript.Run "notepad.exe """ & XlsLogPath() & """"
        Else
            XlsSay XlsText("message.no_log")
        End If
    #End If
End Sub

Public Sub XlsAbout(control As IRibbonControl)
    Dim interpreter As String
    #If Mac Then
        interpreter = GetConfig("INTERPRETER_MAC", "")
    #Else
        interpreter = GetConfig("INTERPRETER_WIN", "")
    #End If
    XlsSay "xlsales " & GetConfig("XLSALES VERSION", "") & vbCrLf & "xlwings " & XLWINGS_VERSION & vbCrLf & _
        "Excel " & Application.Version & vbCrLf & "Python: " & interpreter & vbCrLf & ThisWorkbook.FullName
End Sub

Private Sub XlsRunPython(ByVal macro As String)
    If ActiveWorkbook Is Nothing Then
        XlsSay XlsText("message.no_workbook")
        Exit Sub
    End If
    On Error GoTo failed
    RunPython "import xlsales.hosts.excel.macros as m; m.run('" & macro & "')"
    Exit Sub
failed:
    XlsSay XlsText("message.no_python") & vbCrLf & vbCrLf & Err.Description
End Sub

Attribute VB_Name = "XlsTexts"
Option Explicit
Option Private Module

' Every text people read comes from the add-in's sheets: VBA source knows one code page, people read two languages.

Private Const TEXTS As String = "xlsales.texts"
Private Const CHINESE As String = "zh-CN"
Private Const ENGLISH As String = "en"
Private mLanguage As String
Private mTexts As Variant

' The user's choice, else the add-in's setting, else the language of Excel.
Public Function XlsLanguage() As String
    If mLanguage = "" Then mLanguage = XlsConfigured("user")
    If mLanguage = "" Then mLanguage = XlsConfigured("sheet")
    If mLanguage = "" Then mLanguage = XlsLanguageOfExcel()
    XlsLanguage = mLanguage
End Function

Public Sub XlsSetLanguage(ByVal language As String)
    mLanguage = language
    On Error Resume Next
    SaveConfigToFile GetConfigFilePath(), "LANGUAGE", language
End Sub

Public Function XlsOtherLanguage() As String
    If XlsLanguage() = CHINESE Then XlsOtherLanguage = ENGLISH Else XlsOtherLanguage = CHINESE
End Function

' The text of a key; the key itself when the sheet has none.
Public Function XlsText(ByVal key As String) As String
    Dim row As Long, column As Long
    XlsText = key
    On Error Resume Next
    If IsEmpty(mTexts) Then mTexts = ThisWorkbook.Worksheets(TEXTS).UsedRange.Value
    If XlsLanguage() = CHINESE Then column = 2 Else column = 3
    For row = 1 To UBound(mTexts, 1)
        If mTexts(row, 1) = key Then
            XlsText = mTexts(row, column)
            Exit Function
        End If
    Next row
End Function

' MsgBox knows the system's code page alone; the shell's box shows any language.
Public Sub XlsSay(ByVal text As String)
    #If Mac Then
        MsgBox text, vbInformation, "xlsales"
    #Else
        WScript.Popup text, 0, "xlsales", 64
    #End If
End Sub

Private Function XlsConfigured(ByVal source As String) As String
    Dim found As String
    On Error Resume Next
    found = GetConfig("LANGUAGE", "", source)
    If found = CHINESE Or found = ENGLISH Then XlsConfigured = found
End Function

Private Function XlsLanguageOfExcel() As String
    Dim settings As Object, language As Long
    XlsLanguageOfExcel = ENGLISH
    On Error Resume Next
    Set settings = Application.LanguageSettings
    language = settings.LanguageID(2)
    If (language And 1023) = 4 Then XlsLanguageOfExcel = CHINESE
End Function

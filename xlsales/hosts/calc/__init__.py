"""The worksheet functions as an add-in of LibreOffice Calc: one .oxt made from the registry and the pure core."""

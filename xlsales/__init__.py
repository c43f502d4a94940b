"""xlsales: a complete sales-management method in Excel."""

"""Files in and out: how an estate travels between riskapp, a CMDB and a spreadsheet."""

"""A recap of BPJS counts, read line by line: tables (CSV or XLSX) into cells, cells into counts or faults. No database."""

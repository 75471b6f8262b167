"""What changes in the assessment, by noun: panel, conflict, sheet, snapshot, decision."""

"""Opens a workbook that is to be filled in with openpyxl, looks at its locks and choices, fills it in and saves it."""
import sys

import openpyxl

path, filled_path, expected = sys.argv[1], sys.argv[2], int(sys.argv[3])
book = openpyxl.load_workbook(path)
assert book.sheetnames[0] == "Read first" and book.sheetnames[-1] == "muster", book.sheetnames
assert book["muster"].sheet_state == "veryHidden"
assert book.security.lockStructure, "the structure of the book is open"
items = 0
for sheet in book:
    assert sheet.protection.sheet, f"{sheet.title} is not protected"
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f", f"{sheet.title}!{cell.coordinate} is a formula"
            is_entry = cell.coordinate == "B6" if sheet.title == "Read first" else (
                sheet.title != "muster" and cell.row > 2 and cell.column_letter in "EFGH"
            )
            assert cell.protection.locked != is_entry, f"{sheet.title}!{cell.coordinate}"
            assert not is_entry or cell.number_format == "@", f"{sheet.title}!{cell.coordinate}"
    if sheet.title in ("Read first", "muster"):
        continue
    assert "SIMULATED" in sheet["A1"].value and sheet["E2"].value == "Score"
    assert sheet.column_dimensions["I"].hidden and sheet.freeze_panes == "C3"
    rules = sheet.data_validations.dataValidation
    for no in range(3, sheet.max_row + 1):
        items += 1
        for column in "EFGH":
            own = [rule for rule in rules if f"{column}{no}" in rule.sqref]
            assert len(own) == 1, f"{sheet.title}!{column}{no} has {len(own)} rules"
            assert not own[0].formula1 or len(own[0].formula1) <= 257
        how = sheet[f"D{no}"].value
        choices = [rule for rule in rules if f"E{no}" in rule.sqref][0].formula1
        if how.startswith("A level"):
            assert choices.startswith('"1,2,3,4,5,1-2'), choices
            sheet[f"E{no}"] = 3 if no % 2 else "2-4"
        elif how.startswith("yes"):
            assert choices == '"yes,no"', choices
            sheet[f"E{no}"] = "yes"
        else:
            sheet[f"E{no}"] = "45/3/50"
            sheet[f"G{no}"] = "A note\nof two lines"
assert items == expected, f"{items} items"
book.save(filled_path)
print(f"{items} items filled in by openpyxl {openpyxl.__version__}")

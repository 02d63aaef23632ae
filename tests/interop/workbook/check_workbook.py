"""Reads a workbook with openpyxl: six sheets of values, no formula, and the numbers that are expected."""
import json
import sys

import openpyxl

path, expected_path = sys.argv[1:]
with open(expected_path, encoding="utf-8") as file:
    expected = json.load(file)
book = openpyxl.load_workbook(path)
assert book.sheetnames == ["enterprise", "ratings", "items", "missing", "sources", "method"], book.sheetnames
formulas = [
    f"{sheet.title}!{cell.coordinate}"
    for sheet in book
    for row in sheet.iter_rows()
    for cell in row
    if cell.data_type == "f"
]
assert not formulas, formulas
heads = [cell.value for cell in book["ratings"][1]]
rows = [dict(zip(heads, row)) for row in book["ratings"].iter_rows(min_row=2, values_only=True)]
found = [
    [row["organisation"], row["name"], row["score_least_billionths"], row["score_most_billionths"]]
    for row in rows
]
assert found == expected, "the ratings are not those of the determination"
print(f"{len(found)} ratings read by openpyxl {openpyxl.__version__}")

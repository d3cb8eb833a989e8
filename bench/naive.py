"""Score a roster the way an office's own script does: the yardstick for speed, not for exactness.

    python bench/naive.py ROSTER.xlsx OUT.xlsx

pandas reads and writes (openpyxl); floats are weighted, summed and rounded; ranks overall and within the unit.
"""

import sys

import pandas as pd

WEIGHTS = {
    "SKP": 25,
    "Kualitas Kerja": 15,
    "Disiplin": 15,
    "Inovasi": 10,
    "Orientasi Pelayanan": 5,
    "Akuntabel": 5,
    "Kompeten": 5,
    "Harmonis": 5,
    "Loyal": 5,
    "Adaptif": 5,
    "Kolaboratif": 3,
    "Penanganan Aduan": 2,
}


def main(roster: str, target: str) -> None:
    staff = pd.read_excel(roster, engine="openpyxl", dtype={"NIP": str})
    staff["Nilai Total"] = sum(staff[heading] * weight / 100 for heading, weight in WEIGHTS.items())
    staff["Nilai Total"] = staff["Nilai Total"].round(2)
    staff["Peringkat"] = staff["Nilai Total"].rank(method="min", ascending=False).astype(int)
    within = staff.groupby("Unit Kerja")["Nilai Total"]
    staff["Peringkat Unit"] = within.rank(method="min", ascending=False).astype(int)
    staff = staff.sort_values(["Peringkat", "NIP"])
    with pd.ExcelWriter(target, engine="openpyxl") as book:
        staff.to_excel(book, sheet_name="Peringkat", index=False, freeze_panes=(1, 2))
    print(staff[["Peringkat", "NIP", "Nama", "Unit Kerja", "Nilai Total"]].head(25).to_string(index=False))


if __name__ == "__main__":
    main(*sys.argv[1:3])

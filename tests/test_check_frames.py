"""A pandas frame is checked like a workbook."""

from datetime import datetime

import numpy as np
import pandas as pd

from asn_eval.check.dossier import check
from asn_eval.check.frames import book_from_frame
from asn_eval.check.records import State
from checked import NIPS, codes, rulebook


def test_a_frame_is_one_sheet_of_plain_values():
    frame = pd.DataFrame(
        {
            "NIP": list(NIPS[:3]),
            "Nama": ["Satu", None, "Tiga"],
            "Tanggal Lahir": pd.to_datetime(["1985-03-15", None, "1978-12-01"]),
            "Disiplin": [80.5, np.nan, 90],
            "Hadir": pd.array([1, None, 3], dtype="Int64"),
        }
    )
    (sheet,) = book_from_frame(frame, "staf").sheets
    assert [list(c) for c in sheet.columns] == [
        ["NIP", *NIPS[:3]],
        ["Nama", "Satu", "", "Tiga"],
        ["Tanggal Lahir", datetime(1985, 3, 15), "", datetime(1978, 12, 1)],
        ["Disiplin", 80.5, "", 90.0],
        ["Hadir", 1, "", 3],
    ]
    assert {type(value) for column in sheet.columns for value in column} == {str, float, int, datetime}
    dossier = check([book_from_frame(frame, "staf")], rulebook())
    assert dossier.scores["disiplin"].state.tolist() == [State.GIVEN, State.EMPTY, State.GIVEN]
    assert [str(f.place) for f in dossier.findings] == ["staf:staf!B3", "staf:staf!D3"]


def test_a_named_index_is_a_column_and_a_counting_one_is_not():
    frame = pd.DataFrame({"Nama": ["Satu"], "Disiplin": [80.0]}, index=pd.Index([NIPS[0]], name="NIP"))
    assert codes(check([book_from_frame(frame, "staf")], rulebook())) == []
    assert len(book_from_frame(frame.reset_index(drop=True), "staf").sheets[0].columns) == 2


def test_a_nip_that_became_a_number_is_refused():
    frame = pd.DataFrame({"NIP": [int(NIPS[0])], "Nama": ["Satu"], "Disiplin": [80.0]})
    assert codes(check([book_from_frame(frame, "staf")], rulebook())) == ["nip-number"]

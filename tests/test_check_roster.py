"""People: who is read from the roster, and what is told of rows that are not sound."""

from checked import NIPS, checked


def test_a_plain_roster_gives_people_scores_and_no_findings():
    dossier = checked([["NIP", "Nama", "Unit Kerja", "Disiplin"], [NIPS[0], "Contoh Satu", "Dinas A", 87.5]])
    assert dossier.findings == ()
    assert dossier.people.nip.tolist() == [NIPS[0]]
    assert dossier.people.texts["unit"].tolist() == ["Dinas A"]
    assert str(dossier.scores["disiplin"].values.value(0)) == "175/2"

"""Wrong use gets one sentence in the reader's language, exit code 2 and nothing else; help speaks no program's language."""

import re

import pytest

from asn_eval.cli.run import run


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = run(arguments)
    out, err = capsys.readouterr()
    assert not out
    return code, err.strip()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["scor", "a.xlsx"], 'perintah "scor" tidak dikenal; maksud Anda score? [command-unknown-near]'),
        (["xyz"], 'perintah "xyz" tidak dikenal; lihat perintah yang ada dengan: asn-eval --help [command-unknown]'),
        (["score", "--tpo", "3", "a.xlsx"], 'pilihan "--tpo" tidak dikenal; maksud Anda --top? [option-unknown-near]'),
        (
            ["score", "--zzzzz", "a.xlsx"],
            'pilihan "--zzzzz" tidak dikenal; lihat pilihan yang ada dengan: asn-eval score --help [option-unknown]',
        ),
        (["score"], "BERKAS belum disebut; lihat cara memakainya dengan: asn-eval score --help [argument-missing]"),
        (["score", "a.xlsx", "--top", "0"], "isi untuk --top tidak dapat dipakai; isi dengan: ≥ 1 [option-value]"),
        (["score", "a.xlsx", "--top", "tiga"], "isi untuk --top tidak dapat dipakai; isi dengan: ≥ 1 [option-value]"),
        (["template", "--rows", "0"], "isi untuk --rows tidak dapat dipakai; isi dengan: 1–100000 [option-value]"),
        (
            ["score", "a.xlsx", "--lang"],
            'pilihan "--lang" belum diisi; tulis isinya setelah --lang, atau hapus pilihan itu [option-empty]',
        ),
        (
            ["score", "a.xlsx", "--lang", "jw"],
            "isi untuk --lang tidak dapat dipakai; isi dengan: id, en [option-value]",
        ),
        (
            ["score", "a.xlsx", "--day", "kemarin"],
            "isi untuk --day tidak dapat dipakai; isi dengan: 2026-12-31 [option-value]",
        ),
    ],
)
def test_wrong_use_is_one_sentence(capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    assert told(capsys, *arguments) == (2, message)


def test_wrong_use_is_told_in_english_too(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(capsys, "scor", "--lang", "en") == (
        2,
        'command "scor" is not known; did you mean score? [command-unknown-near]',
    )
    monkeypatch.setenv("ASN_EVAL_LANG", "en")
    assert told(capsys, "score")[1].startswith("BERKAS is not given")


ENGLISH = re.compile(r"\b(Usage|Options|Commands|Arguments|required|default|Show this message|Path|list)\b")


@pytest.mark.parametrize(
    "command", ["", "score", "check", "explain", "awards", "rules", "template", "init", "batch", "law"]
)
def test_help_has_no_word_of_the_library_left(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert run([*([command] if command else []), "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Pemakaian: asn-eval")
    assert not ENGLISH.search(text), ENGLISH.search(text)
    assert "{" not in text


def test_without_a_command_the_help_is_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "Perintah:" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert re.fullmatch(r"asn-eval \d+\.\d+\.\d+\n", capsys.readouterr().out)

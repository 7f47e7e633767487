"""From a judged voice to production and back, by the verbs a person types; what is refused says what to do next."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from judged import compare, figures, judge, sealed
from miles.cli import main
from miles.registry.bundle import Bundle
from miles.registry.shelf import Shelf

KEY = "a key of more than sixteen letters"
Verb = Callable[..., tuple[int, str]]


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("USER", "tess")
    monkeypatch.delenv("MILES_SIGNING_KEY", raising=False)
    return Shelf(tmp_path / ".shelf")


@pytest.fixture
def miles(shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> Verb:
    """A verb's exit code and all it showed, in one line of words."""

    def run(*arguments: str) -> tuple[int, str]:
        code = main(arguments)
        return code, " ".join("".join(capsys.readouterr()).split())

    return run


@pytest.fixture
def voices(shelf: Shelf, tmp_path: Path) -> list[Bundle]:
    return [shelf.put(sealed(tmp_path / "made", number)) for number in (1, 2)]


def test_from_a_judged_voice_to_production_and_back(shelf: Shelf, voices: list[Bundle], miles: Verb) -> None:
    one, two = voices
    code, told = miles("promote", f"bundle={one.hash}", "to=production", "why=the first")
    assert code == 2
    assert f"{one.name} was never judged; run make evaluate BUNDLE={one.name}" in told
    judge(shelf, one)
    code, told = miles("promote", f"bundle={one.hash}", "to=production", "why=the first, at last")
    assert (code, f"{one.name} candidate -> production by tess why: the first, at last" in told) == (0, True)
    assert "synthetic author" in told
    judge(shelf, two)
    code, told = miles("promote", f"bundle={two.hash}", "to=production", "why=newer")
    assert code == 2
    assert f"run make compare A={one.name} B={two.name}" in told
    compare(shelf, one, two)
    code, told = miles("promote", f"bundle={two.hash}", "to=production", "why=better")
    assert (code, f"candidate -> production, retires {one.hash}" in told) == (0, True)
    assert shelf.get("production").name == two.name
    code, told = miles("shelf")
    assert code == 0
    assert told.index(f"{two.name} production") < told.index(f"{one.name} retired")
    assert "decided, newest first" in told
    code, told = miles("rollback", "author=any", 'why="it" = worse, ${really}')
    assert (code, f"{one.name} back in production, retires {two.hash} by tess" in told) == (0, True)
    entry = shelf.entries()[-1]
    assert (entry.why, entry.chain in told) == ('"it" = worse, ${really}', True)
    assert shelf.get("production").name == one.name
    code, told = miles("rollback", "why=once more")
    assert (code, "no voice served ann before" in told) == (2, True)


def test_every_reason_is_told_and_an_override_is_kept(shelf: Shelf, voices: list[Bundle], miles: Verb) -> None:
    judge(shelf, voices[0], fidelity=(0.1, 0.05, 0.15), personal_data=(0.01, 0.0, 0.03))
    asked = ("promote", f"bundle={voices[0].hash}", "to=production", "why=to try it")
    code, told = miles(*asked)
    assert code == 2
    assert "- fidelity at least 0.05 < 0.1 (gate.yaml: lowest_fidelity)" in told
    assert "- personal_data 0.01 > 0 (gate.yaml: most_personal_data)" in told
    assert 'OVERRIDE="the reason"' in told
    assert shelf.production("ann") is None
    code, told = miles(*asked, "override=nobody reads it, yet")
    assert (code, "overridden: fidelity" in told, "because: nobody reads it, yet" in told) == (0, True, True)
    assert len(shelf.entries()[-1].facts["override"]["reasons"]) == 2
    assert "OVERRIDE" in miles("shelf")[1]


def test_another_gate_is_another_hash(shelf: Shelf, voices: list[Bundle], miles: Verb) -> None:
    for bundle in voices:
        judge(shelf, bundle)
    assert miles("promote", f"bundle={voices[0].hash}", "why=x")[0] == 0
    assert miles("promote", f"bundle={voices[1].hash}", "why=x", "gate.lowest_fidelity=0.15")[0] == 0
    first, second = (entry.facts for entry in shelf.entries() if entry.event == "promoted")
    assert first["gate"] != second["gate"]
    assert (first["thresholds"]["lowest_fidelity"], second["thresholds"]["lowest_fidelity"]) == (0.10, 0.15)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("promote", "why=x"), "promote needs a value for: bundle; give"),
        (("promote", "bundle=best"), "promote needs a value for: why"),
        (("promote", "bundle=best", "why="), "why has 0 characters; the log takes 1 to 500 next: give WHY="),
        (("promote", "bundle=best", "why=x", "to=live"), "no stage is called 'live' next: give TO=staging"),
        (("promote", "bundle=ffff0000", "why=x"), "no bundle 'ffff0000' on the shelf"),
        (("promote", "bundle=best", "why=x", "gate.longest_runs=3"), "did you mean gate.longest_run"),
        (("promote", "bundle=best", "why=x", "gate.longest_run=-3"), "gate.longest_run=-3 is no threshold"),
        (("rollback", "why=x"), "no voice is in production next: promote one"),
        (("rollback",), "rollback needs a value for: why"),
    ],
)
def test_what_is_missing_or_wrong_is_told(
    shelf: Shelf, voices: list[Bundle], miles: Verb, arguments: tuple[str, ...], told: str
) -> None:
    judge(shelf, voices[0])
    code, shown = miles(*arguments)
    assert code == 2
    assert told in shown.replace(" next: give bundle", "; give")


def test_other_versions_and_changed_files_are_refused_for_good(shelf: Shelf, voices: list[Bundle], miles: Verb) -> None:
    one = voices[0]
    kept = judge(shelf, one)
    asked = ("promote", f"bundle={one.hash}", "why=x", "override=I insist")
    table = json.loads(kept.read_text())
    table["voice"]["leftover_slots"]["version"] = "1"
    older = shelf.folder.parent / "older.json"
    older.write_text(json.dumps(table))
    facts = {"bits_per_char": 1.5, "fidelity": 0.2, "cases": "c" * 64, "is_comparable": True}
    shelf.judge(one, facts, older)
    code, told = miles(*asked)
    assert (code, "other metric versions: leftover_slots 1 (this code: 2)" in told) == (2, True)
    assert "cannot be overridden" in told
    judge(shelf, one)
    assert figures()["leftover_slots"].version == "2"
    kept.write_text(kept.read_text() + " ")
    code, told = miles(*asked)
    assert (code, "was changed after" in told, "make evaluate" in told) == (2, True, True)
    (one.path / "tokenizer.json").write_text("{}")
    code, told = miles(*asked)
    assert (code, "was changed after sealing" in told) == (2, True)
    log = shelf.log.path
    log.write_text(log.read_text().replace('"fidelity": 0.25', '"fidelity": 0.95', 1))
    code, told = miles("shelf")
    assert (code, "does not follow from the lines before it" in told, "restore the file" in told) == (2, True, True)


def test_a_signed_log_is_checked_and_its_key_is_nowhere(
    shelf: Shelf, voices: list[Bundle], miles: Verb, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    judge(shelf, voices[0])
    monkeypatch.setenv("MILES_SIGNING_KEY", KEY)
    code, told = miles("promote", f"bundle={voices[0].hash}", "why=x")
    assert (code, "signed" in told) == (0, True)
    assert "1 signed (checked)" in miles("shelf")[1]
    told += miles("promote", "bundle=best", "why=x", "--cfg")[1] + miles("finetune", "--cfg")[1]
    assert "MILES_SIGNING_KEY" in told
    assert KEY not in told
    assert [path for path in tmp_path.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()] == []
    monkeypatch.setenv("MILES_SIGNING_KEY", KEY[::-1])
    assert "was signed with another key" in miles("shelf")[1]
    monkeypatch.delenv("MILES_SIGNING_KEY")
    assert "not checked, MILES_SIGNING_KEY is not set" in miles("shelf")[1]
    code, told = miles("promote", f"bundle={voices[0].hash}", "why=x")
    assert (code, "is signed, and no key is given" in told) == (2, True)

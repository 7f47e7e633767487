"""A file is there whole or not at all."""

import json

import pytest

from miles.post.whole import whole, whole_folder, write_json, write_text


def test_a_file_appears_with_its_folder(tmp_path):
    write_text(tmp_path / "a" / "b.txt", "grüße\n")
    assert (tmp_path / "a" / "b.txt").read_text(encoding="utf-8") == "grüße\n"


def test_json_keeps_the_order_and_the_letters(tmp_path):
    write_json(tmp_path / "x.json", {"b": "ü", "a": tmp_path})
    text = (tmp_path / "x.json").read_text(encoding="utf-8")
    assert list(json.loads(text)) == ["b", "a"]
    assert "ü" in text


def stop_while_writing(path):
    with whole(path) as temporary:
        temporary.write_text("half")
        raise RuntimeError("power cut")


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path):
    target = tmp_path / "x.txt"
    target.write_text("old")
    with pytest.raises(RuntimeError, match="power cut"):
        stop_while_writing(target)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.txt"]


def folder_of(target, files, *, fails=False):
    with whole_folder(target) as temporary:
        for name in files:
            (temporary / name).write_text(name)
        if fails:
            raise RuntimeError("power cut")


def test_a_folder_is_replaced_as_a_whole(tmp_path):
    target = tmp_path / "made" / "base"
    folder_of(target, ["a", "b"])
    folder_of(target, ["b", "c"])
    assert sorted(path.name for path in target.iterdir()) == ["b", "c"]
    with pytest.raises(RuntimeError, match="power cut"):
        folder_of(target, ["d"], fails=True)
    assert sorted(path.name for path in target.iterdir()) == ["b", "c"]
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["base"]

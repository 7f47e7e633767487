from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file

from miles.engine.packed import FILE, FORMAT, digest, narrowed, packed, read, restored, unpacked, widened, write
from miles.post.error import MilesError

TENSORS = {
    "a.weight": np.arange(-32, 32, dtype=np.int8).reshape(2, 32),
    "a.weight.scale": np.array([[0x3F80], [0xC000]], dtype=np.uint16),  # 1 and -2
    "b.weight": np.arange(16, dtype=np.uint8)[None] * 17,  # both halves of byte j are j
    "b.weight.scale": np.array([[0x3F00]], dtype=np.uint16),  # 0.5
    "norm.weight": np.array([0.5, 2.5], dtype=np.float32),
}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write(tmp_path / FILE, TENSORS, "int4")
    tensors, kind = read(tmp_path / FILE)
    assert kind == "int4"
    assert tensors.keys() == TENSORS.keys()
    for name, values in TENSORS.items():
        assert tensors[name].dtype == values.dtype
        np.testing.assert_array_equal(tensors[name], values)


def test_the_same_weights_are_the_same_bytes(tmp_path: Path) -> None:
    tensors = {name: np.arange(8, dtype=np.float32) for name in ("b", "a", "c")}
    files = [tmp_path / str(k) for k in range(8)]
    for file in files:
        write(file, tensors, "fp32")
    assert len({file.read_bytes() for file in files}) == 1
    assert set(load_file(files[0])) == set(tensors)


def test_weights_are_whole_numbers_times_their_scale() -> None:
    found = restored(TENSORS)
    assert found.keys() == {"a.weight", "b.weight", "norm.weight"}
    np.testing.assert_array_equal(found["a.weight"], [np.arange(-32, 0), -2 * np.arange(32)])
    np.testing.assert_array_equal(found["b.weight"][0], (np.arange(32) // 2 - 8) / 2)
    np.testing.assert_array_equal(found["norm.weight"], [0.5, 2.5])
    assert {values.dtype for values in found.values()} == {np.dtype(np.float32)}


def test_the_even_column_lies_in_the_low_half() -> None:
    whole = np.array([[-8, 7, 0, -1]], dtype=np.int8)
    np.testing.assert_array_equal(packed(whole), [[0xF0, 0x78]])
    np.testing.assert_array_equal(unpacked(packed(whole)), whole)


@given(st.floats(-(2.0**100), 2.0**100, width=32, allow_subnormal=False))
def test_scales_are_the_nearest_of_sixteen_bits(value: float) -> None:
    [bits] = narrowed(np.array([value], dtype=np.float32))
    around = widened(np.clip([int(bits) - 1, bits, int(bits) + 1], 0, 0xFFFF).astype(np.uint16))
    assert abs(around[1] - value) == np.nanmin(np.abs(around.astype(float) - value))


@pytest.mark.parametrize(("value", "bits"), [(1 + 2**-8, 0x3F80), (1 + 3 * 2**-8, 0x3F82), (-1.0, 0xBF80), (0, 0)])
def test_of_two_nearest_scales_the_even_one(value: float, bits: int) -> None:
    assert narrowed(np.array([value], dtype=np.float32)).tolist() == [bits]


def test_one_bit_that_turned_is_noticed_wherever_it_is(tmp_path: Path) -> None:
    path = tmp_path / FILE
    write(path, TENSORS, "int4")
    whole = path.read_bytes()
    for place in range(len(whole)):
        turned = bytearray(whole)
        turned[place] ^= 1 << place % 8
        path.write_bytes(turned)
        with pytest.raises(MilesError, match="make it again: make quantize FORMS=native-int8"):
            read(path)


def test_a_file_that_was_cut_is_refused_wherever_it_ends(tmp_path: Path) -> None:
    path = tmp_path / FILE
    write(path, TENSORS, "int4")
    whole = path.read_bytes()
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        with pytest.raises(MilesError, match="cannot be read"):
            read(path)


def test_a_header_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    path, sealed = tmp_path / FILE, {"format": FORMAT, "kind": "int8", "sha256": digest({})}
    place = {"dtype": "U8", "shape": [4], "data_offsets": [0, 4]}
    for other in (
        *({"shape": shape} for shape in ([5], [3], [2**70], [-4, -1], None)),
        *({"data_offsets": places} for places in ([0, 5], [0, 2**70], [1, 4], [-4, 0], [0], "04", None)),
        *({"dtype": dtype} for dtype in ("F64", "U16", ["U8"])),
        {"more": 1},
    ):
        write_raw(path, json.dumps({"__metadata__": sealed, "a": place | other}), b"full")
        with pytest.raises(MilesError, match=r"cannot be read"):
            read(path)
    for header in ("[]", "[" * 100_000, "7", '{"a": 1}', '{"__metadata__": 1}', json.dumps({"__metadata__": sealed})):
        write_raw(path, header, b"full")
        with pytest.raises(MilesError, match=r"cannot be read|no file of the format"):
            read(path)
    write_raw(path, json.dumps({"__metadata__": sealed, "a": place}), b"full")
    with pytest.raises(MilesError, match=r"was changed"):
        read(path)
    sealed["sha256"] = sha256(b"afull").hexdigest()
    write_raw(path, json.dumps({"__metadata__": sealed, "a": place}), b"full")
    assert read(path)[0]["a"].tobytes() == b"full"
    write_raw(path, json.dumps({"__metadata__": sealed, "a": place}), b"fuller")
    with pytest.raises(MilesError, match=r"cannot be read"):
        read(path)


def write_raw(path: Path, header: str, values: bytes) -> None:
    """As safetensors lays it out: the header's length in eight bytes, the header, the values."""
    path.write_bytes(len(header).to_bytes(8, "little") + header.encode() + values)


def test_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / FILE
    with pytest.raises(MilesError, match=r"cannot be read[\s\S]*make quantize FORMS=native-int8"):
        read(path)
    good = {"format": "miles-native-1", "kind": "int8", "sha256": digest(TENSORS)}
    for told in (None, good | {"format": "miles-native-2"}, good | {"kind": "int2"}):
        save_file(TENSORS, path, told)
        with pytest.raises(MilesError, match="no file of the format miles-native-1"):
            read(path)
    path.write_text(json.dumps(good))
    with pytest.raises(MilesError, match="cannot be read"):
        read(path)
    save_file(TENSORS, path, good)
    assert read(path)[1] == "int8"


def test_the_digest_is_of_names_in_order_and_their_bytes() -> None:
    wanted = sha256(b"a\x02\x01b\x00\x00\x80?").hexdigest()
    tensors = {"b": np.array([1], dtype=np.float32), "a": np.array([0x0102], dtype=np.uint16)}
    assert digest(tensors) == wanted
    assert digest({name: values.astype(values.dtype.newbyteorder(">")) for name, values in tensors.items()}) == wanted

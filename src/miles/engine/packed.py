"""The one file that the native engine reads: how it is laid out, and whether it is whole; numpy alone is needed.

A weight lies under its Hugging Face name: norms and fp32 matrices as float32; int8 matrices (N, K) as they are, int4
ones as uint8 (N, K / 2) with column 2j in the low half of a byte and 2j + 1 in the high half. `<name>.scale` holds the
bits of a bfloat16 (N, K / 32): weight = scale * q in int8, scale * (q - 8) in int4. One file may hold matrices of
several kinds, told by their dtype; its own kind is what it was asked to be.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save

from miles.post.error import MilesError

FILE = "model.native.safetensors"
FORMAT = "miles-native-1"
KINDS = ("fp32", "int8", "int4")
GROUP = 32  # columns that share a scale
SCALE = ".scale"  # after the name of a matrix: its scales
DTYPES = {"F32": "<f4", "I8": "i1", "U8": "u1", "U16": "<u2"}  # what a safetensors file calls them

Tensors = Mapping[str, NDArray[np.generic]]


def write(path: Path, tensors: Tensors, kind: str) -> None:
    """The file, with the digest that `read` asks for; the same tensors give the same bytes."""
    known = {name: np.ascontiguousarray(values) for name, values in tensors.items()}
    raw = save(known, {"format": FORMAT, "kind": kind, "sha256": digest(known)})
    start = 8 + int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8:start])
    header["__metadata__"] = dict(sorted(header["__metadata__"].items()))  # the library writes them in any order
    path.write_bytes(raw[:8] + json.dumps(header, separators=(",", ":")).encode().ljust(start - 8) + raw[start:])


def read(path: Path) -> tuple[dict[str, NDArray[np.generic]], str]:
    """The tensors of a whole file, and its kind. They lie in one copy of the file, which nobody can change between the
    digest and the use.
    """
    again = "make it again: make quantize FORMS=native-int8"
    try:
        raw = np.fromfile(path, np.uint8)
        start = 8 + int.from_bytes(raw[:8].tobytes(), "little")
        header = json.loads(raw[8:start].tobytes())
        told = header.pop("__metadata__", None) or {}
        if told.get("format") != FORMAT or told.get("kind") not in KINDS:
            raise MilesError(f"{path} is no file of the format {FORMAT}", again)
        tensors = {name: _tensor(raw[start:], **place) for name, place in header.items()}
        if start + sum(values.nbytes for values in tensors.values()) != len(raw):
            raise ValueError("it is not as long as its header says")
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise MilesError(f"{path} cannot be read: {error}", again) from error
    if digest(tensors) != told.get("sha256"):
        raise MilesError(f"{path} was changed since it was written", again)
    return tensors, told["kind"]


def _tensor(
    values: NDArray[np.uint8], dtype: str, shape: Sequence[int], data_offsets: tuple[int, int]
) -> NDArray[np.generic]:
    first, last = data_offsets
    found: NDArray[np.generic] = values[first:last].view(DTYPES[dtype]).reshape(tuple(shape))
    if found.nbytes != last - first:
        raise ValueError("a tensor is not as long as its shape says")
    return found


def digest(tensors: Tensors) -> str:
    """Hexadecimal sha256 of names and little-endian values, in the order of names."""
    found = hashlib.sha256()
    for name in sorted(tensors):
        found.update(name.encode())
        values = tensors[name]
        found.update(np.ascontiguousarray(values, values.dtype.newbyteorder("<")).data)
    return found.hexdigest()


def restored(tensors: Tensors) -> dict[str, NDArray[np.float32]]:
    """Every weight as float32, under its name: what the packed ones stand for."""
    return {
        name: _matrix(values, tensors.get(name + SCALE)) for name, values in tensors.items() if not name.endswith(SCALE)
    }


def _matrix(values: NDArray[np.generic], scale: NDArray[np.generic] | None) -> NDArray[np.float32]:
    if scale is None:
        return values.astype(np.float32)
    whole = unpacked(values) if values.dtype == np.uint8 else values.astype(np.int8)
    groups = whole.reshape(*scale.shape, GROUP) * widened(scale.astype(np.uint16))[..., None]
    return groups.reshape(whole.shape)


def packed(whole: NDArray[np.int8]) -> NDArray[np.uint8]:
    """Numbers (N, K) from -8 to 7, two to a byte (N, K / 2)."""
    halves = (whole + 8).astype(np.uint8)
    joined: NDArray[np.uint8] = halves[:, ::2] | halves[:, 1::2] << np.uint8(4)
    return joined


def unpacked(values: NDArray[np.generic]) -> NDArray[np.int8]:
    """What `packed` was given."""
    pairs = values.astype(np.uint8)
    halves = np.stack([pairs & 15, pairs >> 4], axis=-1)  # (N, K / 2, 2)
    return halves.reshape(len(pairs), -1).astype(np.int8) - np.int8(8)


def narrowed(values: NDArray[np.float32]) -> NDArray[np.uint16]:
    """The bits of the nearest bfloat16, of two the even one."""
    bits = values.view(np.uint32)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(np.uint16)


def widened(bits: NDArray[np.uint16]) -> NDArray[np.float32]:
    """What the bits of a bfloat16 stand for."""
    return (bits.astype(np.uint32) << 16).view(np.float32)

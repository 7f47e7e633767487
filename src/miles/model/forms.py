"""The smaller forms of a voice by name, and what makes each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from miles.engine.gguf import missing
from miles.engine.native import built
from miles.model import export, gguf, native, quantize
from miles.post.error import MilesError

FORMS: Mapping[str, Callable[[Path, Path], None]] = {
    "onnx": partial(export.export, kind="fp32"),
    "onnx-int8": partial(export.export, kind="int8"),
    "native": partial(native.export, kind="fp32"),
    "native-int8": partial(native.export, kind="int8"),
    "native-int4": partial(native.export, kind="int4"),
    "bnb-int8": partial(quantize.export, kind="int8"),
    "bnb-nf4": partial(quantize.export, kind="nf4"),
    "gguf-q8_0": partial(gguf.export, kind="Q8_0"),
    "gguf-q4_0": partial(gguf.export, kind="Q4_0"),
}


def available(forms: Sequence[str]) -> list[str]:
    """Those that can be made here: names that are not known are refused, and what needs a library that is not there.

    Native forms are left out with one line where the engine was not built, unless nothing else is asked for.
    """
    unknown = [form for form in forms if form not in FORMS]
    if unknown or not forms:
        raise MilesError(f"forms={','.join(unknown) or '[]'} is not known", f"choose of: {', '.join(FORMS)}")
    if any(form.startswith("gguf") for form in forms):
        missing()
    others = [form for form in forms if not form.startswith("native")]
    if len(others) < len(forms):
        try:
            built()
        except MilesError as error:
            if not others:
                raise
            print(f"left out: {', '.join(form for form in forms if form not in others)}: {error}")
            return others
    return list(forms)

"""A voice's network -> ONNX with a key-value cache, in full precision or in eight bits, refused where it differs."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np

from miles.engine.onnx import FILE, OnnxEngine
from miles.model.eager import EagerEngine
from miles.model.encoder import traced
from miles.post.error import MilesError
from miles.post.whole import whole_folder

TOLERANCE = 1e-3  # largest difference of a logit between ONNX in full precision and torch
COPIED = ("config.json", "tokenizer.json")
FORMS = {"onnx": "fp32", "onnx-int8": "int8"}  # what a form is called -> its precision


def export(source: Path, target: Path, precision: str = "fp32") -> None:
    """Write model.onnx, config.json and tokenizer.json into `target`, whole or not at all.

    `source` is a folder in Hugging Face format. "int8" quantises the embedding, the weights of matrix products
    and, as it runs, their inputs; it is made from a full-precision export that equals torch.
    """
    from optimum.exporters.onnx import main_export
    from optimum.onnxruntime import ORTQuantizer
    from optimum.onnxruntime.configuration import AutoQuantizationConfig

    with whole_folder(target) as place:
        exact = place / "exact"
        with traced():
            main_export(
                str(source), output=exact, task="text-generation-with-past", do_validation=False, local_files_only=True
            )
        for name in COPIED:  # the exporter writes its own version of them
            shutil.copyfile(source / name, exact / name)
        _check(source, exact)
        if precision == "int8":
            settings = AutoQuantizationConfig.avx2(is_static=False, per_channel=True)
            ORTQuantizer.from_pretrained(exact, file_name=FILE).quantize(settings, save_dir=place / "small")
            (place / "small" / "model_quantized.onnx").rename(exact / FILE)
            shutil.rmtree(place / "small")
        for name in (FILE, *COPIED):
            (exact / name).rename(place / name)
        shutil.rmtree(exact)


def _check(source: Path, exact: Path) -> None:
    """Refuse an export that reads differently than torch does."""
    ours, theirs = EagerEngine.load(source), OnnxEngine.load(exact)
    rng = np.random.default_rng(0)
    width = min(64, ours.positions)
    ids = rng.integers(0, ours.vocabulary.size, (4, width))
    mask = np.ones_like(ids)
    apart = float(np.abs(ours.read(ids, mask) - theirs.read(ids, mask)).max())
    if not apart <= TOLERANCE:
        raise MilesError(
            f"the ONNX export of {source.name} differs from torch by {apart:.2g} in a logit (allowed: {TOLERANCE:g})",
            "use the voice as it is; another version of optimum may export it rightly",
        )

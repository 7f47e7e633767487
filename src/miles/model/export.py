"""A voice's network -> ONNX with a key-value cache, in full precision or in eight bits, refused where it differs."""

from __future__ import annotations

import shutil
from pathlib import Path

from miles.engine.onnx import FILE, OnnxEngine
from miles.model.eager import EagerEngine
from miles.model.encoder import traced
from miles.model.engines import check_alike
from miles.post.error import MilesError
from miles.post.whole import whole_folder

TOLERANCE = 1e-3  # largest difference of a logit between ONNX in full precision and torch
TASK = "text-generation-with-past"
COPIED = ("config.json", "tokenizer.json")


def export(source: Path, target: Path, kind: str = "fp32") -> None:
    """Write model.onnx, config.json and tokenizer.json into `target`, whole or not at all.

    `source` is a folder in Hugging Face format. "int8" quantises the embedding, the weights of matrix products
    and, as it runs, their inputs; it is made from a full-precision export that equals torch.
    """
    from optimum.exporters.onnx import main_export
    from optimum.onnxruntime import ORTQuantizer
    from optimum.onnxruntime.configuration import AutoQuantizationConfig

    with whole_folder(target) as place:
        exact = place / "exact"
        try:
            with traced():
                main_export(str(source), output=exact, task=TASK, do_validation=False, local_files_only=True)
        except ValueError as error:  # what it says of itself first; then come links
            told = str(error).split(". ")[0]
            raise MilesError(f"{source.name} cannot be exported to ONNX: {told}", "choose another form") from error
        for name in COPIED:  # the exporter writes its own version of them
            shutil.copyfile(source / name, exact / name)
        check_alike(EagerEngine.load(source), OnnxEngine.load(exact), TOLERANCE, "ONNX")
        if kind == "int8":
            settings = AutoQuantizationConfig.avx2(is_static=False, per_channel=True)
            ORTQuantizer.from_pretrained(exact, file_name=FILE).quantize(settings, save_dir=place / "small")
            (place / "small" / "model_quantized.onnx").rename(exact / FILE)
            shutil.rmtree(place / "small")
        for name in (FILE, *COPIED):
            (exact / name).rename(place / name)
        shutil.rmtree(exact)

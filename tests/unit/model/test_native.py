from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from miles.engine.packed import FILE, read, restored
from miles.engine.tokenizer import encode
from miles.model.checkpoint import load_checkpoint
from miles.model.eager import EagerEngine
from miles.model.engines import probe
from miles.model.native import export, pack, reference, rounded, written
from miles.post.error import MilesError
from tiny import make_base, make_voice

pytest.importorskip("miles.engine._native", reason="the native engine was not built: no C++17 compiler")


@pytest.fixture(scope="module", params=[True, False], ids=["qwen3", "llama"])
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_voice(tmp_path_factory.mktemp("voice") / "source", is_qk_norm=request.param)


def test_fewer_bits_are_smaller_and_read_nearly_the_same(source: Path, tmp_path: Path) -> None:
    logits, bits, sizes = [probe(EagerEngine.load(source))], [], []
    for kind in ("fp32", "int8", "int4"):
        export(source, tmp_path / kind, kind, texts=8)
        assert {path.name for path in (tmp_path / kind).iterdir()} == {FILE, "config.json", "tokenizer.json"}
        engine = reference(tmp_path / kind)
        prompt, post = (encode(engine.tokenizer, text) for text in ("<|bos|><|post|>", "Alts weak. " * 9 + "<|end|>"))
        logits.append(probe(engine))
        bits.append(-engine.score([(prompt, post)])[0].mean() / np.log(2))
        sizes.append((tmp_path / kind / FILE).stat().st_size)
    np.testing.assert_array_equal(logits[1], logits[0])
    apart = [float(np.abs(other - logits[0]).mean()) for other in logits[2:]]
    assert 0 < apart[0] < 0.2 * apart[1]
    assert abs(bits[1] - bits[0]) < 0.01
    assert abs(bits[2] - bits[0]) < 0.2
    assert sizes[0] > 3 * sizes[1] > 3.8 * sizes[2]


def test_the_file_holds_every_weight_once(source: Path, tmp_path: Path) -> None:
    export(source, tmp_path / "int4", "int4", texts=8)
    tensors, kind = read(tmp_path / "int4" / FILE)
    weights = dict(load_checkpoint(source)[0].named_parameters())  # of tied ones, the embedding
    assert kind == "int4"
    assert restored(tensors).keys() == weights.keys()
    for name, values in restored(tensors).items():
        assert values.shape == tuple(weights[name].shape)
        packed = np.int8 if "embed" in name else np.uint8
        assert tensors[name].dtype == (np.float32 if values.ndim == 1 else packed)
        own = weights[name].detach().numpy()
        assert np.linalg.norm(values - own) < 0.3 * np.linalg.norm(own)


def test_four_bits_are_rounded_by_what_the_voice_writes(source: Path) -> None:
    """Its own texts of other seeds are read more nearly as in full precision than after rounding to the nearest."""
    whole = EagerEngine.load(source)
    texts = written(whole, 24)
    fresh = np.array([text[:40] for text in texts[16:] if len(text) > 40])
    wanted = whole.read(fresh, np.ones_like(fresh))
    apart = []
    for own in ([], texts[:16]):
        network = EagerEngine.load(source).network
        pack(network, "int4", own)
        found = EagerEngine(network, whole.tokenizer).read(fresh, np.ones_like(fresh))
        apart.append(float(np.square(found - wanted).mean()))
    assert apart[1] < 0.8 * apart[0]


def test_a_packed_network_is_left_as_its_reference(source: Path, tmp_path: Path) -> None:
    export(source, tmp_path / "int4", "int4", texts=8)
    engine = EagerEngine.load(source)
    pack(engine.network, "int4", written(engine, 8))
    np.testing.assert_array_equal(probe(engine), probe(reference(tmp_path / "int4")))


def test_inputs_are_whole_numbers_times_a_scale_for_each_32() -> None:
    inputs = torch.zeros(2, 64)
    inputs[0, :3] = torch.tensor([127.0, 0.5, 1.5])  # steps of 1: of two nearest the even one
    inputs[0, 32:34] = torch.tensor([-254.0, 2.9])  # steps of 2
    wanted = torch.zeros(2, 64)
    wanted[0, :3] = torch.tensor([127.0, 0.0, 2.0])
    wanted[0, 32:34] = torch.tensor([-254.0, 2.0])
    torch.testing.assert_close(rounded(inputs), wanted, rtol=0, atol=0)


def test_the_reference_rounds_what_goes_into_each_product(source: Path, tmp_path: Path) -> None:
    export(source, tmp_path / "int8", "int8")
    network = reference(tmp_path / "int8").network
    inputs = torch.randn(3, 64, generator=torch.Generator().manual_seed(0))
    layer = network.model.layers[0].mlp.up_proj
    for product in (layer, network.lm_head):
        found, plain = product(inputs), inputs @ product.weight.T
        torch.testing.assert_close(found, rounded(inputs) @ product.weight.T)
        assert (found - plain).abs().max() > 1e-4


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ({"attention_bias": True}, "do not fit|biases"),
        ({"rope_scaling": {"rope_type": "linear", "factor": 2.0}, "rope_parameters": None}, "scaled positions"),
        ({"rope_scaling": {"type": "linear", "factor": 2.0}}, "scaled positions"),
        ({"use_sliding_window": True, "layer_types": None, "sliding_window": 16}, "sliding window"),
        ({"hidden_act": "gelu"}, "gelu in its layers"),
    ],
)
def test_what_the_engine_does_not_know_is_refused(
    source: Path, tmp_path: Path, field: dict[str, object], told: str
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    for path in source.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | field))
    with pytest.raises(MilesError, match=told):
        export(folder, tmp_path / "target", "int8")
    assert not (tmp_path / "target").exists()


def test_other_networks_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MilesError, match=r"a decoder is llama or qwen3"):
        export(make_base(tmp_path / "base", "qwen2"), tmp_path / "target", "int8")


def test_a_failed_export_leaves_what_was_there(tmp_path: Path) -> None:
    source = make_voice(tmp_path / "source")
    export(source, tmp_path / "target", "int8")
    before = (tmp_path / "target" / FILE).read_bytes()
    (source / "model.safetensors").write_bytes((source / "model.safetensors").read_bytes()[:1000])
    with pytest.raises(MilesError, match=r"cannot be read"):
        export(source, tmp_path / "target", "int4")
    assert (tmp_path / "target" / FILE).read_bytes() == before

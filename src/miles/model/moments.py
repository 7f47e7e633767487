"""What goes into the products of a network while it reads: their inputs' second moments, from the first to the last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

ALIKE = (  # in a layer, by its order: products that read the same
    ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
    ("self_attn.o_proj",),
    ("mlp.gate_proj", "mlp.up_proj"),
    ("mlp.down_proj",),
)


def moments(network: Any, texts: Sequence[Sequence[int]]) -> Iterator[tuple[list[str], NDArray[np.float32]]]:
    """Names of the weights that read the same inputs, and the sum (K, K) of these inputs' products with themselves.

    `network` is a Llama or a Qwen3. What is put into weights that were named is what those to come are fed with: a
    layer is read again for every name, and only it.
    """
    fed = [_first(network, ids) for ids in texts]
    for place, layer in enumerate(network.model.layers):
        for names in ALIKE:
            found = _sum(layer.get_submodule(names[0]), layer, fed)
            yield [f"model.layers.{place}.{name}.weight" for name in names], found
        with torch.inference_mode():
            fed = [((_hidden(layer(*args, **more)),), more) for args, more in fed]


def _first(network: Any, ids: Sequence[int]) -> tuple[Any, Any]:
    """What the first layer is called with for a text."""
    caught: list[tuple[Any, Any]] = []

    def catch(_: nn.Module, args: Any, more: Any) -> None:
        caught.append((args, more))

    handle = network.model.layers[0].register_forward_pre_hook(catch, with_kwargs=True)
    with torch.inference_mode():
        network.model(input_ids=torch.tensor([ids]), use_cache=False)
    handle.remove()
    return caught[0]


def _sum(product: nn.Module, layer: Callable[..., Any], fed: Sequence[tuple[Any, Any]]) -> NDArray[np.float32]:
    found: list[Tensor] = [torch.zeros(())]

    def add(_: nn.Module, args: Any) -> None:
        rows = args[0].flatten(0, -2)  # (T, K)
        found[0] = found[0] + rows.T @ rows

    handle = product.register_forward_pre_hook(add)
    with torch.inference_mode():
        for args, more in fed:
            layer(*args, **more)
    handle.remove()
    summed: NDArray[np.float32] = found[0].numpy()
    return summed


def _hidden(output: Any) -> Any:
    """A layer's answer by the version of transformers: the hidden states, or a tuple that begins with them."""
    return output[0] if isinstance(output, tuple) else output

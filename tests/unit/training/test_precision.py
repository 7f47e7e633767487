from __future__ import annotations

import time

import torch

from miles.training.precision import cpu_precision


def test_bfloat16_is_for_processors_that_multiply_it() -> None:
    assert cpu_precision({"avx512_bf16": True}) == "bf16-mixed"
    assert cpu_precision({"amx_bf16": True, "avx512_bf16": False}) == "bf16-mixed"
    assert cpu_precision({"avx2": True, "avx512_f": True, "avx512_bf16": False, "amx_bf16": False}) == "32-true"
    assert cpu_precision({}) == "32-true"


def test_the_choice_is_not_far_behind_the_other_on_this_machine() -> None:
    def seconds(dtype: torch.dtype) -> float:
        a, b = torch.ones(512, 256, dtype=dtype), torch.ones(256, 512, dtype=dtype)
        spent = []
        for _ in range(5):
            begun = time.perf_counter()
            a @ b
            spent.append(time.perf_counter() - begun)
        return min(spent)

    found = {"32-true": seconds(torch.float32), "bf16-mixed": seconds(torch.bfloat16)}
    assert found[cpu_precision()] < 3 * min(found.values())

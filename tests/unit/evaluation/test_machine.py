from __future__ import annotations

from pathlib import Path

from miles.evaluation.machine import machine


def test_a_machine_is_told_by_its_processor_cores_and_instructions(tmp_path: Path) -> None:
    told = tmp_path / "cpuinfo"
    told.write_text("processor: 0\nmodel name\t: Some CPU @ 3 GHz\nflags\t\t: sse fma avx2 avx512_vnni\n")
    assert machine(told).startswith("Some CPU @ 3 GHz, ")
    assert " cores, avx2 fma avx512_vnni, no avx_vnni, " in machine(told)
    told.write_text("Features\t: fp asimd asimddp i8mm\n")
    assert "cores, asimddp i8mm, " in machine(told)


def test_a_system_that_tells_nothing_has_a_line_all_the_same(tmp_path: Path) -> None:
    assert "instructions unknown" in machine(tmp_path / "nowhere")

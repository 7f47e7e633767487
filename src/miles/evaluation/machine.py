"""What a machine is, in one line: numbers of speed mean nothing without it."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path

FLAGS = ("avx2", "fma", "avx512f", "avx512_vnni", "avx_vnni", "amx_int8", "asimddp", "i8mm", "sve")
CPUINFO = Path("/proc/cpuinfo")


def machine(cpuinfo: Path = CPUINFO) -> str:
    """Processor, cores that this process may use, and which instructions for fast multiplication it has."""
    told = cpuinfo.read_text() if cpuinfo.is_file() else ""
    model = re.search(r"^model name\s*:\s*(.+)$", told, re.MULTILINE)
    flags = re.search(r"^(?:flags|Features)\s*:\s*(.+)$", told, re.MULTILINE)
    name = model[1].strip() if model else platform.processor() or platform.machine()
    found = set(flags[1].split()) if flags else set()
    has = [flag for flag in FLAGS if flag in found]
    lacks = [flag for flag in ("avx512_vnni", "avx_vnni") if flag not in found] if "avx2" in found else []
    told_flags = " ".join(has) + (f", no {' nor '.join(lacks)}" if lacks else "") if has else "instructions unknown"
    return f"{name}, {_cores()} cores, {told_flags}, {platform.system()} {platform.machine()}"


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

"""Builds the native engine (src/engine) with the package. Without a C++17 compiler it is left out, and `make install`
says so: everything else works, and ONNX Runtime writes. What is declared of the package stands in pyproject.toml."""

import os
import platform
from pathlib import Path

import nanobind
from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

AVX2 = ["-mavx2", "-mfma"]
AVX512 = [*AVX2, "-mavx512f", "-mavx512bw", "-mavx512vl", "-mavx512vnni"]
PATHS = {"plain": [], "avx2": AVX2, "avx512": AVX512} if platform.machine() in ("x86_64", "AMD64") else {"plain": []}
FLAGS = ["-std=c++17", "-O3", "-fvisibility=hidden", "-fno-strict-aliasing", "-Wno-maybe-uninitialized"]
FLAGS += os.environ.get("ENGINE_FLAGS", "").split()  # behind ours, and behind Python's: make engine-sanitize


class BuildEngine(build_ext):
    """One source file is compiled several times: with the instructions of each path. nanobind's lies outside."""

    def build_extension(self, ext: Extension) -> None:
        ext.extra_objects += self.compiler.compile(
            [str(nanobind_source / "nb_combined.cpp")], self.build_temp, include_dirs=ext.include_dirs,
            extra_postargs=["-fPIC", *FLAGS],
        )  # fmt: skip
        for name, flags in PATHS.items():
            place = str(Path(self.build_temp) / name)
            ext.extra_objects += self.compiler.compile(
                ["src/engine/kernels.cpp"], place, extra_postargs=["-fPIC", *FLAGS, *flags], depends=ext.depends
            )
        super().build_extension(ext)


nanobind_source = Path(nanobind.source_dir())
setup(
    ext_modules=[
        Extension(
            "miles.engine._native",
            [f"src/engine/{name}.cpp" for name in ("module", "network", "writing")],
            include_dirs=[nanobind.include_dir(), str(nanobind_source.parent / "ext" / "robin_map" / "include")],
            depends=[str(path) for path in Path("src/engine").glob("*.h")],
            extra_compile_args=FLAGS,
            language="c++",
            optional=True,
        )
    ],
    cmdclass={"build_ext": BuildEngine},
)

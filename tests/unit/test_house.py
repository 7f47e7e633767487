"""The house rules that a machine can hold: tree, imports, configs, names."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "miles"
CONFIGS = ROOT / "configs"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.name != "__init__.py" and "measures" not in path.parts)
FORBIDDEN_NAMES = re.compile(r"^(utils?|helpers?|common|manager|base|misc|new|v\d+|enhanced)$")
THIRD_PARTY = {"author", "trainer", "logger", "callbacks", "paths", "debug", "hydra", "experiment"}
VERBS = {path.stem for path in CONFIGS.glob("*.yaml")}


def test_a_property_is_true_or_false_however_busy_the_machine_is() -> None:
    assert settings().deadline is None
    assert HealthCheck.too_slow in settings().suppress_health_check


def test_init_files_are_empty() -> None:
    assert [path for path in SOURCE.rglob("__init__.py") if path.read_text().strip()] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_has_a_name_a_docstring_and_one_reason_to_exist(path: Path) -> None:
    assert not FORBIDDEN_NAMES.match(path.stem)
    tree = ast.parse(path.read_text())
    assert ast.get_docstring(tree), "says what it is in its first line"
    assert len(path.read_text().splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_public_things_have_docstrings(path: Path) -> None:
    tree = ast.parse(path.read_text())
    public = [node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_every_module_has_its_test(path: Path) -> None:
    inside = path.relative_to(SOURCE)
    if inside.parent.name == "pipelines" and inside.stem in VERBS:
        return  # pipelines run whole in tests/integration
    assert (ROOT / "tests" / "unit" / inside.parent / f"test_{inside.name}").is_file()


def test_only_yaml_reads_the_environment_and_the_settings_of_the_service() -> None:
    reading = [path for path in MODULES if re.search(r"os\.environ|os\.getenv", path.read_text())]
    assert reading == [SOURCE / "serving" / "settings.py"]


def test_a_config_lives_where_its_code_lives() -> None:
    wrong = []
    for path in CONFIGS.glob("*/**/*.yaml"):
        group = path.parent.relative_to(CONFIGS)
        target = (yaml.safe_load(path.read_text()) or {}).get("_target_")
        if group.parts[0] in THIRD_PARTY or target is None:
            continue
        module = ".".join(["miles", *group.parts, path.stem.partition("-")[0]])
        if target.rpartition(".")[0] != module:
            wrong.append((str(path.relative_to(ROOT)), target))
    assert wrong == []


def test_every_target_exists() -> None:
    for path in CONFIGS.rglob("*.yaml"):
        for target in re.findall(r"_target_: (miles\.\S+)", path.read_text()):
            module, _, name = target.rpartition(".")
            assert hasattr(import_module(module), name), f"{path}: {target}"


def test_every_verb_has_a_pipeline_a_config_and_a_line_of_help() -> None:
    from miles.cli import VERBS as TOLD
    from miles.pipelines.run import COMPOSITE

    pipelines = {path.stem for path in (SOURCE / "pipelines").glob("*.py")} - {"__init__", "run"}
    assert pipelines == VERBS
    assert {verb.replace("-", "_") for verb in TOLD} == pipelines | set(COMPOSITE)


def test_settings_in_configs_say_what_they_do() -> None:
    """Every plain number or word in a room's config carries a trailing comment."""
    silent = []
    for path in CONFIGS.glob("*/*.yaml"):
        if path.parent.name in THIRD_PARTY - {"trainer"}:
            continue
        for line in path.read_text().splitlines():
            if re.match(r"^\w+: [^$#\s]", line) and "#" not in line and not line.startswith("_"):
                key = line.partition(":")[0]
                if key not in {"accelerator", "enable_model_summary", "num_sanity_val_steps", "log_every_n_steps"}:
                    silent.append(f"{path.parent.name}/{path.name}: {line}")
    assert silent == []


def test_help_is_instant_and_imports_nothing_heavy() -> None:
    code = "import sys; from miles.cli import main; main(['--help']); print(sorted(m for m in sys.modules if m in "
    code += "('torch', 'transformers', 'hydra', 'pandas', 'sklearn', 'bentoml', 'numpy')))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip().endswith("[]")


def test_make_help_lists_every_target() -> None:
    targets = re.findall(r"^([a-z-]+):(?!=)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [target for target in targets if f"make {target} " not in told] == []

"""One run of one verb: its folder, its composed config, its lineage."""

from __future__ import annotations

import difflib
import json
import platform
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hydra import compose, initialize_config_dir
from hydra.errors import HydraException, InstantiationException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException
from yaml import YAMLError

from miles.post.error import MilesError
from miles.post.whole import write_json, write_text

CONFIGS = Path(__file__).resolve().parents[3] / "configs"
COMPOSITE = {
    "data": ("ingest", "prepare"),
    "train": ("ingest", "prepare", "finetune", "evaluate", "report", "analyse"),
}
# A composite verb judges the voice it has just made, not the best one.
WITHIN = {"evaluate": ("bundle=newest",)}
# Values that are a person's words or paths, never Hydra syntax: commas and quotes in them mean themselves.
VERBATIM = (
    "draft", "topic", "posts", "raw", "bundle", "runs", "resume", "texts", "goal", "voices", "ban", "a", "b", "why",
    "override", "verdict", "judge", "import_from", "export_to", "ratings",
)  # fmt: skip
_NAME = re.compile(r"[a-z0-9]([-._a-z0-9]*[a-z0-9])?")  # what BentoML takes as the name of a model


class Run:
    """A folder `runs/<time>-<author>-<verb>` that holds config, lineage, logs and results of one run."""

    def __init__(self, verb: str, cfg: DictConfig, folder: Path | None = None) -> None:
        self.verb = verb
        self.cfg = cfg
        self.started = time.monotonic()
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        self._resumed = folder
        self._folder = Path(cfg.paths.runs) / f"{stamp}-{cfg.author.name or 'any'}-{verb}"
        self.lineage: dict[str, Any] = {
            "verb": verb,
            "author": cfg.author.name,
            "synthetic": cfg.author.synthetic,
            "command": " ".join(["miles", *sys.argv[1:]]),
            "started_at": stamp,
            "code": code_version(),
            "python": platform.python_version(),
            "packages": {name: version(name) for name in ("torch", "transformers", "pytorch-lightning", "peft")},
        }

    @classmethod
    def resumed(cls, verb: str, folder: Path) -> Run:
        """The run that was killed in `folder`, with the config and the lineage it had."""
        lineage = folder / "lineage.json"
        if not lineage.is_file() or not (folder / "config.yaml").is_file():
            raise MilesError(f"{folder} is no run that can go on", f"give a folder of runs/ that `miles {verb}` made")
        run = cls(verb, DictConfig(OmegaConf.load(folder / "config.yaml")), folder)
        run.lineage = json.loads(lineage.read_text())
        if run.lineage["verb"] != verb:
            raise MilesError(f"{folder} is a run of {run.lineage['verb']}", f"give one of `miles {verb}`")
        return run

    @cached_property
    def folder(self) -> Path:
        """Made when first used, with the composed config in it: verbs that only print leave nothing."""
        if self._resumed:
            return self._resumed
        made = _new_folder(self._folder)
        write_text(made / "config.yaml", OmegaConf.to_yaml(self.cfg, resolve=True))
        return made

    def record(self, **facts: Any) -> None:
        """Add facts to lineage.json."""
        self.lineage |= facts
        write_json(self.folder / "lineage.json", self.lineage)

    def seconds(self) -> float:
        return round(time.monotonic() - self.started, 1)


def execute(verb: str, overrides: Sequence[str]) -> dict[str, Any]:
    """Run a verb, or the verbs of a composite one in order; returns what each returned."""
    composed = compose_all(verb, overrides)
    results: dict[str, Any] = {}
    for step, cfg in composed.items():
        pipeline = getattr(import_module(f"miles.pipelines.{step}"), step)
        try:
            run = _resumed(step, cfg, overrides) if cfg.get("resume") else Run(step, cfg)
            results[step] = pipeline(run.cfg, run)
        except InstantiationException as error:
            raise _cause(error) from error
    return results


def _resumed(step: str, cfg: DictConfig, overrides: Sequence[str]) -> Run:
    others = [item for item in overrides if not item.startswith("resume=")]
    if others:
        raise MilesError(f"a resumed run keeps its settings, but {others[0]} was given too", "give resume=... alone")
    return Run.resumed(step, Path(cfg.resume))


def _new_folder(wanted: Path) -> Path:
    """`wanted`, or `wanted`-2 and so on: two runs of a sweep may begin in the same second."""
    folder, k = wanted, 1
    while True:
        try:
            folder.mkdir(parents=True)
            return folder
        except FileExistsError:
            k += 1
            folder = wanted.with_name(f"{wanted.name}-{k}")


def compose_all(verb: str, overrides: Sequence[str], *, is_complete: bool = True) -> dict[str, DictConfig]:
    """The config of every step of `verb`; each override goes to the steps that know its first name.

    What has no value yet is refused, unless the config needs not be complete: to be looked at, not run.
    """
    steps = COMPOSITE.get(verb, (verb,))
    with initialize_config_dir(str(CONFIGS), version_base=None):
        if len(steps) == 1:
            return {verb: _compose(verb, overrides, is_complete=is_complete)}
        plain = {step: compose(step) for step in steps}
        names = {step: set(cfg) | {"hydra"} for step, cfg in plain.items()}
        for override in overrides:
            if not any(_root(override) in known for known in names.values()):
                raise _misspelt(override, verb, set().union(*names.values()))
        given = {
            step: [*WITHIN.get(step, ()), *(item for item in overrides if _root(item) in names[step])] for step in steps
        }
        return {step: _compose(step, words, is_complete=is_complete) for step, words in given.items()}


def _compose(step: str, overrides: Sequence[str], *, is_complete: bool) -> DictConfig:
    verbatim = dict(item.split("=", 1) for item in overrides if item.partition("=")[0] in VERBATIM)
    others = [item for item in overrides if item.partition("=")[0] not in VERBATIM]
    _refuse_unknown_choices(others)
    try:
        cfg = compose(step, others)
        _refuse_words_for_numbers(cfg, _usual(step, others), others)
        known = {str(name) for name in cfg}
        for key in verbatim:
            if key not in known:
                raise _misspelt(key, step, known)
        _set(cfg, verbatim)
        if not is_complete and _missing(cfg):
            return cfg  # what points at a missing value cannot be resolved
        _require(cfg, step)
        _name_the_author(cfg)
        OmegaConf.resolve(cfg)
        _require(cfg, step)  # what only points at a missing value is missing too
        _set(cfg, verbatim)  # again: resolving took the escapes away
    except YAMLError as error:
        raise MilesError(f"{step}: a file in {CONFIGS} is not YAML: {error}", "mend it at that line") from error
    except (HydraException, OmegaConfBaseException) as error:
        raise _explain(error, step, others) from error
    return cfg


def _refuse_unknown_choices(overrides: Sequence[str]) -> None:
    """Hydra passes over a misspelt choice of an optional group without a word."""
    for override in overrides:
        group, _, value = override.lstrip("+").partition("=")
        choices = sorted(file.stem for file in (CONFIGS / group).glob("*.yaml")) if "/" not in group else []
        for name in value.split(","):  # several in a sweep
            if choices and name not in choices:
                raise MilesError(f"{group}={name} is not known", f"choose one of: {', '.join(choices)}")


def _refuse_words_for_numbers(cfg: DictConfig, plain: DictConfig, overrides: Sequence[str]) -> None:
    """A setting whose default is a number or a truth value is checked here, not deep inside whatever uses it."""
    for override in overrides:
        key = override.lstrip("+~").partition("=")[0]
        usual, given = (OmegaConf.select(tree, key, throw_on_resolution_failure=False) for tree in (plain, cfg))
        if isinstance(usual, int | float) and isinstance(given, str):
            wanted = {bool: "neither true nor false", int: "no whole number"}.get(type(usual), "no number")
            raise MilesError(f"{key}={given} is {wanted}", f"write it as in {key}={str(usual).lower()}")


def _name_the_author(cfg: DictConfig) -> None:
    """Write the handle as X compares it, and refuse a name that the shelf would refuse once a voice is trained."""
    handle, name = (OmegaConf.select(cfg, f"author.{fact}") for fact in ("handle", "name"))
    if handle is not None:
        cfg.author.handle = str(handle).strip().removeprefix("@").lower()
        name = cfg.author.name
    if name is not None and not _NAME.fullmatch(str(name)):
        raise MilesError(
            f"author.name={name} cannot name a folder and a voice",
            'give one of small letters, digits and inner "-", "_" or ".": author.name=... '
            '(with make: SET="author.name=...")',
        )


def _set(cfg: DictConfig, words: Mapping[str, str]) -> None:
    """Put a person's words into `cfg` as they are: a `${` in them is no interpolation."""
    for key, value in words.items():
        OmegaConf.update(cfg, key, value.replace("${", "\\${"))


def _require(cfg: DictConfig, step: str) -> None:
    if missing := _missing(cfg):
        short = missing[0].rpartition(".")[2].upper()
        raise MilesError(
            f"{step} needs a value for: {', '.join(missing)}", f"give {missing[0]}=... (with make: {short}=...)"
        )


def _missing(cfg: DictConfig) -> list[str]:
    return sorted(_names(OmegaConf.to_container(cfg, resolve=False), wanted="???") - {"author.raw"})


def _root(override: str) -> str:
    return override.lstrip("+~").partition("=")[0].replace("@", ".").replace("/", ".").partition(".")[0]


def _explain(error: Exception, step: str, overrides: Sequence[str]) -> MilesError:
    """Hydra's message, with the nearest names that exist."""
    message = str(error).splitlines()[0]
    names = _names(OmegaConf.to_container(_usual(step, overrides), resolve=False))
    for override in overrides:
        key = override.lstrip("+~").partition("=")[0]
        if key in names or (CONFIGS / key).is_dir():
            continue
        if elsewhere := _choices_with(key):
            return MilesError(f"{step} has no {key} as it is composed", f"give {' or '.join(elsewhere)} too")
        close = [] if "/" in key else difflib.get_close_matches(key, names, n=3, cutoff=0.5)
        return MilesError(
            f"{step} has no setting {key!r}",
            f"did you mean {', '.join(close) or 'one of ' + ', '.join(sorted(names)[:8])}? "
            f"(`miles {step} --cfg` lists all)",
        )
    return MilesError(f"{step}: {message}", f"`miles {step} --cfg` shows every setting")


def _usual(step: str, overrides: Sequence[str]) -> DictConfig:
    """The config with the choices that were made, model=decoder among them, and no other change."""
    made = (item.partition("=") for item in overrides)
    return compose(step, [f"{group}={name}" for group, _, name in made if (CONFIGS / group / f"{name}.yaml").is_file()])


def _choices_with(key: str) -> list[str]:
    """The choices of a config group whose own file has this setting: model=decoder for model.layers."""
    group, _, name = key.partition(".")
    files = sorted((CONFIGS / group).glob("*.yaml")) if name else []
    trees = {file.stem: OmegaConf.to_container(OmegaConf.load(file), resolve=False) for file in files}
    return [f"{group}={choice}" for choice, tree in trees.items() if name in _names(tree)]


def _cause(error: BaseException) -> BaseException:
    """What our own constructor or the system said to the user, if Hydra wrapped it; else Hydra's error itself."""
    inner = error
    while inner.__cause__ and not isinstance(inner, MilesError | OSError):
        inner = inner.__cause__
    return inner if isinstance(inner, MilesError | OSError) else error


def _misspelt(override: str, verb: str, known: set[str]) -> MilesError:
    name = _root(override)
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.4) or sorted(known)
    return MilesError(f"{verb} has no setting {name!r}", f"did you mean {', '.join(close)}?")


def _names(tree: Any, prefix: str = "", wanted: Any = None) -> set[str]:
    """Dotted names of all settings, or of those whose value is `wanted`."""
    if not isinstance(tree, dict):
        return set()
    names = set()
    for key, value in tree.items():
        names |= {f"{prefix}{key}"} if wanted in (None, value) else set()
        names |= _names(value, f"{prefix}{key}.", wanted)
    return names


def code_version() -> str:
    """`git describe` of the checkout, with `-dirty` when files differ from the commit; "unknown" without git."""
    try:
        told = subprocess.run(
            ["git", "describe", "--always", "--dirty", "--abbrev=12"],  # noqa: S607
            cwd=CONFIGS, capture_output=True, text=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        return "unknown"
    return told.stdout.strip() or "unknown"


def show(verb: str, overrides: Sequence[str]) -> str:
    """The composed settings of a verb as YAML."""
    composed = compose_all(verb, overrides, is_complete=False)
    return "\n".join(f"# {step}\n{OmegaConf.to_yaml(cfg)}" for step, cfg in composed.items())


def sweep(verb: str, overrides: Sequence[str]) -> None:
    """Hydra's multirun: one run for each combination of comma-separated values.

    `hydra.main` would answer every error with a traceback and an exit, so what it calls is called here.
    """
    from hydra._internal.hydra import Hydra
    from hydra._internal.utils import create_config_search_path
    from hydra.core.global_hydra import GlobalHydra

    _refuse_unknown_choices(overrides)

    def job(cfg: DictConfig) -> None:
        _name_the_author(cfg)
        pipeline = getattr(import_module(f"miles.pipelines.{verb}"), verb)
        pipeline(cfg, Run(verb, cfg))

    hydra = Hydra.create_main_hydra2(task_name=verb, config_search_path=create_config_search_path(str(CONFIGS)))
    try:
        hydra.multirun(config_name=verb, task_function=job, overrides=list(overrides))
    except InstantiationException as error:
        raise _cause(error) from error
    except (HydraException, OmegaConfBaseException) as error:
        raise _explain(error, verb, overrides) from error
    finally:
        GlobalHydra.instance().clear()

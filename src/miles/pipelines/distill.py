"""voices or networks of local folders + pairs -> a smaller voice on the shelf that learnt from them

make distill TEACHER=best SET="paths.base=data/base/xs"
make distill TEACHER=best SET="model=decoder sequences=4"
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from omegaconf import DictConfig

from miles.model.engines import load_engine
from miles.model.teacher import Teacher
from miles.pipelines.finetune import finetune
from miles.pipelines.run import Run
from miles.post.draft import whole_number
from miles.post.error import MilesError
from miles.registry.bundle import Bundle
from miles.registry.shelf import Shelf
from miles.registry.voice import Voice
from miles.training.dictation import Dictation

MOST = 100  # posts written for each of the author's: more is no longer the author's voice


def distill(cfg: DictConfig, run: Run) -> Any:
    """Finetune a student of these teachers; its parent is the first voice of the shelf among them."""
    whole_number("sequences", cfg.sequences, 0, MOST)
    teachers = _teachers(cfg)
    voices = [each for each in teachers if isinstance(each, Bundle)]
    # So that a resumed run has the same ones.
    cfg.teachers = [str(each.path if isinstance(each, Bundle) else each) for each in teachers]
    cfg.product.parent = voices[0].name if voices else None
    if cfg.sequences:
        _by_sequences(cfg, run, teachers)
    else:
        _by_expectation(cfg, teachers)
    return finetune(cfg, run)


def _by_expectation(cfg: DictConfig, teachers: Sequence[Bundle | Path]) -> None:
    """The student learns what its teachers expect next, token by token."""
    folders = [_weights(each) for each in teachers]
    cfg.training.teachers = [dict(cfg.teacher, folder=str(folder)) for folder in folders]
    hashes = [Teacher(str(folder)).sha256 for folder in folders]
    cfg.product.teachers = [
        {"name": each.name, "weights": digest, "written": 0} for each, digest in zip(teachers, hashes, strict=True)
    ]


def _by_sequences(cfg: DictConfig, run: Run, teachers: Sequence[Bundle | Path]) -> None:
    """The student learns what its teachers have written, beside what the author has."""
    strangers = [str(each) for each in teachers if not isinstance(each, Bundle)]
    if strangers:
        raise MilesError(
            f"{strangers[0]} is no voice: it cannot write posts to learn from",
            "give a voice of the shelf, or sequences=0 to learn what a network of the same vocabulary expects",
        )
    if cfg.training.on_policy:
        raise MilesError(
            f"sequences={cfg.sequences} and training.on_policy={cfg.training.on_policy} do not go together",
            "set one of them to 0: either the teachers write, or they answer what the student writes",
        )
    cfg.training.teachers, cfg.training.share = [], 0.0
    run.record()
    weights, written = cfg.corpus.get("weights"), run.folder / "written"
    dictation = Dictation(Path(cfg.paths.processed), written, weights, cfg.sequences, cfg.seed)
    voices = [(each.name, partial(_voice, each)) for each in teachers if isinstance(each, Bundle)]
    cfg.product.teachers = [dictation.take(k, name, voice) for k, (name, voice) in enumerate(voices)]
    cfg.corpus.written = str(written)


def _teachers(cfg: DictConfig) -> list[Bundle | Path]:
    """Voices of the shelf, and local folders; who is named twice counts once."""
    given = [cfg.teachers] if isinstance(cfg.teachers, str) else cfg.teachers or []
    names = [name for part in given for name in str(part).split(",") if name]
    if not names:
        raise MilesError("teachers=[] is nobody to learn from", "give TEACHER=best")
    found = [_teacher(name, cfg) for name in names]
    return list({each.name if isinstance(each, Bundle) else str(each): each for each in found}.values())


def _teacher(name: str, cfg: DictConfig) -> Bundle | Path:
    """A name with a slash is a folder; one that holds a sealed voice is that voice."""
    folder = Path(name).resolve()
    if (folder / "bundle.json").is_file():
        return Bundle.open(folder)
    if "/" in name or (folder / "config.json").is_file():
        return folder
    return Shelf(cfg.paths.shelf).get(name, cfg.author.name)


def _voice(bundle: Bundle) -> Voice:
    return Voice.of(bundle, load_engine(bundle.path))


def _weights(teacher: Bundle | Path) -> Path:
    """The folder of a teacher's network."""
    if isinstance(teacher, Path):
        return teacher
    form, parent = (teacher.manifest.get(name) for name in ("form", "parent"))
    if form:
        raise MilesError(
            f"{teacher.name} is the form {form} of {parent}: it cannot say what it expects",
            f"give TEACHER={parent}, or let it write posts to learn from: sequences=4",
        )
    return teacher.path

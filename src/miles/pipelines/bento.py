"""the voice in production -> a Bento that holds it, what is known of its author, and the code that serves

make bento AUTHOR=milesdeutscher
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import yaml
from hydra.utils import instantiate
from omegaconf import DictConfig

from miles.engine.opened import open_engine
from miles.pipelines.run import CONFIGS, Run
from miles.post.error import MilesError
from miles.registry.packed import pack_shelf

SOURCE = CONFIGS.parent / "src" / "miles"
SHIPPED = CONFIGS.parent / "bento"
SERVING = (
    "post",
    "cleaning",
    "analysis",
    "abtest",
    "feedback",
    "engine",
    "registry",
    "store",
    "serving",
)  # rooms that go along
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc")


def bento(cfg: DictConfig, run: Run) -> str:  # noqa: ARG001
    """Its tag is miles:<hash of the voice>; one of the same voice is packed anew."""
    shelf = instantiate(cfg.shelf)
    voice = shelf.get("production", cfg.author.name)
    open_engine(voice.path)  # NeedsTorch says what to do
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        told = pack_shelf(shelf, voice, place / "bento" / "packed" / "shelf")
        for name, brought in cfg.brought.items():
            if Path(brought).is_dir():
                shutil.copytree(brought, place / "bento" / "packed" / name)
        pack_code(place)
        tag = f"miles:{voice.hash}"
        build(place, shelf.folder.resolve(), voice.hash)
    print(*(f"{kind:<11} {name}" for kind, name in told.items()), sep="\n")
    print(f"{tag}\n.venv/bin/bentoml serve {tag}")
    return tag


def pack_code(place: Path) -> None:
    """The service, the rooms it needs with the engine that was built here, and the versions that are installed here."""
    shutil.copy(SHIPPED / "service.py", place / "bento" / "service.py")
    for room in SERVING:
        shutil.copytree(SOURCE / room, place / "miles" / room, ignore=LEFT_OUT)
    shutil.copy(SOURCE / "__init__.py", place / "miles" / "__init__.py")
    told = yaml.safe_load((SHIPPED / "bentofile.yaml").read_text())
    told["python"]["packages"] = [f"{name}=={version(name.partition('[')[0])}" for name in told["python"]["packages"]]
    (place / "bentofile.yaml").write_text(yaml.safe_dump(told))


def build(place: Path, home: Path, hash_: str) -> None:
    """In a process of its own: there the service is imported, which knows nothing of training."""
    shutil.rmtree(home / "bentos" / "miles" / hash_, ignore_errors=True)
    built = subprocess.run(
        ["env", f"BENTOML_HOME={home}", f"PYTHONPATH={place}", sys.executable, "-m", "bentoml", "build",  # noqa: S607
         "--version", hash_, str(place)],
        cwd=place, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if built.returncode:
        raise MilesError(f"bentoml build failed: {built.stderr.strip()[-600:]}", "mend that, then run make bento again")

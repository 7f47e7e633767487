"""the serving voice -> a service on this machine; a form of the voice is made first where only torch could read it

make serve
"""

from __future__ import annotations

import os
import socket
import sys

from hydra.utils import instantiate
from omegaconf import DictConfig

from miles.engine.opened import NeedsTorch, open_engine
from miles.pipelines.run import CONFIGS, Run
from miles.post.draft import whole_number
from miles.post.error import MilesError
from miles.registry.bundle import Bundle
from miles.registry.shelf import Shelf

SERVICE = "bento.service:Miles"
FORMS = ("native-int8", "onnx")  # the first that can be made here serves
KEEP_ALIVE_S = 65  # longer than balancers keep an idle connection: they close it, and never find it closed


def serve(cfg: DictConfig, run: Run) -> None:
    """Becomes the server: what is printed and how it ends is the service's from then on."""
    host, port, shelf = str(cfg.host), whole_number("port", cfg.port, 1, 65_535), instantiate(cfg.shelf)
    refuse_taken(host, port)
    voice, form = servable(shelf, str(cfg.voice), cfg.author.name, run)
    address = f"http://{host}:{port}"
    print(f"{form or voice or 'no voice yet'}: {address}  {address}/docs", flush=True)
    told = [f"MILES_SHELF={shelf.folder.resolve()}", *([f"MILES_VOICE={form}"] if form else [])]
    bento = [sys.executable, "-m", "bentoml", "serve", SERVICE, "--working-dir", str(CONFIGS.parent)]
    place = ["--host", host, "--port", str(port), "--timeout-keep-alive", str(KEEP_ALIVE_S)]
    os.execvp("env", ["env", *told, *bento, *place])  # noqa: S606, S607


def refuse_taken(host: str, port: int) -> None:
    """MilesError where another process listens there already, or this one may not."""
    try:
        with socket.create_server((host, port)):
            return
    except OSError as error:
        raise MilesError(f"{host}:{port}: {os.strerror(error.errno or 0)}", f"give another: PORT={port + 1}") from None


def servable(shelf: Shelf, name: str, author: str | None, run: Run) -> tuple[str | None, str | None]:
    """The voice's name, None on an empty shelf; and, where a service cannot open it, its form's, made if need be."""
    if not shelf.entries():
        return None, None
    voice = shelf.get(name, author)
    try:
        open_engine(voice.path)
    except NeedsTorch:
        return voice.name, _form(shelf, voice, run).name
    return voice.name, None


def _form(shelf: Shelf, voice: Bundle, run: Run) -> Bundle:
    from miles.model.forms import available  # torch takes seconds, and a voice that serves as it is needs none
    from miles.pipelines.quantize import sealed_form

    wanted = available(FORMS)
    for entry in reversed(shelf.entries()):
        if entry.event == "shelved" and entry.facts.get("parent") == voice.name and entry.facts.get("form") in wanted:
            return shelf.get(entry.name)
    if voice.manifest.get("form"):
        raise MilesError(
            f"{voice.name} is a {voice.manifest['form']} that only torch reads", "promote another, or give MILES_VOICE="
        )
    print(f"{voice.name} is kept for torch: making its {wanted[0]} form, once", flush=True)
    return shelf.put(sealed_form(voice, wanted[0], run.folder / wanted[0]))

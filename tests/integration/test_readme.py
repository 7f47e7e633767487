"""What the README promises: its commands exist and compose, its tree and links are there, its numbers are explained."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from omegaconf import OmegaConf

from miles.cli import VERBS
from miles.evaluation.metric import METRICS
from miles.pipelines.run import compose_all
from miles.post.error import MilesError
from miles.serving.schemas import GenerateRequest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
PAGES = {name: (ROOT / name).read_text() for name in ("README.md", "CONTRIBUTING.md", "data/README.md")}
BLOCKS = re.findall(r"```bash\n(.*?)```", README, re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.strip()]
MAKES = [line for line in COMMANDS if line.startswith("make ")]
DIRECT = [line for line in COMMANDS if line.startswith(".venv/bin/miles ")]


def compose(call: str) -> None:
    """Raises when the verb is unknown or a setting of the call does not exist."""
    verb, *settings = shlex.split(call, comments=True)[1:]
    assert verb in VERBS
    swept = [re.sub(r",.*", "", item) for item in settings if item != "-m"] if "-m" in settings else settings
    for cfg in compose_all(verb.replace("-", "_"), [item for item in swept if item != "--cfg"]).values():
        assert OmegaConf.to_container(cfg, resolve=True)


def test_the_readme_leads_with_two_commands() -> None:
    assert [line.split("#")[0].strip() for line in BLOCKS[0].splitlines()] == ["make train", "make test"]


def test_every_command_is_make_miles_or_an_export() -> None:
    assert [line for line in COMMANDS if not line.startswith(("make ", ".venv/bin/miles ", "export "))] == []
    assert len(MAKES) > 10


def test_what_is_asked_of_the_service_is_a_request() -> None:
    [asked] = re.findall(r"```sh\ncurl .*?/api/v1/generate .*?-d '(.*?)'\n```", README, re.DOTALL)
    assert GenerateRequest.model_validate_json(asked).parts == 3


@pytest.mark.parametrize("command", MAKES)
def test_a_make_command_exists_and_its_settings_compose(command: str) -> None:
    dry = subprocess.run(
        ["make", "-n", *shlex.split(command, comments=True)[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert dry.returncode == 0, dry.stderr
    calls = [line for line in dry.stdout.splitlines() if line.startswith(".venv/bin/miles ")]
    assert calls or command.split()[1] not in {*VERBS, "sweep"}
    for call in calls:
        compose(call)


@pytest.mark.parametrize("command", DIRECT)
def test_a_direct_command_composes(command: str) -> None:
    compose(command)


@pytest.mark.parametrize("call", ["miles finetune model.layer=4", "miles finetun", "miles train author=nobody"])
def test_a_wrong_call_would_be_noticed(call: str) -> None:
    with pytest.raises((MilesError, AssertionError)):
        compose(call)


def test_the_tree_lists_every_room_and_nothing_else() -> None:
    tree = re.search(r"## Where things lie\n\n```\n(.*?)```", README, re.DOTALL)
    assert tree
    rooms = set(re.findall(r"^  (\w+)/", tree[1], re.MULTILINE))
    assert rooms == {path.parent.name for path in (ROOT / "src" / "miles").glob("*/__init__.py")}
    outer = {name.rstrip("/") for name in re.findall(r"^([a-z]\S+/)\s", tree[1], re.MULTILINE)}
    made = {"runs"}
    assert [name for name in outer - made if not (ROOT / name).is_dir()] == []


def test_every_number_on_the_first_screen_is_explained() -> None:
    assert [metric.label for metric in METRICS.values() if metric.is_main and f"| {metric.label}" not in README] == []
    wrong = re.findall(r"^\| ([^|↑↓]+?) ?([↑↓]?) \|", README, re.MULTILINE)
    arrows = {metric.label: metric.arrow for metric in METRICS.values()}
    assert [(label, arrow) for label, arrow in wrong if label in arrows and arrows[label] != arrow] == []


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere_and_no_path_is_of_one_machine(page: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", PAGES[page])
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []
    assert re.findall(r"(?<![\w.`])/(?:root|home|work|tmp|Users)/\S+", PAGES[page]) == []

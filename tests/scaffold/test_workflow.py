"""The workflows: what they run is what anybody runs, and they may do no more than they must."""

from __future__ import annotations

import os
import re
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml
from links import list_broken
from trees import read_tree
from wheels import make_environment

from sourceline.publish import marker
from sourceline.scaffold.making import REQUIREMENTS, WORKFLOW, make_site

ROOT = Path(__file__).resolve().parents[2]
OF_A_SITE = ROOT / "sourceline" / "scaffold" / "site" / WORKFLOW
WORKFLOWS = sorted([OF_A_SITE, *(ROOT / ".github" / "workflows").glob("*.yml")])
RELEASE = ROOT / ".github" / "workflows" / "release.yml"
PUBLISHING = [path for path in WORKFLOWS if path.name == "pages.yml"]


def read_workflow(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only


def list_steps(workflow: Any) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def name(path: Path) -> str:
    return "a site's" if path == OF_A_SITE else path.name


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_actions_are_pinned(path: Path) -> None:
    """Every action is one of GitHub's own, or the index's for a release, at a commit, with its version beside it; one
    action, one commit."""
    used = [step["uses"] for step in list_steps(read_workflow(path)) if "uses" in step]
    text = path.read_text(encoding="utf-8")
    pinned = re.findall(r"uses: ((?:actions|pypa)/[a-z-]+@[0-9a-f]{40}) # v\d+\.\d+\.\d+\n", text)
    assert used == pinned != []
    assert path == RELEASE or not [each for each in used if each.startswith("pypa/")]
    assert len({each.split("@")[0] for each in used}) == len(set(used))


def test_one_commit_for_each_action() -> None:
    """The workflows agree on the commit of every action."""
    used = {
        step["uses"]
        for path in WORKFLOWS
        for step in list_steps(read_workflow(path))
        if "uses" in step
    }
    assert len({each.split("@")[0] for each in used}) == len(used) == 8


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_permissions_are_least(path: Path) -> None:
    """A job may read the repository, or publish; none may both, and none has a secret or runs for a stranger's
    request with our rights."""
    workflow = read_workflow(path)
    granted = {job: settings["permissions"] for job, settings in workflow["jobs"].items()}
    reads, publishes = {"contents": "read"}, {"pages": "write", "id-token": "write"}
    wanted = {"build": reads, "publish": publishes} if path in PUBLISHING else {"check": reads}
    if path == RELEASE:
        wanted = {"build": reads, "publish": {"id-token": "write"}}
    assert (workflow["permissions"], granted) == ({}, wanted)
    others = {"push", "pull_request", "workflow_dispatch", "schedule"}
    assert set(workflow["on"]) <= ({"push"} if path == RELEASE else others)
    assert "secrets." not in path.read_text(encoding="utf-8")
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())
    fetched = [step["with"] for step in list_steps(workflow) if "checkout" in step.get("uses", "")]
    assert fetched == [{"persist-credentials": "false"}]


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_no_text_of_others_is_run(path: Path) -> None:
    """No command holds an expression, into which a title of somebody's request could be put."""
    assert [
        step["run"] for step in list_steps(read_workflow(path)) if "${{" in step.get("run", "")
    ] == []


@pytest.mark.parametrize("path", PUBLISHING, ids=name)
def test_only_the_default_branch_is_published(path: Path) -> None:
    """What is published was checked and built in the job before, and is of the default branch."""
    workflow = read_workflow(path)
    job = workflow["jobs"]["publish"]
    assert (job["needs"], job["if"]) == (
        "build",
        "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)",
    )
    names = [step["name"] for step in workflow["jobs"]["build"]["steps"]]
    assert names.index("Check") < names.index("Build") < names.index("Hand the site on")
    (check,) = [step for step in list_steps(workflow) if step["name"] == "Check"]
    assert check["run"].endswith(" check --strict")
    assert workflow["concurrency"]["cancel-in-progress"] == "false"


def test_a_release_is_a_tagged_commit() -> None:
    """Only a tag makes a release; what is published was checked and made in the job before, of the version that the
    tag names; and no password is asked for."""
    workflow = read_workflow(RELEASE)
    assert workflow["on"] == {"push": {"tags": ["v*"]}}
    job = workflow["jobs"]["publish"]
    assert (job["needs"], job["environment"]) == ("build", {"name": "release"})
    (publish,) = [step for step in job["steps"] if step["name"] == "Publish"]
    assert publish["with"] == {"packages-dir": "packages", "attestations": "true"}
    (same,) = [step["run"] for step in list_steps(workflow) if "tag is the version" in step["name"]]
    for tag, code in (("v0.1.0", 0), ("v0.1.1", 1), ("v0.1.0rc1", 1)):
        ended = subprocess.run(
            ["bash", "-c", same], cwd=ROOT, env={**os.environ, "GITHUB_REF_NAME": tag}, check=False
        )
        assert ended.returncode == code, tag


def test_own_commands_are_there() -> None:
    """What this repository's workflows run is there to be run."""
    runs = {
        path.name: [step["run"] for step in list_steps(read_workflow(path)) if "run" in step]
        for path in (ROOT / ".github" / "workflows").glob("*.yml")
    }
    assert runs.pop("release.yml")[1:4] == [".ci/run", "make audit", "make dist"]
    assert runs == {
        "audit.yml": ["make audit"],
        "ci.yml": [".ci/run"],
        "pages.yml": [
            "scripts/prepare.sh run",
            ".venv/bin/python build.py check --strict",
            "make site",
            "make docs && cp -r docs-site public/docs",
        ],
    }
    for file in (".ci/run", "scripts/prepare.sh", "scripts/make_release.sh"):
        assert os.access(ROOT / file, os.X_OK)


def test_commands_make_the_site(wheel: Path, tmp_path: Path) -> None:
    """The commands of a new site's workflow, in their order and in an environment of their own, end in a whole
    site; only what is installed is this tree's wheel, without a network."""
    site = tmp_path / "site"
    make_site(site, f"sourceline[names,images] @ {wheel.as_uri()}")
    programs = make_environment(tmp_path / "venv", "pip")
    workflow = read_workflow(site / WORKFLOW)
    commands = [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    clean = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PIP_"))
    }
    clean |= {"PATH": f"{programs}:{clean['PATH']}", "PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1"}
    for command in commands:
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", command],  # as GitHub runs it
            cwd=site,
            env={**clean, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    assert commands[0] == f"python -m pip install --requirement {REQUIREMENTS}"
    (upload,) = [step for step in list_steps(workflow) if "upload" in step.get("uses", "")]
    check_whole(site / upload["with"]["path"])


def check_whole(site: Path) -> None:
    """Every file is as its marker tells, every link within the site leads to one of them, and the example shows
    what it was written for."""
    tree = read_tree(site)
    told = marker.read_marker(site)
    assert told is not None
    assert told.complete
    assert told.files == {
        path: sha256(data).hexdigest() for path, data in tree.items() if path != marker.NAME
    }
    pages = {path: data.decode() for path, data in tree.items() if path.endswith(".html")}
    assert len(pages) > 20
    del pages["404.html"]  # its links count from the top of a domain
    broken = list_broken(pages, tree)
    assert [
        link for link in broken if link[1] != "#yundated"
    ] == []  # shown where there is such a place
    opening = pages["events/lantern-house-opening/index.html"]
    assert "3 May 2031" in opening
    assert "4 May 2031" in opening
    assert "about 1874" in pages["events/lantern-house-construction/index.html"]
    assert "The stairs were the hardest part" in pages["people/odile-marrow/index.html"]
    assert "2.4 million euros" in pages["organizations/lantern-house-trust/index.html"]

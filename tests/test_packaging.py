"""What is imported is declared, what is declared is locked, and no lock names an index."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _name(requirement: str) -> str:
    return re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def _declared() -> set[str]:
    return {_name(requirement) for requirement in _project()["project"]["dependencies"]}


def _locked(lock: str) -> set[str]:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return {_name(line) for line in lines if re.match(r"[a-zA-Z0-9]", line)}


def _imported() -> dict[str, Path]:
    """The packages outside the standard library that the program imports, and one file each."""
    found: dict[str, Path] = {}
    for file in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names = [node.module]
            for name in names:
                found.setdefault(name.partition(".")[0], file)
    ours = sys.stdlib_module_names | {"corrobora"}
    return {name: file for name, file in found.items() if name not in ours}


def test_what_is_imported_is_declared() -> None:
    distributions = packages_distributions()
    declared = _declared()
    undeclared = {
        name: file.relative_to(ROOT).as_posix()
        for name, file in _imported().items()
        if not {_name(one) for one in distributions.get(name, [])} & declared
    }
    assert undeclared == {}


def test_what_is_declared_is_locked() -> None:
    extra = {_name(one) for one in _project()["project"]["optional-dependencies"]["test"]}
    assert _declared() <= _locked("requirements.lock")
    assert _declared() | extra <= _locked("requirements-dev.lock")
    groups = _project()["dependency-groups"]
    assert {_name(one) for one in groups["build"]} <= _locked("requirements-build.lock")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index_and_hashes_everything(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index" not in text
    assert "find-links" not in text
    for entry in re.split(r"\n(?=[a-zA-Z0-9])", text)[1:]:
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_what_runs_is_what_is_tested() -> None:
    pins = re.compile(r"^([a-zA-Z0-9._-]+==[^ \\]+)", re.MULTILINE)
    runs = set(pins.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    tested = set(pins.findall((ROOT / "requirements-dev.lock").read_text(encoding="utf-8")))
    assert runs <= tested

"""Settings: the file, then the environment; the unknown and the impossible refused."""

from pathlib import Path

import pytest
from msgspec import structs

from corrobora.config import Settings, load_settings
from corrobora.errors import ConfigError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "corrobora.toml"


def test_without_a_file_the_defaults_hold(file: Path) -> None:
    assert load_settings(file, {}) == Settings()


def test_the_environment_outranks_the_file(file: Path) -> None:
    file.write_text('policy = "lowest"\njobs = 2\n')
    found = load_settings(file, {"CORROBORA_JOBS": "3"})
    assert found == structs.replace(Settings(), policy="lowest", jobs=3)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ('colour = "red"', "colour"),
        ('jobs = "many"', "jobs"),
        ("jobs = 0", "jobs"),
        ("min_confidence = 1.5", "min_confidence"),
        ("jobs =", "TOML"),
    ],
)
def test_what_cannot_be_is_told(file: Path, content: str, named: str) -> None:
    file.write_text(content)
    with pytest.raises(ConfigError, match=named):
        load_settings(file, {})


def test_a_wrong_variable_is_told() -> None:
    with pytest.raises(ConfigError, match="jobs"):
        load_settings(Path("nowhere.toml"), {"CORROBORA_JOBS": "many"})

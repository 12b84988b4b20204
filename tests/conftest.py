"""Fixtures that every room of the tests shares."""

from collections.abc import Callable
from typing import Any

import pytest

from corrobora.annotate.gazetteer import Gazetteer
from corrobora.annotate.parse import parse_one
from corrobora.annotate.tokens import Parsed
from corrobora.model import Document

pytest_plugins = ["tests.skips"]


@pytest.fixture(scope="session")
def parse_text() -> Callable[..., Parsed]:
    """A function from a text (and fields of Document) to the parsed document."""

    def parse(text: str, **fields: Any) -> Parsed:
        return parse_one(Document(text=text, **fields))

    return parse


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The gazetteer, built on the first run and kept in the user's cache folder."""
    return Gazetteer.open()

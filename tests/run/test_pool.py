"""A pool of processes: in order, over its own death, and never silent about a report."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from corrobora.model import Document, Refusal
from corrobora.pipeline import Coded
from corrobora.run.pool import Pool
from tests.run.corpus import FATAL, FAULTY, MORTAL, SHELLS, SLOW, incoming


def _documents(size: int) -> list[Document]:
    return [incoming(number).document for number in range(size)]


def test_documents_come_back_in_order() -> None:
    documents = _documents(100)
    read = list(Pool(SHELLS, 2)(documents))
    assert [item.document for item in read if isinstance(item, Coded)] == documents


def test_no_documents_are_no_work() -> None:
    assert list(Pool(SHELLS, 2)([])) == []


def test_the_report_that_kills_its_reader_is_refused_and_the_others_are_read() -> None:
    documents = _documents(60)
    documents.insert(20, Document(text=FATAL, name="fatal"))
    read = list(Pool(MORTAL, 2)(documents))
    assert len(read) == 61
    refused = [item for item in read if isinstance(item, Refusal)]
    assert [item.source for item in refused] == ["fatal"]
    assert read.index(refused[0]) == 20


def test_a_process_killed_from_outside_costs_nothing() -> None:
    documents = _documents(300)
    killed = False
    read: list[Coded | Refusal] = []
    for item in Pool(SLOW, 2)(documents):
        read.append(item)
        if not killed:
            for child in psutil.Process().children():
                if "spawn_main" in " ".join(child.cmdline()):
                    os.kill(child.pid, signal.SIGKILL)
                    killed = True
                    break
    assert killed
    assert [item.document for item in read if isinstance(item, Coded)] == documents


def test_a_fault_in_the_reader_is_shown() -> None:
    with pytest.raises(ZeroDivisionError):
        list(Pool(FAULTY, 2)(_documents(2)))


def test_the_processes_end_with_a_killed_parent(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.run.coder", str(tmp_path / "kept"), "3000", "2"]
    coder = subprocess.Popen(command)
    children: list[psutil.Process] = []
    try:
        parent = psutil.Process(coder.pid)
        deadline = time.monotonic() + 30
        while len(children) < 3 and time.monotonic() < deadline:
            children = parent.children()
            time.sleep(0.05)
    finally:
        coder.kill()
        coder.wait()
    assert children
    _, alive = psutil.wait_procs(children, timeout=10)
    assert alive == []

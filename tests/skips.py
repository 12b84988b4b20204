"""Skipped tests are counted out loud: the last line says how many and why.

With CI=true a skip is a failure: what a machine of ours cannot run, nobody has run.
"""

import os
import sys
from collections import Counter

import pytest


class Skips:
    """Counts the skips of one run by reason."""

    def __init__(self) -> None:
        self.reasons: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not hasattr(report, "wasxfail"):
            self._count(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._count(report)

    def _count(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.skipped and isinstance(report.longrepr, tuple):
            self.reasons[report.longrepr[2].removeprefix("Skipped: ")] += 1

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.reasons and _in_ci() and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_unconfigure(self) -> None:
        if not self.reasons:
            return
        each = "; ".join(f"{count} {reason}" for reason, count in self.reasons.most_common())
        failure = ", which is a failure with CI=true" if _in_ci() else ""
        sys.stdout.write(f"{self.reasons.total()} skipped{failure}: {each}\n")


def _in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"true", "1"}


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Skips(), "counted-skips")

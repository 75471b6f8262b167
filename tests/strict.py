"""What a test needs of the machine, said once: @pytest.mark.needs("chromium") or needs("redis-server").

Without it the test skips with one line. With CI=true nothing may be skipped: a skip is a failure there, so that a
machine that lacks something can't look green.
"""

import os
import shutil

import pytest

IN_CI = os.environ.get("CI", "").lower() == "true"


def pytest_configure(config: pytest.Config) -> None:
    """Declares the marker."""
    config.addinivalue_line("markers", "needs(program): skip where this program is not installed; fail in CI")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips a test whose program is not on this machine."""
    for marker in item.iter_markers("needs"):
        for program in marker.args:
            if shutil.which(program) is None:
                pytest.skip(f"{program} is not installed")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    """Turns a skipped test into a failed one in CI; an expected failure stays what it is."""
    report = yield
    return _strict(report, item.nodeid)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(collector: pytest.Collector):
    """The same for a module that skips as a whole."""
    report = yield
    return _strict(report, collector.nodeid)


def _strict(report, where: str):
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"{where} was skipped, which CI does not allow: {reason}"
    return report

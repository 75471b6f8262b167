"""A skipped test is one line on a machine that lacks something, and a failure in CI."""

import os
import subprocess
import sys

import pytest

from paritrana.launcher.places import ROOT

TESTS = """
import pytest

@pytest.mark.needs("no-such-program")
def test_with_a_program(): raise AssertionError("must not run")

@pytest.mark.needs("sh")
def test_with_a_shell(): pass

def test_that_skips_itself(): pytest.skip("not today")

@pytest.mark.xfail
def test_known_to_fail(): assert False
"""
SKIPPED_WHOLE = 'import pytest; pytest.skip("no module", allow_module_level=True)'


@pytest.fixture
def outcome(tmp_path):
    """Runs these tests in a process of their own; returns exit status and output."""
    (tmp_path / "test_parts.py").write_text(TESTS)
    (tmp_path / "test_whole.py").write_text(SKIPPED_WHOLE)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")

    def run(ci: str, name: str = "") -> tuple[int, str]:
        answer = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-rs",
                "-p",
                "tests.strict",
                "-p",
                "no:django",
                str(tmp_path / name),
            ],
            env={**os.environ, "CI": ci, "PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        return answer.returncode, answer.stdout

    return run


def test_at_home_a_skip_is_one_line(outcome):
    status, output = outcome("")
    assert status == 0
    assert "1 passed, 3 skipped, 1 xfailed" in output
    assert output.count("no-such-program is not installed") == 1


def test_in_ci_a_skipped_test_is_a_failed_one(outcome):
    status, output = outcome("true", "test_parts.py")
    assert status == 1
    assert "1 failed, 1 passed, 1 xfailed, 1 error" in output
    assert "was skipped, which CI does not allow: Skipped: not today" in output


def test_in_ci_a_module_that_skips_as_a_whole_is_an_error(outcome):
    status, output = outcome("true", "test_whole.py")
    assert status == 2
    assert "test_whole.py was skipped, which CI does not allow: Skipped: no module" in output

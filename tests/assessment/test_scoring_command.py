"""`python3 -m assessment.scoring`: bare interpreter, exit codes, and never a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.scoring import canonical, rank, read
from tests.factories.packs import example

ROOT = Path(__file__).parents[2]


def run(*arguments, **environment):
    """Run the command with no site packages, no user packages and an empty environment, at the root."""
    return subprocess.run(
        [sys.executable, "-S", "-s", "-m", "assessment.scoring", *map(str, arguments)],
        cwd=ROOT,
        env={"PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        check=False,
    )


def refused(done):
    assert done.returncode == 2
    assert done.stdout == b""
    lines = done.stderr.decode().splitlines()
    assert lines
    assert all(line.startswith("$") and ": " in line for line in lines)
    return lines


@pytest.fixture
def pack(tmp_path):
    path = tmp_path / "pack ñ.json"
    path.write_text(json.dumps(example()))
    return path


def test_a_pack_is_ranked_in_canonical_form_with_one_newline(pack):
    done = run(pack)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == canonical(rank(read(pack.read_bytes()))) + b"\n"


def test_the_encoding_of_the_terminal_does_not_matter(tmp_path):
    path = tmp_path / "pack.json"
    data = example()
    data["nominations"][2]["id"] = "ñ🏆"
    path.write_text(json.dumps({**data, "sheets": []}))
    done = run(path, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0
    assert "ñ🏆".encode() in done.stdout
    path.write_text(json.dumps({**data, "ñ\ud800": 1}))
    done = run(path, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert any("$.ñ\\ud800: " in line for line in refused(done))


def test_faults_are_listed_one_a_line(pack):
    data = example()
    data["format"], data["rules"]["bonus"] = "x", 1
    pack.write_text(json.dumps(data))
    assert [line.split(": ")[0] for line in refused(run(pack))] == ["$.format", "$.rules.bonus"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff", b"\xef\xbb\xbf{}", b"[" * 200_000, b"9" * 10_000, b"NaN", b'"\\ud800"', b'{"\\ud800":{"a":1,"a":1}}'],
)  # fmt: skip
def test_an_unreadable_pack_is_refused(tmp_path, content):
    path = tmp_path / "pack.json"
    path.write_bytes(content)
    refused(run(path))


def test_an_unreadable_file_is_refused(tmp_path):
    assert len(refused(run(tmp_path))) == 1
    assert len(refused(run(tmp_path / "missing.json"))) == 1
    assert len(refused(run(tmp_path / ("x" * 300)))) == 1
    assert len(refused(run(""))) == 1


@pytest.mark.parametrize("arguments", [[], ["a", "b"]])
def test_wrong_usage(arguments):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"usage: python3 -m assessment.scoring PACK.json\n"


def test_a_result_that_cannot_be_written_is_no_success(pack):
    command = f"'{sys.executable}' -S -s -m assessment.scoring '{pack}' > /dev/full"
    done = subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_closed_streams_give_no_traceback(pack):
    command = f"exec '{sys.executable}' -S -s -m assessment.scoring '{pack}' >&-"
    done = subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_nothing_but_the_standard_library_is_imported(pack):
    code = (
        "import sys, runpy; before = set(sys.modules); sys.argv[1:] = [sys.argv[1]]\n"
        "try: runpy.run_module('assessment.scoring', run_name='__main__')\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        "names = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "print(sorted(names - set(sys.stdlib_module_names)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(pack)], cwd=ROOT, capture_output=True, check=False, text=True
    )
    assert done.stderr == "['assessment']\n"


def test_the_package_assessment_imports_nothing():
    code = "import sys; before = set(sys.modules); import assessment; print(set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == b"{'assessment'}\n"

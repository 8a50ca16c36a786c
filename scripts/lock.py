"""Pin what pyproject.toml asks for: the requirements files with versions and hashes, no addresses."""

import subprocess
import sys

# the project itself, with what `make html` reads captures with
PROJECT = ["pyproject.toml", "--extra", "fundus", "--extra", "words", "--group", "build"]
LOCKS = (
    ("requirements.txt", PROJECT),
    ("requirements-node.txt", ["--group", "node"]),
    ("requirements-lock.txt", ["--group", "lock"]),
    ("requirements-test.txt", [*PROJECT, "--extra", "test", "-c", "requirements.txt"]),
    ("requirements-documents.txt", [*PROJECT, "--extra", "documents", "-c", "requirements.txt"]),
    ("requirements-docs.txt", [*PROJECT, "--extra", "docs", "-c", "requirements.txt"]),
    (
        "requirements-peers.txt",
        [*PROJECT, "--extra", "test", "--extra", "peers", "-c", "requirements-test.txt"],
    ),
)
COMPILE = [
    *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"),
    *("--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"),
]

for name, options in LOCKS:
    subprocess.run([*COMPILE, *options, "--output-file", name], check=True)

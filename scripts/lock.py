"""Pin what pyproject.toml asks for: three requirements files with versions and hashes, no addresses."""

import subprocess
import sys

LOCKS = (
    ("requirements.txt", []),
    ("requirements-test.txt", ["--extra", "test", "-c", "requirements.txt"]),
    ("requirements-peers.txt", ["--extra", "test", "--extra", "peers", "-c", "requirements-test.txt"]),
)
COMPILE = [
    *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet", "--universal"),
    *("--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"),
]

for name, options in LOCKS:
    subprocess.run([*COMPILE, *options, "--output-file", name], check=True)

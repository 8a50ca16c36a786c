"""Compiled templates, kept between builds: compiling a theme's takes as long as rendering a few hundred pages.

They lie in CACHE_PATH, in the folder of the output's page store. Safe to delete.
"""

import os
from contextlib import suppress
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from archive_engine.fingerprints import hash_parts
from archive_engine.output import hash_bytes

# A file is the digest of the bytecode and the bytecode: Python may crash on a damaged one, and does not look for
# damage. The digest has so many bytes.
_DIGEST_SIZE = 16


class CompiledTemplates(BytecodeCache):
    """The bytecode of templates, a file for each.

    `fingerprint` is that of the settings and the code of a site: Jinja works out constant expressions when it compiles,
    and its extensions change what it compiles. Files of another site or another source are written anew.
    """

    def __init__(self, folder: str, fingerprint: str) -> None:
        self.folder = Path(folder)
        self.fingerprint = fingerprint

    def get_source_checksum(self, source: str) -> str:
        """Return the hash of a template's source and the site's fingerprint."""
        return hash_parts(source, self.fingerprint).hex()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a bucket the bytecode that is kept for it, if that is whole."""
        with suppress(OSError):
            data = self._path(bucket).read_bytes()
            digest, bytecode = data[:_DIGEST_SIZE], data[_DIGEST_SIZE:]
            if digest == hash_bytes(bytecode):
                bucket.bytecode_from_string(bytecode)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a bucket's bytecode. Where that can't be written, the next build compiles the template again."""
        bytecode = bucket.bytecode_to_string()
        path = self._path(bucket)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(hash_bytes(bytecode) + bytecode)
            draft.replace(path)

    def _path(self, bucket: Bucket) -> Path:
        return self.folder / f"{bucket.key}.bytecode"

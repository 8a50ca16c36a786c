"""Compiled templates that commands share. Each has a cache of its own, for which it would compile the whole theme anew:
that is a third of a small build.
"""

from pathlib import Path

from jinja2.bccache import Bucket

from archive_engine.compiled_templates import CompiledTemplates


def share_compiled_templates(folder: Path) -> None:
    """Let this process and its forks take from `folder` what one of them has compiled for the same site and source.

    A command keeps it in its own cache, too, as if it had compiled it.
    """
    load, dump = CompiledTemplates.load_bytecode, CompiledTemplates.dump_bytecode

    def shared(own: CompiledTemplates) -> CompiledTemplates:
        return CompiledTemplates(str(folder / own.fingerprint), own.fingerprint)

    def load_shared(self: CompiledTemplates, bucket: Bucket) -> None:
        load(self, bucket)
        if bucket.code is None:
            load(shared(self), bucket)
            if bucket.code is not None:
                dump(self, bucket)

    def dump_shared(self: CompiledTemplates, bucket: Bucket) -> None:
        dump(self, bucket)
        dump(shared(self), bucket)

    CompiledTemplates.load_bytecode = load_shared  # type: ignore[method-assign]
    CompiledTemplates.dump_bytecode = dump_shared  # type: ignore[method-assign]

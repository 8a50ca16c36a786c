"""The bytes of a zip's members that are looked at beside the one that is read."""

import zipfile


def read_member(archive: zipfile.ZipFile, path: str, limit: int) -> bytes:
    """Return the first `limit` bytes of a member; none of one that is not there or can't be read."""
    info = archive.NameToInfo.get(path)
    if info is None:
        return b""
    try:
        with archive.open(info) as member:
            return member.read(limit)
    except Exception:  # noqa: BLE001 - zipfile raises many, and a member that can't be read tells nothing
        return b""

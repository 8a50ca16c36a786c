"""What plugins offer, planners, describers, a finisher and indexes: their names in the store, the fingerprint of their
code.
"""

from collections.abc import Container, Iterable

from archive_engine.fingerprints import code_fingerprint
from archive_engine.interface import Describer, Finisher, Grouper, Index, Planner, Settings

Part = Planner | Index | Finisher | Describer | Grouper


def name_part(part: Part) -> str:
    """Return the name under which the store keeps what an index asked for."""
    return f"{type(part).__module__}.{type(part).__qualname__}"


def site_code(settings: Settings, parts: Iterable[Part], left_out: Container[str] = ()) -> str:
    """Return the fingerprint of the code that makes a site: the engine's and the plugins', but for those left out."""
    parts = list(parts)
    plugins = [type(part).__module__.partition(".")[0] for part in parts]
    plugins += [name for name in settings["PLUGINS"] or () if isinstance(name, str) and name not in left_out]
    return code_fingerprint(plugins, [f"{name_part(part)} {part.version}" for part in parts])

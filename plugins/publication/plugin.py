"""The Pelican plugin: offers the planner, and tells templates the site's public URL."""

from typing import Any

from pelican import signals
from pelican.generators import Generator

from archive_engine.interface import FilePlan, ListsInMemory, offer, put_file, write_page
from publication.config import read_config
from publication.planner import PublicationPlanner


def offer_planner(pelican: Any) -> None:
    """Offer the planner to the engine; without a public URL nothing is offered, and pages name no file of it.

    Raises SystemExit with one line for a wrong setting.
    """
    settings = pelican.settings
    try:
        config = read_config(settings)
    except ValueError as error:
        raise SystemExit(f"publication: {error}") from None
    if config is not None and offer(pelican, PublicationPlanner(config)):
        settings["PUBLICATION_ROOT"] = config.root
        settings["PUBLICATION_FORMATS"] = [form._asdict() for form in config.formats]


class PublicationGenerator(Generator):
    """The generator of a whole build: writes all files, from the summaries that `archive_pages` has made there."""

    planned = True

    def generate_output(self, writer: Any) -> None:
        """Write the files of every list."""
        archive, config = self.context.get("archive"), read_config(self.settings)
        if archive is None or config is None or "PUBLICATION_ROOT" not in self.settings:
            return
        planner = PublicationPlanner(config)
        links = ListsInMemory(planner, archive.everything)
        for plan in (plan for key, own in links.lists.items() for plan in planner.linked_pages(key, own, links)):
            if isinstance(plan, FilePlan):
                put_file(writer, self.output_path, plan)
            else:
                write_page(self, writer, plan)


def list_generators(pelican: Any) -> type[Generator]:
    """Return the generator for Pelican to run."""
    return PublicationGenerator


def register() -> None:
    """Connect the plugin to Pelican, which calls this."""
    signals.initialized.connect(offer_planner)
    signals.get_generators.connect(list_generators)

"""The measure of threads: which slugs are one story, and that the slug is hidden from the rule."""

from archive_names.threads.marks import SLUG, mark_to_kind
from benchmarks.accuracy.threads import list_told, read_stories, score_threads

TEXT = "OSSEL - Halvor Ferries Ltd. and Osvell Mills Ltd. {} their piers in the harbour of Halverin on Monday.\n"


def write_stories(content, slug, days):
    for number, day in enumerate(days):
        url = f"https://news.example/{slug}-idHAL{number}"
        text = TEXT.format(("plan", "build", "open", "close")[number])
        content.joinpath(f"{slug}-{number}.md").write_text(
            f"Title: Piers {number}\nDate: {day}\nSlug: piers-{number}\nSource_url: {url}\n\n{text}", encoding="utf-8"
        )


def test_slugs_of_three_stories_in_two_months_are_told_stories_and_are_hidden(tmp_path):
    write_stories(tmp_path, "hal-piers", ["2024-05-02", "2024-05-03", "2024-05-06"])
    write_stories(tmp_path, "hal-year", ["2020-05-02", "2021-05-03", "2022-05-06"])
    write_stories(tmp_path, "hal-two", ["2018-05-02", "2018-05-03"])
    stories = list(read_stories(tmp_path))
    assert set(list_told(stories).values()) == {"hal-piers"}
    assert SLUG not in {mark_to_kind(mark) for story in stories for mark in story.marks}
    figures = score_threads(stories)
    assert (figures["stories"], figures["F1"], figures["threads"]) == (3, 1, 1)

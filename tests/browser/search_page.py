"""What the tests read of the search page."""

from playwright.sync_api import Page, expect


def wait_for_answer(page: Page) -> str:
    """Return what the page says of the number of results, once they are there with their sentences."""
    expect(page.locator(".results")).to_have_attribute("aria-busy", "false")
    expect(page.locator(".results .sentence[aria-busy]")).to_have_count(0)
    return page.inner_text(".search-status")


def titles(page: Page) -> list[str]:
    """Return the headlines of the results that are shown."""
    return page.locator(".results h2").all_inner_texts()


def filter_counts(page: Page, kind: str) -> dict[str, int]:
    """Return the values of a filter and their counts, as the page shows them."""
    group = page.locator(".filter-groups fieldset", has=page.locator("legend", has_text=kind))
    expect(group).to_be_visible()
    return {
        label.locator("span").inner_text(): int(label.locator("output").inner_text())
        for label in group.locator("label").all()
    }


def chips(page: Page) -> list[str]:
    """Return what the buttons say that remove a choice."""
    return page.locator(".search-chips button").all_inner_texts()

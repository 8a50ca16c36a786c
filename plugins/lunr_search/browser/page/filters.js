// @ts-check
"use strict";

// Whether there are filters to show, and where: beside the results on a wide screen, else behind a button. What they show comes behind
// the results, and its code with it (page/further.js).
// Needs: page/address.js page/bringing.js page/elements.js page/chips.js page/wording.js
(function (search) {
  const { page, wording } = search;
  const isWide = window.matchMedia("(min-width: 60rem)");
  /** @type {() => boolean} whether the page still shows the search that has the filters */
  let isShown = () => false;

  /** Shows the filters of the current search, where the reader sees them.
   * @param {{total: number, isPartial?: boolean, isEstimate?: boolean}} found @param {() => boolean} isCurrent whether the page still shows that search
   * @param {Promise<unknown>} [first] what has to be loaded before them */
  async function showFilters({ total, isPartial, isEstimate }, isCurrent, first) {
    isShown = isCurrent;
    const canNarrow = total > 1 || page.listChosen().length > 0;
    page.filtersButton.hidden = isWide.matches || !canNarrow;
    page.filters.hidden = !isWide.matches || !canNarrow;
    const { labelSheet, isSheetOpen, showCounts, offerCounts } = await page.bringFurther();
    if (isShown !== isCurrent) return;
    labelSheet(isEstimate ? wording.sayCount("aboutArticles", total) : wording.sayCount("showResults", total));
    await first;
    if (!isCurrent()) return;
    if (isSheetOpen() || (isWide.matches && canNarrow && !isPartial)) await showCounts();
    else if (isWide.matches && isPartial) offerCounts();
  }

  async function openFilters() {
    const { openSheet, isSheetOpen, showCounts } = await page.bringFurther();
    if (!isSheetOpen()) openSheet();
    await showCounts();
  }

  page.filtersButton.addEventListener("click", () => openFilters().catch(() => {}));
  isWide.addEventListener("change", () => page.change(() => {})); // shows the search again

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ isWide, areFiltersCurrent: () => isShown(), showFilters }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));

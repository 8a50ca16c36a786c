// @ts-check
"use strict";

// What the search page needs behind its first results: what its filters show, ways on, and the text of articles.
// Needs: page/articles.js page/counts.js page/sheet.js page/ways.js
(function (search) {
  const { page } = search;
  const { labelSheet, isSheetOpen, openSheet, readArticle, showCounts, offerCounts, showOffers, explainNothing, explainReversed } = page;

  const further = { labelSheet, isSheetOpen, openSheet, readArticle, showCounts, offerCounts, showOffers, explainNothing, explainReversed };

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ further }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));

// @ts-check
"use strict";

// Shows the results of the query in the URL: their number, the list, more of them, and what helps on.
// Needs: page/bringing.js page/elements.js page/address.js page/chips.js page/filters.js page/hints.js page/hits.js page/places.js page/wording.js
(function (search) {
  const { page, wording } = search;
  const { results, status } = page;
  const PAGE_SIZE = 10;
  const SHOWN_LETTERS = 80;
  const counted = page.element("span"); // in the status, before what else is said of the search
  let wasRebuilt = false;
  let turn = 0; // which search the page shows: what an earlier one finds comes too late
  let shownText = "";
  /** @type {SearchResults | null} what was found, where its total is an estimate */
  let estimated = null;

  document.addEventListener("archive-rebuilt", () => {
    wasRebuilt = true;
  });

  /** Shows the results of the query in the URL, as many as the history's entry says. */
  async function show() {
    turn += 1;
    const isCurrent = isCurrentAt(turn);
    const asked = page.readAddress();
    const { text, options } = asked;
    const place = page.readPlace();
    page.leavePlace();
    page.showChips();
    page.clearHints();
    // with another filter the earlier results stay until the new ones are there, so that the page does not jump
    if (text !== shownText) page.clearHits();
    results.setAttribute("aria-busy", "true");
    page.more.hidden = true;
    const isAsked = text.trim() || options.from || options.to || Object.keys(options.filters).length;
    status.textContent = isAsked ? wording.say("searching") : "";
    try {
      if (!isAsked) showNothing();
      else if (isReversed(options)) await showReversed(options, isCurrent);
      else await showFound(asked, Math.max(PAGE_SIZE, place.shown || 0), isCurrent);
    } catch (error) {
      if (isCurrent()) showError(error, text);
    }
    if (!isCurrent()) return;
    shownText = text;
    results.setAttribute("aria-busy", "false");
    page.returnToPlace(place);
  }

  /** Returns a function that says whether the page still shows a search. @param {number} mine */
  const isCurrentAt = (mine) => () => mine === turn;

  /** @param {Asked["options"]} options */
  const isReversed = ({ from, to }) => Boolean(from && to) && page.toDay(from, false) > page.toDay(to, true);

  function showNothing() {
    page.clearHits();
    page.showFilters({ total: 0 }, () => false).catch(() => {});
  }

  /** @param {Asked["options"]} options @param {() => boolean} isCurrent */
  async function showReversed({ from, to }, isCurrent) {
    showNothing();
    status.textContent = wording.say("reversed");
    const further = await page.bringFurther().catch(() => null);
    if (isCurrent()) further?.explainReversed(from, to);
  }

  /** @param {Asked} asked @param {number} limit @param {() => boolean} isCurrent */
  async function showFound({ text, options }, limit, isCurrent) {
    const found = await archiveSearch(text, { ...options, limit });
    if (!isCurrent()) return;
    announce(found, text);
    page.showNotes(found.notes);
    page.clearHits();
    page.offerWhole(found);
    const sentences = page.addHits(found.hits, isCurrent).catch(() => {});
    await fillUp(found, found.hits.length, Math.min(limit, PAGE_SIZE), isCurrent);
    const filters = page.showFilters(found, isCurrent, sentences).catch(() => {});
    const ways = showWays(found, { text, options }, isCurrent).catch(() => {});
    // the place on the page can be found again when all that takes room is there
    if (page.readPlace().top) await Promise.all([sentences, filters, ways]);
  }

  /** Shows ways on from the results. @param {SearchResults} found @param {Asked} asked @param {() => boolean} isCurrent */
  async function showWays(found, asked, isCurrent) {
    const { showOffers, explainNothing } = await page.bringFurther();
    showOffers(found, isCurrent);
    if (!found.total && isCurrent()) await explainNothing(asked, isCurrent);
  }

  /** Says how many were found. @param {SearchResults} found @param {string} text */
  function announce(found, text) {
    estimated = found.isEstimate ? found : null;
    counted.textContent = countToText(found, text);
    status.replaceChildren(counted);
    if (wasRebuilt) status.append(found.total ? ". " : " ", wording.say("rebuilt"));
    wasRebuilt = false;
  }

  /** @param {SearchResults} found @param {string} text */
  function countToText({ total, whole, isEstimate }, text) {
    if (text.length > SHOWN_LETTERS) text = `${text.slice(0, SHOWN_LETTERS)} …`;
    if (!total) return wording.say("nothing", text || wording.say("thisChoice"));
    const what = isEstimate ? wording.sayCount("aboutArticles", total) : wording.sayCount("articles", total);
    const said = text ? wording.say("found", what, text) : what;
    if (isEstimate || whole === total) return said;
    return said + (whole ? wording.say("wholeAndMore", wording.counts.format(whole), wording.counts.format(total - whole)) : wording.say("noneWhole"));
  }

  /** Replaces an estimated number by the counted one. @param {{total: number, whole: number}} found */
  function correctTotal(found) {
    if (!estimated) return;
    Object.assign(estimated, found, { isEstimate: false });
    counted.textContent = countToText(estimated, page.readAddress().text);
    page.offerWhole(estimated);
    estimated = null;
  }

  /** @param {any} error @param {string} text */
  function showError(error, text) {
    showNothing();
    status.replaceChildren(page.element("span", {}, error.message ? wording.translate(error.message) : wording.say("failed")));
    if (error.kind === "query" && error.end > error.start && error.end <= SHOWN_LETTERS) {
      status.append(" ", page.element("code", {}, ...page.markedText(text.slice(0, SHOWN_LETTERS), [[error.start, error.end]])));
    }
  }

  /** Loads more results until there are `wanted` items, since articles of one headline share an item.
   * @param {SearchResults} found @param {number} loaded @param {number} wanted @param {() => boolean} isCurrent */
  async function fillUp(found, loaded, wanted, isCurrent) {
    const { text, options } = page.readAddress();
    while (isCurrent() && results.children.length < wanted && loaded < found.total) {
      const next = await archiveSearch(text, { ...options, limit: PAGE_SIZE, offset: loaded });
      if (!isCurrent() || !next.hits.length) return;
      page.addHits(next.hits, isCurrent).catch(() => {});
      loaded += next.hits.length;
    }
    showMore(found, loaded, isCurrent);
  }

  /** @param {SearchResults} found @param {number} loaded @param {() => boolean} isCurrent */
  function showMore(found, loaded, isCurrent) {
    page.more.hidden = loaded >= found.total;
    page.moreButton.onclick = async () => {
      const shown = results.children.length;
      page.moreButton.disabled = true;
      try {
        await fillUp(found, loaded, shown + PAGE_SIZE, isCurrent);
      } catch (error) {
        if (isCurrent()) showError(error, "");
      } finally {
        page.moreButton.disabled = false;
      }
      if (!isCurrent()) return;
      results.children[shown]?.querySelector("a")?.focus();
    };
    page.keepPlace({ shown: loaded });
  }

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ show, correctTotal }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));

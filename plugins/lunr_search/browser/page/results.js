// @ts-check
"use strict";

// The list of results: their number, a sentence of each, and a correction where nothing was found.
// Needs: archive.js page/elements.js page/address.js page/filters.js
(function (search) {
  const { page } = search;
  const { element, markedText, results, status } = page;
  const PAGE_SIZE = 10;
  const SHOWN_LETTERS = 80;
  // As the other pages write days: 1 September 2022.
  const days = new Intl.DateTimeFormat(page.language.replace(/^en$/, "en-GB"), { dateStyle: "long", timeZone: "UTC" });
  let wasRebuilt = false;
  let turn = 0; // which search the page shows: what an earlier one finds comes too late

  document.addEventListener("archive-rebuilt", () => {
    wasRebuilt = true;
  });

  /** Shows the results of the query in the URL. */
  async function show() {
    turn += 1;
    const isCurrent = isCurrentAt(turn);
    const { text, options } = page.readAddress();
    results.replaceChildren();
    page.more.hidden = true;
    const isAsked = text.trim() || options.from || options.to || Object.keys(options.filters).length;
    if (!isAsked) {
      status.textContent = "";
      return;
    }
    status.textContent = "Searching …";
    try {
      const found = await archiveSearch(text, { ...options, limit: PAGE_SIZE });
      if (!isCurrent()) return;
      announce(found.total, text);
      addHits(found.hits, isCurrent);
      showMore(found, isCurrent);
      showNotes(found.notes);
      showOffers(found, isCurrent);
      if (page.filters.open) page.showFilters(isCurrent);
    } catch (error) {
      if (isCurrent()) showError(error, text);
    }
  }

  /** Returns a function that says whether the page still shows a search. @param {number} mine */
  const isCurrentAt = (mine) => () => mine === turn;

  /** @param {number} total @param {string} text */
  function announce(total, text) {
    if (text.length > SHOWN_LETTERS) text = `${text.slice(0, SHOWN_LETTERS)} …`;
    const what = total === 1 ? "1 article" : `${page.counts.format(total)} articles`;
    status.textContent = total ? (text ? `${what} for ${text}` : what) : `Nothing found for ${text || "this choice"}.`;
    if (wasRebuilt) status.append(total ? ". " : " ", "The archive was rebuilt meanwhile and has been loaded anew.");
    wasRebuilt = false;
  }

  /** @param {any} error @param {string} text */
  function showError(error, text) {
    status.replaceChildren(element("span", {}, error.message || "The search failed."));
    if (error.kind === "query" && error.end > error.start && error.end <= SHOWN_LETTERS) {
      status.append(" ", element("code", {}, ...markedText(text.slice(0, SHOWN_LETTERS), [[error.start, error.end]])));
    }
  }

  /** @param {SearchResults} found @param {() => boolean} isCurrent */
  function showMore(found, isCurrent) {
    const shown = results.children.length;
    page.more.hidden = shown >= found.total;
    page.moreButton.onclick = async () => {
      page.moreButton.disabled = true;
      const { text, options } = page.readAddress();
      const next = await archiveSearch(text, { ...options, limit: PAGE_SIZE, offset: shown });
      page.moreButton.disabled = false;
      if (!isCurrent()) return;
      addHits(next.hits, isCurrent);
      showMore(next, isCurrent);
      results.children[shown]?.querySelector("a")?.focus();
    };
  }

  /** @param {Hit[]} hits @param {() => boolean} isCurrent */
  function addHits(hits, isCurrent) {
    const items = hits.map((hit) => {
      const address = new URL(hit.url);
      if (hit.terms.length) address.hash = `marks=${hit.terms.map(encodeURIComponent).join("+")}`;
      const link = element("a", { href: address.href }, hit.title);
      const where = [days.format(new Date(`${hit.date}T00:00:00Z`)), hit.section].filter(Boolean).join(" · ");
      return element(
        "li",
        hit.picture ? { class: "pictured" } : {},
        element("h2", { dir: "auto" }, link),
        element("p", { class: "where" }, element("time", { datetime: hit.date }, where)),
        element("p", { class: "sentence", dir: "auto" }),
        ...(hit.picture ? [thumbnail(hit.picture, address.href)] : []),
      );
    });
    results.append(...items);
    markTitles(hits, items);
    items.forEach((item, i) => showSentence(hits[i], item, isCurrent));
  }

  /** A result's picture, which leads where its headline leads. @param {string} picture @param {string} address */
  function thumbnail(picture, address) {
    const image = element("img", { src: picture, alt: "", width: "144", height: "96", loading: "lazy", decoding: "async" });
    return element("a", { class: "thumbnail", href: address, tabindex: "-1", "aria-hidden": "true" }, image);
  }

  /** @param {Hit[]} hits @param {HTMLElement[]} items */
  async function markTitles(hits, items) {
    const terms = Array.from(new Set(hits.flatMap((hit) => hit.terms)));
    const marks = await search.callEngine("marks", hits.map((hit) => hit.title), terms);
    items.forEach((item, i) => item.querySelector("a")?.replaceChildren(...markedText(hits[i].title, marks[i])));
  }

  /** Shows a hit's sentence: over HTTP from the article itself, from disk from its lede.
   * @param {Hit} hit @param {HTMLElement} item @param {() => boolean} isCurrent */
  async function showSentence(hit, item, isCurrent) {
    const text = location.protocol === "file:" ? null : await fetchText(hit.url);
    if (!isCurrent()) return;
    const [sentence] = await search.callEngine("sentences", [{ number: hit.number, text, terms: hit.terms }]);
    item.querySelector(".sentence")?.replaceChildren(...markedText(sentence.text, sentence.marks));
  }

  /** Returns a block's text as one line; cells of a table's row are separated as in the index. @param {Element} block @returns {string} */
  function blockText(block) {
    const parts = block instanceof HTMLTableRowElement ? Array.from(block.cells) : [block];
    return parts.map((part) => (part.textContent || "").replace(/\s+/g, " ").trim()).join(" | ");
  }

  /** Returns the text of an article's page, or null. @param {string} address @returns {Promise<string | null>} */
  async function fetchText(address) {
    try {
      const response = await fetch(address);
      if (!response.ok) return null;
      const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
      const blocks = parsed.querySelectorAll("article .lede, article .text :is(p, li, h2, h3, tr, figcaption):not([data-nosnippet])");
      return Array.from(blocks, blockText).join("\n") || null;
    } catch {
      return null;
    }
  }

  /** @param {Note[]} notes */
  function showNotes(notes) {
    for (const { message } of notes) status.append(" ", message);
  }

  /** @param {SearchResults} found @param {() => boolean} isCurrent */
  async function showOffers(found, isCurrent) {
    const offers = await found.offers().catch(() => []);
    if (!isCurrent()) return;
    for (const { query } of offers) {
      const button = element("button", { type: "button" }, query);
      button.addEventListener("click", () => {
        page.field.value = query;
        page.submit();
      });
      status.append(" Did you mean ", button, "?");
    }
  }

  /** Shows the filters of the search that the page shows now. */
  const refreshFilters = () => page.showFilters(isCurrentAt(turn));

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ show, refreshFilters }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));

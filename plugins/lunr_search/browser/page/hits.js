// @ts-check
"use strict";

// The items of the list of results: headline, day, section, picture, and the sentence with the found words. Articles with one
// headline share an item where they are at most VERSION_DAYS apart.
// Needs: archive.js page/bringing.js page/elements.js page/days.js page/wording.js
(function (search) {
  const { page, wording } = search;
  const { element, markedText, results } = page;
  const DAY_MS = 86_400_000;
  // In the Reuters sample 110 of 119 pairs of one headline on different days so near share half of their text, and 16 of 59 that
  // are further apart: the others are another day's factbox or list.
  const VERSION_DAYS = 3;
  /** @typedef {{date: string, element: HTMLElement}} Item */
  /** @type {Map<string, Item[]>} the items of each headline */
  const items = new Map();

  /** Removes all items. */
  function clearHits() {
    items.clear();
    results.replaceChildren();
  }

  /** Adds hits to the list; returns a promise that is kept when their sentences are there.
   * @param {Hit[]} hits @param {() => boolean} isCurrent whether the page still shows their search */
  async function addHits(hits, isCurrent) {
    /** @type {[Hit, HTMLElement][]} */
    const added = [];
    for (const hit of hits) {
      const key = hit.title.replace(/\s+/g, " ").trim().toLowerCase();
      const others = items.get(key) || [];
      const first = others.find(({ date }) => Math.abs(Date.parse(date) - Date.parse(hit.date)) <= VERSION_DAYS * DAY_MS);
      if (first) {
        addSame(first, hit);
        continue;
      }
      const item = makeItem(hit);
      items.set(key, [...others, { date: hit.date, element: item }]);
      results.append(item);
      added.push([hit, item]);
    }
    const sentences = showSentences(added, isCurrent).finally(() => added.forEach(([, item]) => endWaiting(item)));
    await Promise.all([markTitles(added), sentences]);
  }

  /** Returns a hit's URL, with the words to mark in the article. @param {Hit} hit */
  function hitAddress(hit) {
    const address = new URL(hit.url);
    if (hit.terms.length) address.hash = `marks=${hit.terms.map(encodeURIComponent).join("+")}`;
    return address.href;
  }

  /** @param {Hit} hit */
  function makeItem(hit) {
    const address = hitAddress(hit);
    const where = [dayOf(hit), hit.section].filter(Boolean).join(" · ");
    return element(
      "li",
      hit.picture ? { class: "pictured" } : {},
      element("h2", { dir: "auto" }, element("a", { href: address }, hit.title)),
      element("p", { class: "where" }, element("time", { datetime: hit.date }, where)),
      element("p", { class: "sentence", dir: "auto", "aria-busy": "true" }),
      ...(hit.picture ? [thumbnail(hit.picture, address)] : []),
    );
  }

  /** Returns a hit's day, in words. @param {Hit} hit */
  function dayOf({ date, isSavedDate }) {
    const day = page.dayText(date);
    return isSavedDate ? wording.say("savedOn", day) : day;
  }

  /** Adds an article to the item of another with its headline. @param {Item} first @param {Hit} hit */
  function addSame(first, hit) {
    let folded = first.element.querySelector("details");
    if (!folded) {
      folded = /** @type {HTMLDetailsElement} */ (element("details", { class: "same" }, element("summary"), element("ul")));
      first.element.append(folded);
    }
    const [summary, list] = Array.from(folded.children);
    const link = element("a", { href: hitAddress(hit), dir: "auto" }, wording.say("sameNumber", hit.title, wording.counts.format(list.children.length + 2)));
    const day = hit.date === first.date ? [] : [" · ", element("time", { datetime: hit.date }, dayOf(hit))];
    list.append(element("li", {}, link, ...day));
    summary.textContent = wording.sayCount("same", list.children.length);
  }

  /** A result's picture, which leads where its headline leads. @param {string} picture @param {string} address */
  function thumbnail(picture, address) {
    const image = element("img", { src: picture, alt: "", width: "144", height: "96", loading: "lazy", decoding: "async" });
    return element("a", { class: "thumbnail", href: address, tabindex: "-1", "aria-hidden": "true" }, image);
  }

  /** @param {[Hit, HTMLElement][]} added */
  async function markTitles(added) {
    const terms = Array.from(new Set(added.flatMap(([hit]) => hit.terms)));
    const marks = await search.callEngine("marks", added.map(([hit]) => hit.title), terms);
    added.forEach(([hit, item], i) => item.querySelector("a")?.replaceChildren(...markedText(hit.title, marks[i])));
  }

  /** Shows the hits' sentences from their excerpts; where a word stands in the rest of an article, from the article itself.
   * @param {[Hit, HTMLElement][]} added @param {() => boolean} isCurrent */
  async function showSentences(added, isCurrent) {
    const sentences = await askSentences(added.map(([hit]) => ({ ...hit, text: null })));
    await Promise.all(
      added.map(async ([hit, item], i) => {
        let sentence = sentences[i];
        const text = sentence.isElsewhere && isCurrent() ? await readText(hit.url) : null;
        if (text) [sentence] = await askSentences([{ ...hit, text }]);
        if (isCurrent()) item.querySelector(".sentence")?.replaceChildren(...markedText(sentence.text, sentence.marks));
        endWaiting(item);
      }),
    );
  }

  /** Says that an item has its sentence, or gets none. @param {HTMLElement} item */
  const endWaiting = (item) => item.querySelector(".sentence")?.removeAttribute("aria-busy");

  /** @param {SentenceRequest[]} requests @returns {Promise<Sentence[]>} */
  const askSentences = (requests) =>
    search.callEngine("sentences", requests.map(({ number, text, terms, isInBody }) => ({ number, text, terms, isInBody })));

  /** Returns the text of an article's page, or null. @param {string} address @returns {Promise<string | null>} */
  const readText = (address) => page.bringFurther().then(({ readArticle }) => readArticle(address)).catch(() => null);

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ clearHits, addHits }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));

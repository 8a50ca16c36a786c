// @ts-check
"use strict";

// Ways on behind the results: other spellings, and where nothing was found, why and what else there is.
// Needs: archive.js page/elements.js page/address.js page/chips.js page/hints.js page/wording.js
(function (search) {
  const { page, wording } = search;
  const { element } = page;

  /** Searches for another query, with the same period and filters. @param {string} query */
  const ask = (query) => page.change((asked) => page.setValue(asked, "q", query));

  /** Offers other spellings. @param {SearchResults} found @param {() => boolean} isCurrent */
  async function showOffers(found, isCurrent) {
    const offers = await found.offers().catch(() => []);
    if (!isCurrent()) return;
    const buttons = (/** @type {Offer[]} */ some) =>
      some.flatMap(({ query }, i) => [i ? ` ${wording.say("or")} ` : " ", page.button(query, () => ask(query), { dir: "auto" })]);
    const spellings = offers.filter(({ kind }) => kind === "spelling");
    const scripts = offers.filter(({ kind }) => kind === "script");
    const line = element("span", { class: "offers" });
    if (spellings.length) line.append(" ", wording.say("didYouMean"), ...buttons(spellings), wording.say("questionMark"));
    if (scripts.length) line.append(" ", wording.say("alsoWritten"), ...buttons(scripts));
    if (!offers.length) return;
    page.endSentence();
    page.status.append(line);
  }

  /** Says why nothing was found, and leads to what there is. @param {Asked} asked @param {() => boolean} isCurrent */
  async function explainNothing({ text, options }, isCurrent) {
    page.ways.hidden = false;
    const { missing, unfiltered, some } = await search.callEngine("explain", text);
    if (!isCurrent()) return;
    const isNarrowed = Boolean(options.from || options.to || options.all || Object.keys(options.filters).length);
    if (missing.length) page.addHint(wording.sayCount("missing", missing.length, missing.map((/** @type {string} */ word) => wording.say("quoted", word)).join(", ")));
    else if (text.trim() && some && !unfiltered) page.addHint(wording.say("apart"));
    if (isNarrowed && unfiltered) page.addHint(page.button(wording.say("withoutFilters", wording.sayCount("articles", unfiltered)), page.removeAll));
    const words = text.replace(/(^|\s)\+/g, "$1").replace(/"/g, " ").replace(/\s+/g, " ").trim();
    if (!unfiltered && some && words !== text.trim()) page.addHint(page.button(wording.say("withSome", wording.sayCount("articles", some)), () => ask(words)));
  }

  /** Says that the period ends before it begins. @param {string} from @param {string} to */
  function explainReversed(from, to) {
    page.ways.hidden = false;
    const swap = () =>
      page.change((asked) => {
        asked.set("from", to);
        asked.set("to", from);
      });
    page.addHint(page.button(wording.say("swap"), swap));
  }

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ showOffers, explainNothing, explainReversed }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));

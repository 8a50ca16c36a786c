// @ts-check
"use strict";

// What helps a reader on: how the query was read, other spellings, and where nothing was found, why and what else there is.
// Needs: archive.js page/elements.js page/address.js page/chips.js page/wording.js
(function (search) {
  const { page, wording } = search;
  const { element } = page;

  /** Removes all hints. */
  function clearHints() {
    page.hints.replaceChildren();
    page.ways.hidden = true;
  }

  /** Adds a paragraph. @param {(Node | string)[]} children */
  const add = (...children) => page.hints.append(element("p", {}, ...children));

  /** Searches for another query, with the same period and filters. @param {string} query */
  const ask = (query) => page.change((asked) => page.setValue(asked, "q", query));

  /** Leads to the articles with all the words. @param {SearchResults} found */
  function offerWhole({ total, whole }) {
    if (whole && whole < total) add(page.button(wording.say("onlyWhole"), () => page.change((asked) => asked.set("all", "1"))));
  }

  /** Ends the sentence of the status, so that another can follow. */
  function endSentence() {
    if (!/[.!?]$/.test(page.status.textContent || "")) page.status.append(".");
  }

  /** Says how the query was read. @param {Note[]} notes */
  function showNotes(notes) {
    for (const { message } of notes) {
      endSentence();
      page.status.append(" ", wording.translate(message));
    }
  }

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
    endSentence();
    page.status.append(line);
  }

  /** Says why nothing was found, and leads to what there is. @param {Asked} asked @param {() => boolean} isCurrent */
  async function explainNothing({ text, options }, isCurrent) {
    page.ways.hidden = false;
    const { missing, unfiltered, some } = await search.callEngine("explain", text);
    if (!isCurrent()) return;
    const isNarrowed = Boolean(options.from || options.to || options.all || Object.keys(options.filters).length);
    if (missing.length) add(wording.sayCount("missing", missing.length, missing.map((/** @type {string} */ word) => wording.say("quoted", word)).join(", ")));
    else if (text.trim() && some && !unfiltered) add(wording.say("apart"));
    if (isNarrowed && unfiltered) add(page.button(wording.say("withoutFilters", wording.sayCount("articles", unfiltered)), page.removeAll));
    const words = text.replace(/(^|\s)\+/g, "$1").replace(/"/g, " ").replace(/\s+/g, " ").trim();
    if (!unfiltered && some && words !== text.trim()) add(page.button(wording.say("withSome", wording.sayCount("articles", some)), () => ask(words)));
  }

  /** Says that the period ends before it begins. @param {string} from @param {string} to */
  function explainReversed(from, to) {
    page.ways.hidden = false;
    const swap = () =>
      page.change((asked) => {
        asked.set("from", to);
        asked.set("to", from);
      });
    add(page.button(wording.say("swap"), swap));
  }

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ clearHints, showNotes, offerWhole, showOffers, explainNothing, explainReversed }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));

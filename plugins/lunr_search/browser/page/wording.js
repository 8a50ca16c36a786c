// @ts-check
"use strict";

// The words that the search page's own code says. The build puts them before this code, in the language of the pages
// (lunr_search/wording.py). The words of the page's template are the theme's.
(function (search) {
  const { language, pages, phrases, sentences } = search.pageWords;
  const plurals = new Intl.PluralRules(language);
  // digits and calendar are those of the archive's other pages, whatever is usual in the language
  const locale = `${pages.replace(/^en\b.*/, "en-GB")}-u-ca-gregory-nu-latn`;
  const counts = new Intl.NumberFormat(locale);

  /** Returns a text with its gaps filled in: `{}` by one part after another, `{1}` by the second part. @param {string} text @param {string[]} parts */
  function fill(text, parts) {
    let next = 0;
    return text.replace(/\{(\d*)\}/g, (_, number) => parts[number ? Number(number) : next++] ?? "");
  }

  /** Returns a phrase of the page with its parts filled in. @param {string} key @param {string[]} parts */
  const say = (key, ...parts) => fill(/** @type {string} */ (phrases[key]), parts);

  /** Returns a phrase in the form that a number asks for, with the number filled in; or with `text` in its place.
   * @param {string} key @param {number} number @param {string} [text] */
  function sayCount(key, number, text = counts.format(number)) {
    const forms = /** @type {Forms} */ (phrases[key]);
    return fill(forms[plurals.select(number)] || forms.other || "", [text]);
  }

  /** Returns a sentence of the engine in the page's language; in English where it has no words for it. @param {string} sentence */
  function translate(sentence) {
    for (const [english, other] of Object.entries(sentences)) {
      const pattern = english.split("{}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("(.*)");
      const found = new RegExp(`^${pattern}$`, "s").exec(sentence);
      if (found) return fill(other, found.slice(1).map((part) => part.replace(/“([^”]*)”/g, (_, word) => say("quoted", word))));
    }
    return sentence;
  }

  search.wording = { language: pages, locale, counts, say, sayCount, translate };
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));

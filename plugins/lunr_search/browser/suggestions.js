// @ts-check
"use strict";

// Suggestions while the reader types.
// Needs: scripts.js tokens.js words.js
(function (search) {
  const MAX_NAMES = 5;
  const MAX_SUGGESTION_FILES = 4;

  /** Returns the words of a text in lower case and without accents. @param {string} text @returns {string[]} */
  function plainWords(text) {
    const plain = text.normalize("NFD").replace(/\p{M}/gu, "");
    return search.textToWords(plain);
  }

  /** Returns tags, authors and headlines that match what has been typed so far; its last word may be incomplete.
   * @param {Engine} engine @param {string} text @returns {Promise<{kind: string, name: string, url: string}[]>} */
  async function suggest(engine, text) {
    const manifest = await engine.files.open();
    const typed = plainWords(text);
    if (!typed.length) return [];
    const last = typed[typed.length - 1];
    const [keys] = await engine.files.load("names");
    const key = Array.from(last).slice(0, 2).join("");
    const names = keys.includes(key) ? (await engine.files.load(`n/${search.keyToName(key)}`))[0] : [];
    const fitting = names
      .filter((/** @type {string[]} */ [, name]) => {
        const words = plainWords(name);
        return typed.every((word) => words.some((/** @type {string} */ each) => each.startsWith(word)));
      })
      .slice(0, MAX_NAMES)
      .map((/** @type {string[]} */ [kind, name, url]) => ({ kind, name, url }));
    await engine.files.needLanguages(text, manifest.languages);
    const words = search.textToWords(text);
    const end = words.pop() || "";
    if (end.length < 3 || (await engine.files.findShards(end)).length > MAX_SUGGESTION_FILES) return fitting;
    const escape = (/** @type {string} */ word) => word.replace(/[~^:*+\\-]/g, "\\$&");
    const query = [...words.filter((word) => !search.isStopWord(word, manifest.languages)).map((word) => `+title:${escape(word)}`), `+title:${escape(end)}*`].join(" ");
    const { hits } = await engine.search(query, { sort: "date", limit: MAX_NAMES });
    return fitting.concat(hits.map(({ title, url }) => ({ kind: "article", name: title, url })));
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ suggest }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));

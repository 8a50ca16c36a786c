// @ts-check
"use strict";

// Marks the found words in an article that was opened from the search, and scrolls to the first. Does nothing, and loads
// nothing, where the URL has no `#marks=`.
(function (search) {
  const found = /[#&]marks=([^&]+)/.exec(location.hash);
  if (!found) return;
  const { src, dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const terms = found[1].split("+").map((term) => {
    try {
      return decodeURIComponent(term);
    } catch {
      return term;
    }
  });

  /** Loads archive.js, with the engine in this page instead of a worker. @returns {Promise<void>} */
  function loadSearch() {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("archive.js", src).href;
      Object.assign(script.dataset, dataset, { thread: "page" });
      script.addEventListener("load", () => resolve());
      script.addEventListener("error", () => reject(new Error("no search")));
      document.head.append(script);
    });
  }

  async function markWords() {
    await loadSearch();
    const holders = Array.from(document.querySelectorAll("article h1, article .lede, article .text"));
    const texts = holders.flatMap((holder) => {
      const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
      return nodes;
    });
    const all = await search.callEngine("marks", texts.map((text) => text.data), terms);
    texts.forEach((text, i) => {
      // from the last to the first, so that the indexes of earlier marks stay valid
      for (const [start, end] of all[i].reverse()) {
        const word = text.splitText(start);
        word.splitText(end - start);
        const mark = document.createElement("mark");
        word.replaceWith(mark);
        mark.append(word);
      }
    });
    document.querySelector("article mark")?.scrollIntoView({ block: "center" });
  }

  // start.js loads this script when the page is complete; where the search's files are missing, nothing is marked
  markWords().catch(() => {});
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));

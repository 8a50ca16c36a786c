// @ts-check
"use strict";

// Reads the articles whose found words stand behind their excerpts.
// Needs: article_text.js page/elements.js
(function (search) {
  const { page } = search;
  const { element } = page;
  const FRAME_PATIENCE_MS = 8000;

  /** Returns the text of an article's page, or null. @param {string} address @returns {Promise<string | null>} */
  const readArticle = (address) => (location.protocol === "file:" ? frameText(address) : fetchText(address));

  /** @param {string} address @returns {Promise<string | null>} */
  async function fetchText(address) {
    try {
      const response = await fetch(address);
      if (!response.ok) return null;
      return search.articleText(new DOMParser().parseFromString(await response.text(), "text/html"));
    } catch {
      return null;
    }
  }

  /** Returns the text of an article on disk, which no page may read: the article opens in a hidden frame, and its own script sends
   * its text. @param {string} address @returns {Promise<string | null>} */
  function frameText(address) {
    return new Promise((resolve) => {
      const frame = /** @type {HTMLIFrameElement} */ (element("iframe", { src: `${address}#send-text`, hidden: "", tabindex: "-1", title: "" }));
      /** @param {string | null} text */
      const finish = (text) => {
        clearTimeout(patience);
        removeEventListener("message", receive);
        frame.remove();
        resolve(text);
      };
      /** @param {MessageEvent} event */
      const receive = (event) => {
        if (event.source === frame.contentWindow && event.data && typeof event.data.articleText === "string") finish(event.data.articleText || null);
      };
      const patience = setTimeout(finish, FRAME_PATIENCE_MS, null);
      addEventListener("message", receive);
      document.body.append(frame);
    });
  }

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ readArticle }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));

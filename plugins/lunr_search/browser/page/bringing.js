// @ts-check
"use strict";

// Brings the code that the page needs behind its first results (page/further.js).
// Needs: archive.js page/elements.js
(function (search) {
  const { page } = search;
  /** @type {Promise<FurtherPage> | null} */
  let further = null;

  /** Loads page_further.js, once; returns what it has. @returns {Promise<FurtherPage>} */
  function bringFurther() {
    if (!further) {
      further = search.loadCode(["page_further"]).then(() => page.further);
      further.catch(() => (further = null));
    }
    return further;
  }

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ bringFurther }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));

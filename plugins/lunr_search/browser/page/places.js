// @ts-check
"use strict";

// Where the reader was: how many results were shown, how far the page was scrolled, which result was opened. The history's entry
// keeps it, so that Back from an article leads to the same place.
// Needs: page/elements.js
(function (search) {
  const { page } = search;
  const PAUSE_MS = 150;
  let pause = 0;
  let isReady = false;

  /** Returns what the history's entry keeps. @returns {Place} */
  const readPlace = () => (typeof history.state === "object" && history.state) || {};

  /** Keeps some of the place. @param {Place} part */
  function keepPlace(part) {
    if (isReady) history.replaceState({ ...readPlace(), ...part }, "");
  }

  /** Says that the results are being replaced: until `returnToPlace`, scrolling is not the reader's. */
  function leavePlace() {
    clearTimeout(pause);
    isReady = false;
  }

  /** Scrolls to where the reader was, and puts the focus on the result that was opened. @param {Place} place */
  function returnToPlace({ top, opened }) {
    isReady = true;
    if (top === undefined) return;
    const links = /** @type {HTMLAnchorElement[]} */ (Array.from(page.results.querySelectorAll("a")));
    if (opened) links.find((link) => link.href === opened)?.focus({ preventScroll: true });
    window.scrollTo(0, top);
  }

  history.scrollRestoration = "manual";
  addEventListener("scroll", () => {
    clearTimeout(pause);
    pause = setTimeout(() => keepPlace({ top: Math.round(scrollY) }), PAUSE_MS);
  });
  addEventListener("pagehide", () => keepPlace({ top: Math.round(scrollY) }));
  page.results.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a");
    if (link) keepPlace({ top: Math.round(scrollY), opened: link.href });
  });

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ readPlace, keepPlace, leavePlace, returnToPlace }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));

// @ts-check
"use strict";

// What helps a reader on: how the query was read, and the results with all its words.
// Needs: page/elements.js page/address.js page/wording.js
(function (search) {
  const { page, wording } = search;
  const { element } = page;

  /** Removes all hints. */
  function clearHints() {
    page.hints.replaceChildren();
    page.ways.hidden = true;
  }

  /** Adds a hint. @param {(Node | string)[]} children */
  const addHint = (...children) => page.hints.append(element("p", {}, ...children));

  /** Offers the articles with all the words, in place of an earlier offer; nothing where all articles have them, or none. @param {{total: number, whole: number}} found */
  function offerWhole({ total, whole }) {
    page.hints.querySelector(".only-whole")?.remove();
    if (!whole || whole === total) return;
    const button = page.button(wording.say("onlyWhole"), () => page.change((asked) => asked.set("all", "1")));
    page.hints.prepend(element("p", { class: "only-whole" }, button));
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

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ clearHints, addHint, endSentence, showNotes, offerWhole }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));

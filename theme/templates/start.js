// @ts-check
"use strict";

// Runs on every page before it is drawn, so that a dark page never flashes white. It makes the page light or dark by the reader's
// choice, which the browser stores, else by the system's setting. A story opened from the search also loads the script that marks
// the found words; one that the search page opens in a frame, the script that sends its text.
//
// The build fills in the words of the button: it is a template, which is saved as theme/js/start.js.
(function () {
  const KEY = "scheme";
  // JSON in a string, so that a word may have any character.
  const SAYS = {
    dark: JSON.parse('{{ WORDS["dark_page"]|tojson|replace("\\", "\\\\") }}'),
    light: JSON.parse('{{ WORDS["light_page"]|tojson|replace("\\", "\\\\") }}'),
  };
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);

  /** Returns "light", "dark", or "" for the system's choice. @returns {string} */
  function readChoice() {
    try {
      const choice = window.localStorage.getItem(KEY);
      return choice === "light" || choice === "dark" ? choice : "";
    } catch {
      return ""; // some browsers have no storage for files on disk
    }
  }

  /** @param {string} choice */
  function keepChoice(choice) {
    try {
      if (choice) window.localStorage.setItem(KEY, choice);
      else window.localStorage.removeItem(KEY);
    } catch {
      // no storage: the choice holds for this page alone
    }
  }

  /** @param {string} choice */
  function apply(choice) {
    if (choice) root.dataset.scheme = choice;
    else delete root.dataset.scheme;
  }

  function addButton() {
    const masthead = document.querySelector("body > header");
    if (!masthead) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "scheme";
    const wanted = () => ((root.dataset.scheme || (system.matches ? "dark" : "light")) === "dark" ? "light" : "dark");
    const label = () => {
      button.title = SAYS[wanted()];
      button.setAttribute("aria-label", button.title);
    };
    button.addEventListener("click", () => {
      const choice = (wanted() === "dark") === system.matches ? "" : wanted();
      keepChoice(choice);
      apply(choice);
      label();
    });
    system.addEventListener("change", label);
    label();
    masthead.append(button);
  }

  /** Loads a script of the search where the page's URL asks for it. */
  function askForSearch() {
    const name = /[#&]marks=/.test(location.hash) ? "marks" : location.hash === "#send-text" ? "send_text" : "";
    if (!name) return;
    const script = document.createElement("script");
    script.src = new URL(`../../search/${name}.js`, src).href;
    script.dataset.root = new URL("../../", src).href;
    document.head.append(script);
  }

  /** Leads the link "On this day" to today's page, if the archive has stories of such a day: bits of twelve hexadecimal numbers. */
  function chooseDay() {
    const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a[data-days]"));
    if (!link) return;
    const today = new Date();
    const [month, day] = [today.getMonth(), today.getDate()];
    const bits = parseInt((link.dataset.days || "").split(" ")[month], 16);
    const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
    if ((bits >>> (day - 1)) & 1) link.href = link.href.replace(/[^/]*$/, `on/${two(month + 1)}-${two(day)}.html`);
  }

  apply(readChoice());
  document.addEventListener("DOMContentLoaded", () => {
    addButton();
    chooseDay();
    askForSearch();
  });
})();

// @ts-check
"use strict";

// Light or dark: as the system says until the reader chooses; the choice is kept on the reader's machine.
// Runs before the page is drawn, so that a dark page never flashes white.
(function () {
  const KEY = "scheme";
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  /** @returns {string} "light", "dark", or "" for as the system says */
  function readChoice() {
    try {
      const choice = window.localStorage.getItem(KEY);
      return choice === "light" || choice === "dark" ? choice : "";
    } catch {
      return ""; // a browser that keeps nothing, as some do for files on disk
    }
  }

  /** @param {string} choice */
  function keepChoice(choice) {
    try {
      if (choice) window.localStorage.setItem(KEY, choice);
      else window.localStorage.removeItem(KEY);
    } catch {
      // it holds for this page alone
    }
  }

  /** @param {string} choice */
  function apply(choice) {
    if (choice) root.dataset.scheme = choice;
    else delete root.dataset.scheme;
  }

  function addButton() {
    const masthead = document.querySelector(".masthead");
    if (!masthead) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "scheme";
    const wanted = () => ((root.dataset.scheme || (system.matches ? "dark" : "light")) === "dark" ? "light" : "dark");
    const label = () => {
      button.title = wanted() === "dark" ? "Dark page" : "Light page";
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

  apply(readChoice());
  document.addEventListener("DOMContentLoaded", addButton);
})();

// @ts-check
"use strict";

// Where the filters stand: beside the results on a wide screen, on a small one in a sheet, a modal dialog that a button opens.
// Needs: page/elements.js page/filters.js page/wording.js
(function (search) {
  const { page, wording } = search;
  const { element } = page;
  const holder = element("div");
  const closeButton = page.button("", () => sheet.close());
  const sheet = /** @type {HTMLDialogElement} */ (
    element("dialog", { class: "filter-sheet", "aria-label": wording.say("filters") }, holder, element("p", {}, closeButton))
  );
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet) sheet.close(); // a click beside the sheet
  });

  /** Opens the sheet with the filters in it. */
  function openSheet() {
    if (!sheet.isConnected) page.filters.after(sheet);
    holder.append(page.filterGroups);
    sheet.showModal();
  }

  /** Says on the button that closes the sheet what is behind it. @param {string} text */
  const labelSheet = (text) => (closeButton.textContent = text);
  const isSheetOpen = () => sheet.open;

  page.isWide.addEventListener("change", () => {
    sheet.close();
    page.filters.append(page.filterGroups);
  });

  Object.assign(page, /** @satisfies {Partial<SearchPage>} */ ({ openSheet, isSheetOpen, labelSheet }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));

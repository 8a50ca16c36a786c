// @ts-check
"use strict";

// The engine in a worker: messages call its methods, and messages ask the page for files, since only the page can load
// several at once. In the page itself this file does nothing.
// Needs: engine.js scripts.js
(function (search) {
  if (typeof globalThis.importScripts !== "function") return;
  /** @type {Map<number, {resolve: (values: any[]) => void, reject: (error: Error) => void}>} by the request's number */
  const waiting = new Map();
  let count = 0;
  const post = (/** @type {any} */ message) => globalThis.postMessage(message);

  /** @param {string} name @returns {Promise<any[]>} */
  const load = (name) =>
    new Promise((resolve, reject) => {
      count += 1;
      waiting.set(count, { resolve, reject });
      post({ need: name, id: count });
    });
  let root = "";
  const engine = new search.Engine(load, async (names) => globalThis.importScripts?.(...names.map((name) => `${root}${name}.js`)));

  globalThis.addEventListener("message", async (/** @type {any} */ { data }) => {
    if (data.root) {
      root = data.root;
    } else if (data.got) {
      const waiter = waiting.get(data.got);
      waiting.delete(data.got);
      if (data.values) waiter?.resolve(data.values);
      else waiter?.reject(new search.RebuiltError());
    } else {
      try {
        post({ answer: data.id, value: await engine.call(data.method, data.values) });
      } catch (error) {
        post({ answer: data.id, error: search.errorToData(error) });
      }
    }
  });
  post({ ready: true });
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));

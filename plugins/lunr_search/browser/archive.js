// @ts-check
"use strict";

// `archiveSearch(query, {limit})` for any page, and the engine behind it: in a worker where the browser allows one, else in
// the page. Nothing is loaded before the first call.
// Needs: shard_keys.js
(function (search) {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const siteRoot = new URL(script.dataset.root || ".", document.baseURI).href;
  const dataRoot = `${siteRoot}search/`;
  const WORKER_PATIENCE_MS = 5000;
  const EARLY_TEXT = 200; // characters of a query whose words' files are requested early

  /** @type {WeakMap<object, any[]>} what each script of a file handed over: of one name two may be on their way, before and after a rebuild */
  const received = new WeakMap();
  let version = "";
  /** @type {Map<string, Promise<any[]>>} files that are requested while the engine is still loading, by name */
  const early = new Map();
  /** @type {Promise<(method: string, values: any[]) => Promise<any>> | null} */
  let engine = null;

  /** What every file under search/ calls. @param {string} _name @param {any[]} values */
  search.receive = (_name, ...values) => {
    if (document.currentScript) received.set(document.currentScript, values);
  };

  /** Runs a script; returns its element. @param {string} address @returns {Promise<HTMLScriptElement>} */
  function loadScript(address) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.addEventListener("load", () => resolve(element));
      element.addEventListener("error", () => reject(new Error(`${address} can't be loaded`)));
      document.head.append(element);
      element.addEventListener("load", () => element.remove());
    });
  }

  /** Loads files of code under search/. @param {string[]} names */
  const loadCode = (names) => Promise.all(names.map((name) => loadScript(`${dataRoot}${name}.js`)));

  /** Loads a file under search/ and returns the values that it hands over. @param {string} name @returns {Promise<any[]>} */
  async function load(name) {
    const values = received.get(await loadScript(`${dataRoot}${name}.js${version ? `?v=${version}` : ""}`));
    if (!values) throw new Error(`${name} hands over nothing`);
    if (name === "manifest") version = values[0].version;
    return values;
  }

  /** Returns the values of a file, which may be on its way already. @param {string} name */
  function bring(name) {
    const values = early.get(name) || load(name);
    early.delete(name);
    return values;
  }

  /** Requests what the engine will need for a query, while it is loading itself: the manifest, and the keys of the words' shards.
   * Most words begin as their terms do; their first letters' files may be empty. Single Latin letters are stop words, most of them.
   * @param {string} text */
  function bringEarly(text) {
    const words = text.slice(0, EARLY_TEXT).toLowerCase().normalize("NFD").match(/[\p{L}\p{N}][^\s"()+:^~*-]*/gu) || [];
    const letters = words.filter((word) => !/^[a-z]$/.test(word)).map(search.firstLetter).filter(search.isEarlyLetter);
    for (const name of new Set(["manifest", ...letters.map(search.letterToName)])) {
      const values = load(name);
      values.catch(() => {}); // who asks for it hears of it
      early.set(name, values);
    }
  }

  /** Starts the engine in a worker; returns a function that calls its methods. @returns {Promise<(method: string, values: any[]) => Promise<any>>} */
  function startWorker() {
    return new Promise((resolve, reject) => {
      const code = `importScripts(${JSON.stringify(`${dataRoot}engine.js`)})`;
      const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
      const worker = new Worker(address);
      /** @type {Map<number, {resolve: (value: any) => void, reject: (error: any) => void}>} */
      const calls = new Map();
      let count = 0;
      let isReady = false;
      const giveUp = () => {
        worker.terminate();
        if (isReady) engine = null; // the next search starts another one
        reject(new Error("no worker"));
        for (const call of calls.values()) call.reject(new Error("the worker stopped"));
      };
      const patience = setTimeout(giveUp, WORKER_PATIENCE_MS);
      worker.addEventListener("error", giveUp);
      worker.addEventListener("message", async ({ data }) => {
        if (data.ready) {
          isReady = true;
          clearTimeout(patience);
          URL.revokeObjectURL(address);
          worker.postMessage({ root: dataRoot });
          resolve((method, values) => {
            count += 1;
            worker.postMessage({ id: count, method, values });
            return new Promise((done, fail) => calls.set(count, { resolve: done, reject: fail }));
          });
        } else if (data.need) {
          const values = await bring(data.need).catch(() => null);
          worker.postMessage({ got: data.id, values });
        } else {
          const call = calls.get(data.answer);
          calls.delete(data.answer);
          if (data.error) call?.reject(Object.assign(new Error(data.error.message), data.error));
          else call?.resolve(data.value);
        }
      });
    });
  }

  /** Starts the engine in this page; returns a function that calls its methods. @returns {Promise<(method: string, values: any[]) => Promise<any>>} */
  async function startHere() {
    await loadCode(["engine"]);
    const here = new search.Engine((/** @type {string} */ name) => bring(name).catch(() => Promise.reject(new search.RebuiltError())), loadCode);
    return async (method, values) => {
      try {
        return await here.call(method, values);
      } catch (error) {
        throw Object.assign(new Error(), search.errorToData(error));
      }
    };
  }

  /** Calls a method of the engine. Where the archive was rebuilt while the page was open, loads all files again, once.
   * @param {string} method @param {any[]} values @returns {Promise<any>} */
  async function callEngine(method, ...values) {
    if (!engine) bringEarly(["search", "open"].includes(method) ? values[0] || "" : "");
    // a page opened from disk may not start a worker; the page of an article does not need one
    const isHere = location.protocol === "file:" || script.dataset.thread === "page";
    engine = engine || (isHere ? startHere() : startWorker().catch(startHere));
    engine.catch(() => (engine = null));
    const call = await engine;
    try {
      return await call(method, values);
    } catch (error) {
      if (/** @type {any} */ (error).kind !== "rebuilt") throw error;
      version = `${Date.now()}`;
      early.clear();
      await call("forget", []);
      const value = await call(method, values);
      document.dispatchEvent(new CustomEvent("archive-rebuilt"));
      return value;
    }
  }

  /**
   * Searches the archive.
   * @param {string} query in Lunr's language, and "exact phrases"
   * @param {SearchOptions} [options]
   * @returns {Promise<SearchResults>}
   *   URLs are absolute; the promise is rejected with an Error whose message is a sentence, and which has `start` and `end`
   *   (indexes into the query) where it is about a part of the query
   */
  async function archiveSearch(query, options = {}) {
    const { hits, ...found } = await callEngine("search", String(query), options);
    return {
      ...found,
      offers: () => callEngine("offers", String(query)),
      hits: hits.map((/** @type {Hit} */ hit) => {
        const picture = hit.picture && { picture: new URL(hit.picture, siteRoot).href };
        return { ...hit, url: new URL(hit.url, siteRoot).href, ...picture };
      }),
    };
  }

  search.callEngine = callEngine;
  search.loadCode = loadCode;
  search.siteRoot = siteRoot;
  window.archiveSearch = archiveSearch;
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));

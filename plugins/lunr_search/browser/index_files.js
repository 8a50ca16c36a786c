// @ts-check
"use strict";

// The files under search/: each is loaded once, checked, and unpacked once. No queries, no scores.
// Needs: encoding.js impact.js packing.js scripts.js shard_keys.js tokens.js
(function (search) {
  /** @param {ShardKeys} listed @param {number} index @returns {Shard} */
  const shardAt = ({ keys, next }, index) => ({ key: keys[index], next: index + 1 < keys.length ? keys[index + 1] : next });

  /** Returns what a file of t/ says of a weaker class of its term. @param {number[]} row @param {string} key @param {number} number @returns {WeakerClass} */
  function rowToClass([documents, postings, checksum, ...bounds], key, number) {
    return { name: `w/${search.keyToName(key)}.${number}`, documents, postings, checksum, bounds };
  }

  /** Returns what was loaded under a key; loads it where nothing was, or where that has failed.
   * @template K, V @param {Map<K, Promise<V>>} loaded @param {K} key @param {() => Promise<V>} load @returns {Promise<V>} */
  function loadOnce(loaded, key, load) {
    const before = loaded.get(key);
    if (before) return before;
    const values = load();
    loaded.set(key, values);
    values.catch(() => {
      if (loaded.get(key) === values) loaded.delete(key);
    });
    return values;
  }

  class IndexFiles {
    /** @param {(name: string) => Promise<any[]>} load returns the values of a file
     * @param {(names: string[]) => Promise<any>} loadCode loads files of code */
    constructor(load, loadCode) {
      this.bring = load;
      this.bringCode = loadCode;
      /** @type {Map<string, Promise<any[]>>} */
      this.files = new Map();
      /** @type {WeakMap<any[], TermsFile>} */
      this.unpacked = new WeakMap();
      /** @type {Map<number, Promise<ShardKeys>>} by first letter */
      this.keys = new Map();
      /** @type {Promise<Manifest> | null} */
      this.opening = null;
    }

    /** Drops all files that were loaded. Those that are on their way reach only who asked for them. */
    forget() {
      this.files.clear();
      this.keys.clear();
      this.opening = null;
    }

    /** Returns the values of a file, which is loaded once. @param {string} name @returns {Promise<any[]>} */
    load(name) {
      return loadOnce(this.files, name, () => this.bring(name));
    }

    /** Loads the stemmers that a text needs, unless they are loaded already. @param {string} text @param {string[]} languages */
    async needLanguages(text, languages) {
      const missing = search.neededLanguages(text, languages).filter((/** @type {string} */ code) => !search.stemmers[code]);
      if (missing.length) await this.bringCode(missing.map((/** @type {string} */ code) => `stemmers/${search.LANGUAGES[code].file}`));
    }

    /** Returns the manifest, which is loaded once. */
    open() {
      if (this.opening) return this.opening;
      const opening = this.load("manifest").then(([manifest]) => {
        const { documents, fields, boosts, lengths, referenceLengths, scales } = manifest;
        Object.assign(search.LANGUAGES, manifest.stemmers);
        return { ...manifest, totals: { documents, fields, boosts, lengths, referenceLengths, scales } };
      });
      opening.catch(() => {
        if (this.opening === opening) this.opening = null;
      });
      this.opening = opening;
      return opening;
    }

    /** Adds a term's postings to `postings`, those of its strongest class; returns the term, or nothing where the archive does not have it.
     * @param {string} term @param {Map<string, TermPostings>} postings @returns {Promise<string[]>} */
    async loadTerm(term, postings) {
      const shard = await this.findShard(term);
      const manifest = await this.open();
      const file = shard && (await this.loadTermFile(shard));
      const place = file ? file.terms.indexOf(term) : -1;
      if (!file || place < 0) return [];
      if (!postings.has(term)) {
        const { documents, fields } = file.hasClasses
          ? search.decodeBlocks(file.bytes, manifest)
          : search.decodePostings(file.bytes, file.starts[place], manifest);
        const count = fields.reduce((sum, field) => sum + (field ? field.numbers.length : 0), 0);
        const loaded = { fields, count, documents, weaker: file.weaker.slice() };
        for (const each of file.weaker) {
          loaded.count += each.postings;
          loaded.documents += each.documents;
        }
        postings.set(term, loaded);
      }
      return [term];
    }

    /** Adds the strongest classes of a term that are not loaded. @param {TermPostings} postings @param {number} [count] how many */
    async loadWeaker(postings, count = 1) {
      const manifest = await this.open();
      const classes = postings.weaker.slice(0, count).map(async ({ name, checksum }) => {
        const values = await this.load(name);
        if (values[0] !== checksum) throw new search.RebuiltError();
        return search.decodeBlocks(search.base64ToBytes(values[1]), manifest).fields;
      });
      for (const fields of await Promise.all(classes)) postings.fields = search.mergeFields(postings.fields, fields);
      postings.weaker.splice(0, count);
    }

    /** Adds all classes of all terms that are not loaded. @param {Map<string, TermPostings>} postings */
    async loadAll(postings) {
      await Promise.all(Array.from(postings.values(), (each) => this.loadWeaker(each, each.weaker.length)));
    }

    /** Returns the keys of the shards that have terms with a text's first letter; null where none can have it.
     * @param {string} text @returns {Promise<ShardKeys | null>} */
    async loadKeys(text) {
      const letter = search.firstLetter(text);
      const checksum = (await this.open()).letters[letter];
      if (checksum === undefined) return null;
      return loadOnce(this.keys, letter, () => this.loadLetter(search.letterToName(letter), checksum));
    }

    /** Returns the keys of a file of k/. One that was requested before the manifest was there may be another build's, from a cache: then it
     * is loaded again. @param {string} name @param {number} checksum @returns {Promise<ShardKeys>} */
    async loadLetter(name, checksum) {
      let values = await this.load(name);
      if (values[2] !== checksum) {
        this.files.delete(name);
        values = await this.load(name);
      }
      if (values[2] !== checksum) throw new search.RebuiltError();
      return { keys: search.textToKeys(values[0]), next: values[1] };
    }

    /** Returns the only shard that can have a term; null for none. @param {string} term @returns {Promise<Shard | null>} */
    async findShard(term) {
      const listed = await this.loadKeys(term);
      return listed && listed.keys.length ? shardAt(listed, search.findKey(listed.keys, term)) : null;
    }

    /** Returns all shards that can have terms with this beginning. @param {string} beginning @returns {Promise<Shard[]>} */
    async findShards(beginning) {
      const listed = await this.loadKeys(beginning);
      return listed ? search.findKeys(listed.keys, beginning).map((index) => shardAt(listed, index)) : [];
    }

    /** Returns the terms of a shard, and their postings or positions as bytes. @param {Shard} shard @param {"t" | "p"} [folder] */
    async loadTermFile({ key, next }, folder = "t") {
      const manifest = await this.open();
      const values = await this.load(`${folder}/${search.keyToName(key)}`);
      if (values[0] !== manifest.signature || values[1] !== key || values[2] !== next) throw new search.RebuiltError();
      const [, , , words, data, classes] = values; // of a term with classes, those that are weaker; its file of p/ has 1 there
      const weaker = Array.isArray(classes) ? classes.map((/** @type {number[]} */ row, /** @type {number} */ i) => rowToClass(row, key, i + 1)) : classes && [];
      return this.unpack(values, words, data, weaker);
    }

    /** Returns what a file holds of terms, which is unpacked once. @param {any[]} values of the file @param {string} words @param {string} data
     * @param {WeakerClass[]} [weaker] of a term with classes */
    unpack(values, words, data, weaker) {
      let file = this.unpacked.get(values);
      if (!file) {
        const terms = words.split(" ");
        const bytes = search.base64ToBytes(data);
        const hasClasses = weaker !== undefined;
        file = { terms, bytes, starts: hasClasses ? new Uint32Array(1) : search.recordStarts(bytes, terms.length), hasClasses, weaker: weaker || [] };
        this.unpacked.set(values, file);
      }
      return file;
    }

    /** Returns a document's record: number, title, section, lengths of long fields, its URL where that is not the default one, its picture. @param {number} number */
    async record(number) {
      const manifest = await this.open();
      const [rows] = await this.load(`r/${Math.floor(number / 2 ** manifest.recordBits)}`);
      const row = rows.find((/** @type {any[]} */ each) => each[0] === number);
      if (!row) throw new search.RebuiltError();
      return row;
    }
  }

  Object.assign(search, /** @satisfies {Partial<NewsSearch>} */ ({ IndexFiles }));
})((globalThis.newsSearch = globalThis.newsSearch || /** @type {any} */ ({})));

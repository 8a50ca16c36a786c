// Finds elements, attributes and URLs in a page that do not come from the theme. Runs in the tests' browser.
(() => {
  const words = (/** @type {string} */ text) => new Set(text.split(" "));
  const FRAME = words(
    "html head body meta title link script a header nav main article section aside div p span h1 h2 h3 time small footer ul ol li dl dt dd " +
      "code table caption thead tbody tr th td abbr svg rect path b ins del form label input button noscript details summary select option mark output fieldset legend iframe",
  );
  const TEXT = words("p a span em strong code pre h2 h3 h4 h5 h6 ul ol li blockquote figure figcaption hr br div table thead tbody tr th td");
  const SEARCH = words("form input button select option fieldset legend output");
  const ATTRIBUTES = words(
    "lang dir charset http-equiv content name property rel href hreflang src class id for type value role datetime title tabindex align start scope abbr action defer async " +
      "itemscope itemtype itemprop " +
      "data-nosnippet data-root data-scheme data-days data-month as data-key width height x y d viewBox preserveAspectRatio hidden autocomplete autocapitalize spellcheck inputmode enterkeyhint maxlength checked disabled open selected",
  );
  const HEAD = words("meta title link script");

  // What the head says to machines, by name and by property: what a value may be. Of some it is any text.
  const ANY = /^/;
  const PUBLIC = "the public URL of a page or a file of this site";
  /** @type {Record<string, RegExp | typeof PUBLIC>} */
  const NAMES = {
    viewport: /^width=device-width$/,
    description: ANY,
    citation_title: ANY,
    citation_journal_title: ANY,
    citation_author: ANY,
    citation_publication_date: /^\d{4}-\d\d-\d\d$/,
    citation_public_url: PUBLIC,
  };
  /** @type {Record<string, RegExp | typeof PUBLIC>} */
  const PROPERTIES = {
    "og:title": ANY,
    "og:description": ANY,
    "og:type": /^(?:website|article)$/,
    "og:url": PUBLIC,
    "og:image": PUBLIC,
    "og:image:width": /^\d+$/,
    "og:image:height": /^\d+$/,
    "og:image:alt": ANY,
  };
  const POLICY = /^default-src 'self' file:(?:; worker-src blob:)?; base-uri 'none'; form-action 'self' file:$/;
  const THEME = /^(?:\.\.\/)*(?:\.\/)?theme\/[\w/.-]+(?:\?v=\w+)?$/;
  const EARLY = /^(?:\.\.\/)*(?:\.\/)?search\/(?:manifest|engine)\.js$/;
  /** What a link of the head may lead to, by its relation. @type {Record<string, RegExp | typeof PUBLIC>} */
  const LINKS = { icon: THEME, stylesheet: THEME, preload: EARLY, canonical: PUBLIC, alternate: PUBLIC, search: PUBLIC };
  /** The values of attributes that only the theme writes. @type {Record<string, Set<string>>} */
  const VALUES = {
    itemscope: words(""),
    itemtype: words("https://schema.org/NewsArticle https://schema.org/Person"),
    itemprop: words("headline author name datePublished dateModified image"),
  };

  /** @param {Element} element @param {string} home the public URL of the site @param {string} root the URL of the site that the element's page is opened from @returns {string | null} */
  function faultOf(element, home, root) {
    const within = (/** @type {string} */ value) => (root && value.startsWith(`${root}/`) ? value.slice(root.length + 1) : value);
    const name = element.localName;
    const inText = element.parentElement?.closest(".text");
    const isSearch = element.closest("form[role=search], .search, .search-form, body > header");
    const isProvider = element.matches(".text .embed > small"); // of what a card embeds
    const isCitation = element.matches("article > .cite > pre") && !inText;
    if (!(inText ? TEXT : FRAME).has(name) && !isProvider && !isCitation) return "element";
    if (SEARCH.has(name) && !isSearch) return "form";
    if (HEAD.has(name) && element.closest("main, body > header")) return "place";
    if (element.namespaceURI !== (["svg", "rect", "path"].includes(name) ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml")) return "namespace";
    if (name === "script" && !/^(?:\.\.\/)*(?:\.\/)?(?:theme\/js|search)\/[\w/.-]+\.js(?:\?v=\w+)?$/.test(within(element.getAttribute("src") || ""))) return "script";
    if (name === "iframe" && !element.matches('[hidden][src$="#send-text"]')) return "frame"; // a result's article lends its text
    if (name === "meta" && !isMeta(element, home)) return "meta";
    if (name === "link" && !isLink(element, home)) return "link";
    for (const { name: attribute, value } of element.attributes) {
      if (!ATTRIBUTES.has(attribute) && !attribute.startsWith("aria-")) return `attribute ${attribute}`;
      if (VALUES[attribute] && !VALUES[attribute].has(value)) return `value ${attribute}`;
      if (["href", "src", "action"].includes(attribute) && !isSafe(within(value))) return `address ${value}`;
    }
    return null;
  }

  /** Whether a `meta` element is one of the theme's, and its value one of those that it may have. @param {Element} element @param {string} home */
  function isMeta(element, home) {
    const attributes = new Map(Array.from(element.attributes, ({ name, value }) => [name, value]));
    const content = attributes.get("content") ?? "";
    if (attributes.has("charset")) return attributes.size === 1 && attributes.get("charset") === "utf-8";
    if (attributes.has("http-equiv")) return attributes.size === 2 && attributes.get("http-equiv") === "Content-Security-Policy" && POLICY.test(content);
    attributes.delete("content");
    const rules = { name: NAMES, property: PROPERTIES };
    return (
      attributes.size > 0 &&
      Array.from(attributes).every(([kind, value]) => Object.hasOwn(rules, kind) && isAllowed(rules[/** @type {keyof typeof rules} */ (kind)], value, content, home))
    );
  }

  /** Whether a `link` element is one of the theme's and leads where its relation may lead. @param {Element} element @param {string} home */
  function isLink(element, home) {
    const href = element.getAttribute("href") ?? "";
    if (element.getAttribute("itemprop") === "image") return !element.hasAttribute("rel") && isPublic(href, home);
    return isAllowed(LINKS, element.getAttribute("rel") ?? "", href, home);
  }

  /** @param {Record<string, RegExp | typeof PUBLIC>} rules @param {string} name @param {string} value @param {string} home */
  function isAllowed(rules, name, value, home) {
    if (!Object.hasOwn(rules, name)) return false;
    const rule = rules[name];
    return rule instanceof RegExp ? rule.test(value) : isPublic(value, home);
  }

  /** Whether a value is the public URL of a page or a file of this site, as it is written and as a browser reads it. @param {string} value @param {string} home */
  function isPublic(value, home) {
    return value.startsWith(`${home}/`) && !/[\s<>"'\\]/.test(value) && URL.canParse(value) && new URL(value).href.startsWith(`${home}/`);
  }

  /** Whether an address leads into this site, or to http, https or mail, as a browser reads it. @param {string} value */
  function isSafe(value) {
    if (!URL.canParse(value, "archive-itself://host/a/b/c/")) return /^https?:\/\//.test(value); // it leads nowhere
    const there = new URL(value, "archive-itself://host/a/b/c/");
    if (there.protocol === "archive-itself:") return there.host === "host";
    return ["http:", "https:", "mailto:"].includes(there.protocol) && !there.username && /^\s*(https?:\/\/|mailto:)/i.test(value);
  }

  return (/** @type {Document | string} */ page, /** @type {string} */ home, root = "") => {
    const tree = typeof page === "string" ? new DOMParser().parseFromString(page, "text/html") : page;
    const found = [];
    for (const element of tree.querySelectorAll("*")) {
      const fault = faultOf(element, home, root);
      if (fault) found.push(`${fault}: ${element.outerHTML.slice(0, 160)}`);
    }
    return found;
  };
})()

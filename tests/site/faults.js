// Finds elements, attributes and URLs in a page that do not come from the theme. Runs in the tests' browser.
(() => {
  const words = (/** @type {string} */ text) => new Set(text.split(" "));
  const FRAME = words(
    "html head body meta title link script a header nav main article section aside div p span h1 h2 h3 time small footer ul ol li dl dt dd " +
      "code table caption thead tbody tr th td abbr svg rect b form label input button noscript details summary select option mark output fieldset legend iframe",
  );
  const TEXT = words("p a span em strong code pre h2 h3 h4 h5 h6 ul ol li blockquote figure figcaption hr br div table thead tbody tr th td");
  const SEARCH = words("form input button select option fieldset legend output");
  const ATTRIBUTES = words(
    "lang dir charset http-equiv content name rel href src class id for type value role datetime title tabindex align start scope abbr action defer " +
      "data-nosnippet data-root data-scheme data-key width height x y viewBox preserveAspectRatio hidden autocomplete autocapitalize spellcheck inputmode enterkeyhint maxlength checked disabled open selected",
  );
  const HEAD = words("meta title link script");

  /** @param {Element} element @param {string} root the address of the site that the element's page is opened from @returns {string | null} */
  function faultOf(element, root) {
    const within = (/** @type {string} */ value) => (root && value.startsWith(`${root}/`) ? value.slice(root.length + 1) : value);
    const name = element.localName;
    const inText = element.parentElement?.closest(".text");
    const isSearch = element.closest("form[role=search], .search, .search-form, body > header");
    if (!(inText ? TEXT : FRAME).has(name)) return "element";
    if (SEARCH.has(name) && !isSearch) return "form";
    if (HEAD.has(name) && element.closest("main, body > header")) return "place";
    if (element.namespaceURI !== (name === "svg" || name === "rect" ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml")) return "namespace";
    if (name === "script" && !/^(?:\.\.\/)*(?:\.\/)?(?:theme\/js|search)\/[\w/.-]+\.js(?:\?v=\w+)?$/.test(within(element.getAttribute("src") || ""))) return "script";
    if (name === "meta" && !element.matches("[charset], [name=viewport], [http-equiv=Content-Security-Policy]")) return "meta";
    if (name === "link" && !/^(?:\.\.\/)*(?:\.\/)?(?:theme\/|feeds\/)/.test(element.getAttribute("href") || "")) return "link";
    for (const { name: attribute, value } of element.attributes) {
      if (!ATTRIBUTES.has(attribute) && !attribute.startsWith("aria-")) return `attribute ${attribute}`;
      if (["href", "src", "action"].includes(attribute) && !isSafe(within(value))) return `address ${value}`;
    }
    return null;
  }

  /** Whether an address leads into this site, or to http, https or mail, as a browser reads it. @param {string} value */
  function isSafe(value) {
    if (!URL.canParse(value, "archive-itself://host/a/b/c/")) return /^https?:\/\//.test(value); // it leads nowhere
    const there = new URL(value, "archive-itself://host/a/b/c/");
    if (there.protocol === "archive-itself:") return there.host === "host";
    return ["http:", "https:", "mailto:"].includes(there.protocol) && !there.username && /^\s*(https?:\/\/|mailto:)/i.test(value);
  }

  return (/** @type {Document | string} */ page, root = "") => {
    const tree = typeof page === "string" ? new DOMParser().parseFromString(page, "text/html") : page;
    const found = [];
    for (const element of tree.querySelectorAll("*")) {
      const fault = faultOf(element, root);
      if (fault) found.push(`${fault}: ${element.outerHTML.slice(0, 160)}`);
    }
    return found;
  };
})()

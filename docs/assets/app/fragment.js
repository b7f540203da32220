// A case in the address: `#credit.15.1?role=downstream&requested_amount=12%E4%B8%87`, an anchor and the facts as typed.
// Browsers never send this part.

/** @typedef {[name: string, text: string]} Entry */

/**
 * @param {string} hash location.hash
 * @returns {{anchor: string, entries: Entry[] | null}} entries is null where the address holds no case
 */
export function read(hash) {
  const [, anchor, query] = /^#?([^?]*)(?:\?([\s\S]*))?$/.exec(hash) ?? ["", "", undefined];
  if (query === undefined) return { anchor: decode(anchor), entries: null };
  const entries = query
    .split("&")
    .filter(Boolean)
    .map((part) => {
      const [, name, text] = /** @type {RegExpExecArray} */ (/^([^=]*)=?([\s\S]*)$/.exec(part));
      return /** @type {Entry} */ ([decode(name), decode(text)]);
    });
  return { anchor: decode(anchor), entries };
}

/**
 * @param {string} anchor
 * @param {Entry[]} entries
 * @returns {string} a hash, or "" where there is nothing to say
 */
export function write(anchor, entries) {
  const facts = entries.map((entry) => entry.map(encode).join("=")).join("&");
  const clause = encode(anchor);
  return facts ? `#${clause}?${facts}` : anchor ? `#${clause}` : "";
}

/** What stands for none of some names, or for one again. @param {Entry[]} entries @param {string[]} names */
export function straysOf(entries, names) {
  const open = new Set(names);
  return entries.filter(([name]) => !open.delete(name));
}

/**
 * Put `hash` into the address of this history entry. What Material keeps in the entry's state (the scroll position)
 * stays as it is.
 * @param {string} hash
 */
export function replace(hash) {
  if (hash !== location.hash) history.replaceState(history.state, "", location.pathname + location.search + hash);
}

/** @param {string} text half a character in it, which no address can hold, becomes the sign for such */
function encode(text) {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

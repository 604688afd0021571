"""What a page keeps: every entry of every store that a script can reach, as bytes."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, Page

# What is the page's alone, and what it shares with all pages of its origin.
_OWN = """() => [
  ...Object.entries({ ...sessionStorage }).map(([name, text]) => ['sessionStorage', name, text]),
  ['window.name', '', window.name],
  ['history.state', '', JSON.stringify(history.state) ?? ''],
  ['the address', '', location.href],
]"""
_SHARED = """async () => {
  const found = Object.entries({ ...localStorage }).map(([name, text]) =>
    ['localStorage', name, text]);
  const said = (bytes) => {
    let letters = '';
    for (let at = 0; at < bytes.length; at += 8192)
      letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return letters;
  };
  const bytesOf = (value) => value instanceof ArrayBuffer ? new Uint8Array(value)
    : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  const numbers = (value) => Array.isArray(value) && value.length > 3
    && value.every((one) => Number.isInteger(one) && one >= 0 && one < 256);
  // Texts and bytes of a value, whatever is in it; bytes as letters of one byte each.
  const texts = async (value, seen = new Set()) => {
    if (typeof value === 'string') return [value];
    if (value === null || typeof value !== 'object') return [String(value)];
    if (seen.has(value)) return [];
    seen.add(value);
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return [said(bytesOf(value))];
    if (value instanceof Blob) return [said(new Uint8Array(await value.arrayBuffer()))];
    if (value instanceof CryptoKey)
      return value.extractable
        ? [JSON.stringify(await crypto.subtle.exportKey('jwk', value))] : ['a sealed key'];
    if (value instanceof Date) return [value.toISOString()];
    if (numbers(value)) return [said(Uint8Array.from(value))];
    const inner = value instanceof Map ? [...value].flat()
      : value instanceof Set ? [...value] : Object.entries(value).flat();
    const all = [];
    for (const one of inner) all.push(...await texts(one, seen));
    return all;
  };
  const done = (asked) => new Promise((yes, no) => {
    asked.onsuccess = () => yes(asked.result); asked.onerror = () => no(asked.error); });
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    for (const table of db.objectStoreNames) {
      const store = db.transaction(table).objectStore(table);
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      for (const [at, key] of keys.entries())
        for (const text of await texts([key, values[at]]))
          found.push(['IndexedDB', `${name}/${table}/${String(key)}`, text]);
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    found.push(['Cache Storage', name, name]);
    for (const asked of await cache.keys()) {
      const answer = await cache.match(asked);
      const heads = JSON.stringify([[...asked.headers], [...answer.headers]]);
      const body = said(new Uint8Array(await answer.arrayBuffer()));
      for (const text of [asked.url, heads, body])
        found.push(['Cache Storage', `${name}/${asked.url}`, text]);
    }
  }
  for (const one of await navigator.serviceWorker?.getRegistrations() ?? [])
    found.push(['service worker', one.scope, one.active?.scriptURL ?? one.scope]);
  return found;
}"""


@dataclass(frozen=True)
class Entry:
    """One thing that is kept: where, under which name, and what."""

    place: str
    name: str
    data: bytes


def of_page(page: Page) -> list[Entry]:
    """What the page keeps for itself. Raises playwright's Error when it is not there to be read."""
    return _entries(page.evaluate(_OWN))


def of_origin(page: Page) -> list[Entry]:
    """What all pages of the page's origin share."""
    return _entries(page.evaluate(_SHARED))


def cookies(context: BrowserContext) -> list[Entry]:
    """Every cookie of a context, those that no script sees among them."""
    return [
        Entry("cookie", one.get("name", ""), f"{one.get('name')}={one.get('value')}".encode())
        for one in context.cookies()
    ]


def _entries(told: list[Any]) -> list[Entry]:
    return [Entry(place, name, _bytes(f"{name}\n{text}")) for place, name, text in told]


def _bytes(text: str) -> bytes:
    """Letters of one byte each may be binary data: read as such, and as the text it is."""
    return text.encode("utf-8", "surrogatepass") + b"\n" + text.encode("latin-1", "ignore")

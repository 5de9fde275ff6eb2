// What Material's script expects to find, kept in a file so that pages need no script of their own: the site's
// address, and values remembered for it.
const place = document.currentScript.dataset.base;
window.__md_scope = new URL(place, location);
window.__md_hash = (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.codePointAt(0), 0);
window.__md_get = (name, store = localStorage, scope = window.__md_scope) => {
  try {
    return JSON.parse(store.getItem(`${scope.pathname}.${name}`));
  } catch {
    return null; // storage that is switched off, or that holds something else
  }
};
window.__md_set = (name, value, store = localStorage, scope = window.__md_scope) => {
  try {
    store.setItem(`${scope.pathname}.${name}`, JSON.stringify(value));
  } catch {
    // storage that is full or switched off: nothing is remembered
  }
};

// Makes elements and puts them in place. External text is only ever set as textContent.

const at = (id) => document.getElementById(id);

/// Creates an element with attributes and children. Strings become text nodes, never markup.
export function make(tag, attributes = {}, ...children) {
  const svg = ['svg', 'rect', 'line', 'text', 'path'].includes(tag);
  const element = svg ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'class') element.setAttribute('class', value);
    else if (typeof value === 'boolean') element.toggleAttribute(name, value);
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ''));
  return element;
}

/// How to find an element again after its list has been drawn anew; "" if it has no name.
export function address_of(element) {
  const name = ['data-id', 'data-look', 'id'].find((one) => element?.hasAttribute?.(one));
  return name ? `[${name}="${CSS.escape(element.getAttribute(name))}"]` : '';
}

/// Moves the focus without moving the page. The content of the page takes it when `element` is gone.
export const focus_on = (element) => (element?.isConnected ? element : at('main')).focus({ preventScroll: true });

/// Replaces the content of `home`, but only by a different one: so a screen reader keeps its place. The focus stays where it was,
/// or goes to what is in its place now. Returns whether something was replaced.
export function show_in(home, ...children) {
  const fresh = document.createElement(home.tagName), focused = document.activeElement;
  fresh.append(...children.filter((child) => child !== null && child !== ''));
  if (fresh.innerHTML === home.innerHTML) return false;
  const place = focused !== home && home.contains(focused) ? [...home.querySelectorAll('button')].indexOf(focused) : -1;
  home.replaceChildren(...fresh.childNodes);
  if (place < 0) return true;
  const buttons = [...home.querySelectorAll('button')], address = address_of(focused);
  focus_on((address && home.querySelector(address)) || buttons[Math.min(place, buttons.length - 1)]);
  return true;
}

/// Sets a text that is read aloud whenever it changes.
export function announce(id, text) {
  if (at(id).textContent !== text) at(id).textContent = text;
}

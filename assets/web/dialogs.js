// Messages that are read aloud by themselves, and dialogs.
import { address_of, announce, focus_on, make } from '/elements.js';
import { say } from '/words.js';

const at = (id) => document.getElementById(id);

// ---- messages: they must be on the page before their text is, or a screen reader says nothing

const message_ms = 6000;
const ends = {};
function show(id, text) {
  at(id).textContent = text;
  clearTimeout(ends[id]);
  ends[id] = setTimeout(() => { at(id).textContent = ''; }, message_ms);
}
/// What came of an action: read aloud at the next pause.
export const toast = (text) => show('toast', text);
/// What cannot wait: interrupts a screen reader.
export const alarm = (text) => show('alarm', text);
/// For screen readers alone.
export const announce_notice = (text) => show('notice-news', text);

/// Counts change faster than they can be read aloud: they are announced at most every `counts_ms`, the first time after `collect_ms`.
const collect_ms = 1000, counts_ms = 20000;
const counts = { announced: null, next: null, timer: 0, at: -Infinity };
export function announce_counts(key, text) {
  counts.next = { key, text };
  counts.announced ??= key;
  if (counts.timer || key === counts.announced) return;
  counts.timer = setTimeout(() => {
    Object.assign(counts, { timer: 0, announced: counts.next.key, at: performance.now() });
    announce('count-news', counts.next.text);
  }, Math.max(collect_ms, counts.at + counts_ms - performance.now()));
}

/// A modal dialog makes everything else inert, so the messages must be inside it. What they say is said again in the new place.
function move_messages(home) {
  const texts = ['toast', 'alarm'].map((id) => [id, at(id).textContent]).filter(([, text]) => text);
  for (const one of at('messages').children) one.textContent = '';
  home.append(at('messages'));
  setTimeout(() => { for (const [id, text] of texts) if (!at(id).textContent) show(id, text); }, 50);
}

// ---- dialogs

const double_tap_ms = 700;
let asked_at = -Infinity;
/// New buttons took the place of those that were tapped: a second tap by mistake must not answer them.
export const ask_anew = () => { asked_at = performance.now(); };

export function button(word, is_first, pressed) {
  const out = make('button', { type: 'button', class: is_first ? 'primary' : '' }, say(word));
  out.addEventListener('click', () => { if (performance.now() - asked_at >= double_tap_ms) pressed(); });
  return out;
}

/// Replaces what `place` shows, and gives the focus to its first button if it was there.
export function ask_in(place, ...content) {
  const had_focus = place.contains(document.activeElement);
  ask_anew();
  place.replaceChildren(...content);
  if (had_focus) place.querySelector('button')?.focus();
}

/// Closing gives the focus back to what opened it, also if that has been drawn anew since.
export function open_dialog(title, ...content) {
  const opener = document.activeElement, address = address_of(opener);
  at('toast').textContent = '';
  ask_anew();
  const heading = make('h2', { id: 'dialog-title', dir: 'auto', tabindex: '-1' }, title);
  const close = make('button', { type: 'button', class: 'plain-button' }, say('close'));
  const dialog = make('dialog', { 'aria-labelledby': 'dialog-title' }, make('div', { class: 'dialog-head' }, heading, close), ...content);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener('close', () => {
    move_messages([...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body);
    dialog.remove();
    focus_on(opener?.isConnected && opener !== document.body ? opener : address && document.querySelector(address));
  });
  document.body.append(dialog);
  move_messages(dialog);
  dialog.showModal();
  heading.focus();
  return dialog;
}

// The evacuation list: everybody inside, kept in this page when the network is gone. The ticks stay on this device.
import { say } from '/words.js';

const storage = 'entre.evacuation';
const kept = () => { try { return JSON.parse(localStorage.getItem(storage) ?? '[]'); } catch { return []; } };

export function open_evacuation({ state, make, clock, sector_label, sign, button, ask_anew }) {
  const home = document.getElementById('evacuation');
  const ticked = new Set(kept());
  let inside = [], seen = null, shows_all = true, is_clearing = false;

  function keep() {
    try { localStorage.setItem(storage, JSON.stringify([...ticked])); } catch { /* not stored in a private window */ }
    draw();
  }

  function row(p) {
    const is_ticked = ticked.has(p.id);
    const out = make('button', { type: 'button', class: 'person tick', 'data-id': p.id, 'aria-pressed': String(is_ticked) },
      make('span', { class: 'box', 'aria-hidden': 'true' }, is_ticked ? sign('well') : ''), make('span', { class: 'who', dir: 'auto' }, p.name),
      make('span', { class: 'from quiet', dir: 'auto' }, p.organisation || '–'));
    out.addEventListener('click', () => { if (!ticked.delete(p.id)) ticked.add(p.id); keep(); });
    return make('li', {}, out);
  }

  function group(sector, people) {
    return make('section', {}, make('h3', { dir: 'auto' }, `${sector_label(sector)} · ${people.length}`), make('ul', { class: 'people', role: 'list' }, ...people.map(row)));
  }

  function buttons() {
    if (is_clearing)
      return [button('ticks_yes', true, () => { is_clearing = false; ticked.clear(); keep(); }), button('no', false, () => { is_clearing = false; draw(); })];
    return [button(shows_all ? 'show_missing' : 'show_all', false, () => { shows_all = !shows_all; draw(); }),
      ...(ticked.size > 0 ? [button('clear_ticks', false, () => { is_clearing = true; ask_anew(); draw(); })] : [])];
  }

  const from = () => seen === null ? '' : `${say('list_from', clock(seen))} ${say('ticks_here')}`;

  function draw() {
    if (home.hidden) return;
    const found = inside.filter((p) => ticked.has(p.id)).length;
    const shown = inside.filter((p) => shows_all || !ticked.has(p.id));
    const sectors = [...new Set(shown.map((p) => p.sector))].sort((a, b) => (a === '') - (b === '') || sector_label(a).localeCompare(sector_label(b), 'sv'));
    const focused = document.activeElement?.dataset?.id;
    home.replaceChildren(make('div', { class: 'card evacuation' },
      make('div', { role: 'status' }, make('h2', {}, seen === null ? say('waiting') : say('ticked', found, inside.length))),
      make('p', { class: 'quiet', id: 'evacuation-from' }, from()),
      make('div', { class: 'buttons' }, ...buttons()),
      ...(shown.length === 0 && seen !== null ? [make('p', {}, say(inside.length === 0 ? 'nobody_inside' : 'all_ticked'))] : []),
      ...sectors.map((sector) => group(sector, shown.filter((p) => p.sector === sector)))));
    if (focused) home.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
  }

  /// `people` is the whole list; it is in order.
  function news(people) {
    const fresh = people.filter((p) => p.inside_since !== null), line = document.getElementById('evacuation-from');
    const is_same = seen !== null && line && fresh.length === inside.length && fresh.every((p, i) => p.id === inside[i].id && p.name === inside[i].name);
    inside = fresh;
    seen = state.heard_at;
    if (is_same) line.textContent = from();  // a finger may be on a row
    else draw();
  }

  return { draw, news };
}

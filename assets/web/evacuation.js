// The evacuation list: everybody inside, kept in this page when the network is gone. The ticks stay on this device.
import { ask_anew, button } from '/dialogs.js';
import { announce, make, show_in } from '/elements.js';
import { say } from '/words.js';

const storage = 'entre.evacuation';
const kept = () => { try { return JSON.parse(localStorage.getItem(storage) ?? '[]'); } catch { return []; } };

export function open_evacuation({ state, clock, sector_label, sign }) {
  const home = document.getElementById('evacuation');
  const ticked = new Set(kept());
  let inside = [], seen = null, shows_all = true, is_clearing = false;

  // They stay while their content changes: so the count is read aloud, and the focus is not lost.
  const choices = make('div', { class: 'buttons' }), groups = make('div', { class: 'groups' });
  home.append(make('div', { class: 'card evacuation' }, make('div', { role: 'status' }, make('h2', { id: 'evacuation-count' })),
    make('p', { class: 'quiet', id: 'evacuation-from' }), choices, groups));

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
    announce('evacuation-count', seen === null ? say('waiting') : say('ticked', found, inside.length));
    announce('evacuation-from', from());
    const had_focus = choices.contains(document.activeElement);
    if (show_in(choices, ...buttons()) && had_focus) choices.querySelector('button').focus();
    show_in(groups, ...(shown.length === 0 && seen !== null ? [make('p', {}, say(inside.length === 0 ? 'nobody_inside' : 'all_ticked'))] : []),
      ...sectors.map((sector) => group(sector, shown.filter((p) => p.sector === sector))));
  }

  /// `people` is the whole list; it is in order.
  function news(people) {
    inside = people.filter((p) => p.inside_since !== null);
    seen = state.heard_at;
    draw();
  }

  return { draw, news };
}

// The staff part of the live page: the list of people, one person, and the actions of the staff screen.
import { ask_anew, ask_in, button, open_dialog, toast } from '/dialogs.js';
import { make, show_in } from '/elements.js';
import { open_evacuation } from '/evacuation.js';
import { alone, fill, say } from '/words.js';

const page_rows = 60;
const stale_ms = 10000, background_stale_ms = 60000;
const filters = {
  everybody: () => true,
  inside: (p) => p.inside_since !== null,
  not_yet: (p) => p.first_in === null && p.status === 'registered',
  walk_ins: (p) => p.walk_in,
  withdrawn: (p) => p.status === 'withdrawn',
};

const folded = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();

export function open_staff({ state, post, ask, clock, sector_label, sign }) {
  const home = document.getElementById('people');
  const chosen = { sought: '', filter: 'everybody', sector: '', rows: page_rows };
  let people = [], fetched = -Infinity, is_fetching = false, later = 0, parts = null;
  const evacuation = open_evacuation({ state, clock, sector_label, sign });

  // ---- the list

  function field(word, control) {
    const id = `people-${word}`;
    control.id = id;
    return make('div', { class: `field ${word}` }, make('label', { for: id }, say(word)), control);
  }

  function build() {
    const search = make('input', { type: 'search', autocomplete: 'off', spellcheck: 'false' });
    const filter = make('select', {}, ...Object.keys(filters).map((name) => make('option', { value: name }, say(`filter.${name}`))));
    const names = [...new Set((state.view?.sectors ?? []).map((s) => s.sector).filter(Boolean))];
    const sector = make('select', {}, make('option', { value: '' }, say('all_sectors')), ...names.map((name) => make('option', { value: name }, sector_label(name))));
    [search.value, filter.value, sector.value] = [chosen.sought, chosen.filter, chosen.sector];
    const change = () => { Object.assign(chosen, { sought: search.value, filter: filter.value, sector: sector.value, rows: page_rows }); draw_list(); };
    for (const control of [search, filter, sector]) control.addEventListener('input', change);
    const walk_in = make('button', { type: 'button', class: 'primary' }, say('walk_in'));
    walk_in.addEventListener('click', open_write_in);
    parts = { shown: make('p', { class: 'quiet', role: 'status' }), list: make('ul', { class: 'people', role: 'list' }), more: make('button', { type: 'button' }, say('more')) };
    parts.more.addEventListener('click', () => {
      const before = parts.list.children.length;
      chosen.rows += 4 * page_rows;
      draw_list();
      parts.list.children[before]?.querySelector('button')?.focus();
    });
    home.replaceChildren(make('div', { class: 'card list-card' }, make('h2', { class: 'hidden' }, say('tab_people')),
      make('div', { class: 'choose' }, field('search', search), field('show', filter), field('sector', sector), state.can_act ? walk_in : null),
      state.can_act ? null : make('p', { class: 'quiet' }, say('read_only')),
      make('div', { class: 'found' }, parts.shown, make('a', { class: 'plain-button', href: '/api/attendance' }, say('save_list'))), parts.list, parts.more));
    draw_list();
  }

  function where(p) {
    if (p.inside_since) return { text: say('is_inside', clock(p.inside_since)), kind: 'in' };
    if (p.status !== 'registered') return { text: say(`status.${p.status}`), kind: 'away' };
    return { text: say(p.first_in ? 'was_here' : 'not_here'), kind: 'out' };
  }

  function row(p) {
    const w = where(p);
    const button = make('button', { type: 'button', class: 'person', 'data-id': p.id },
      make('span', { class: 'who', dir: 'auto' }, p.name), make('span', { class: 'from quiet', dir: 'auto' }, [p.organisation, p.sector && sector_label(p.sector)].filter(Boolean).join(' · ') || '–'),
      make('span', { class: `place ${w.kind}` }, w.kind === 'in' ? sign('well') : null, w.text));
    button.addEventListener('click', () => open_person(p.id));
    return make('li', {}, button);
  }

  function draw_list() {
    if (!parts || home.hidden) return;
    const words = folded(chosen.sought).split(/\s+/).filter(Boolean), fits = filters[chosen.filter];
    const found = people.filter((p) => fits(p) && (!chosen.sector || p.sector === chosen.sector) && words.every((word) => p.sought.includes(word)));
    const shown = found.length === 0 && people.length > 0 ? say('none_found') : found.length === 1 ? say('shown_1') : say('shown', found.length);
    if (parts.shown.textContent !== shown) parts.shown.textContent = shown;
    show_in(parts.list, ...found.slice(0, chosen.rows).map(row));
    parts.more.hidden = found.length <= chosen.rows;
  }

  async function fetch_people() {
    if (is_fetching) return;
    is_fetching = true;
    try {
      people = await ask('/api/people');
      for (const p of people) p.sought = folded(`${p.name} ${p.organisation}`);
      fetched = performance.now();
      draw_list();
      evacuation.news(people);
    } catch { /* the status line shows it; the next update retries */ }
    is_fetching = false;
  }

  function show() {
    if (!parts) build();
    draw_list();
    evacuation.draw();
    if (performance.now() - fetched > stale_ms) fetch_people();
  }

  /// Marks new arrivals immediately. The complete list is fetched again every `stale_ms` while it is shown, and now and then
  /// otherwise: the evacuation list must be there when the network is gone.
  function news(view) {
    const by_id = new Map(people.map((p) => [p.id, p]));
    let is_new = false;
    for (const one of view.latest) {
      const p = by_id.get(one.id);
      if (p && !p.inside_since) { p.inside_since = one.at; p.first_in ??= one.at; is_new = true; }
    }
    if (is_new) { draw_list(); evacuation.news(people); }
    const patience = document.getElementById('now').hidden ? stale_ms : background_stale_ms;
    clearTimeout(later);
    later = setTimeout(fetch_people, Math.max(0, fetched + patience - performance.now()));
  }

  // ---- dialogs

  /// `body.request` is the request's id: a request whose answer was lost can be sent again and is carried out only once.
  let is_acting = false;
  async function act(body, name) {
    if (is_acting) return null;  // ignore a second tap on a slow network
    is_acting = true;
    const answer = await post('/api/act', body);
    is_acting = false;
    if (!answer) return null;
    if (answer.verdict === 'done') toast(say(`done.${body.action}`, alone(answer.name || name)));
    else if (!(body.action === 'walk_in' && answer.verdict === 'full')) toast(say(`verdict.${answer.verdict}`));
    fetched = -Infinity;
    fetch_people();
    return answer;
  }

  /// Replaces the buttons by a confirmation; the request is sent only on yes.
  function sure(place, question, yes, no, confirmed) {
    ask_anew();
    const first = button(yes, true, confirmed);
    place.replaceChildren(make('p', { class: 'question' }, question), make('div', { class: 'buttons' }, first, button('no', false, no)));
    first.focus();
  }

  function input(name, value, is_needed = false) {
    const id = `field-${name}`;
    return make('div', { class: 'field' }, make('label', { for: id }, say(name)), make('input', { id, name, value, maxlength: '80', autocomplete: 'off', required: is_needed }));
  }

  /// With the organisations on the list as suggestions.
  function organisation_input(value = '') {
    const field = input('organisation', value);
    const known = [...new Set(people.map((p) => p.organisation).filter(Boolean))].sort((a, b) => a.localeCompare(b, 'sv'));
    field.querySelector('input').setAttribute('list', 'known-organisations');
    field.append(make('datalist', { id: 'known-organisations' }, ...known.map((name) => make('option', { value: name }))));
    return field;
  }

  function sector_choice(value = '') {
    const known = state.seminar.sectors.length ? state.seminar.sectors.map((s) => s.name) : state.view.sectors.map((s) => s.sector).filter(Boolean);
    const names = value && !known.includes(value) ? [...known, value] : known;
    const select = make('select', { id: 'field-category', name: 'category' }, make('option', { value: '' }, '–'), ...names.map((name) => make('option', { value: name }, sector_label(name))));
    select.value = value;
    return make('div', { class: 'field' }, make('label', { for: 'field-category' }, say('sector')), select);
  }

  function form_of(fields, go, done, cancel) {
    const form = make('form', {}, ...fields, make('div', { class: 'buttons' }, make('button', { class: 'primary' }, say(go)), button('cancel', false, cancel)));
    form.addEventListener('submit', (event) => { event.preventDefault(); done(Object.fromEntries(new FormData(form))); });
    return form;
  }

  function lines(title, items) {
    return make('section', {}, make('h3', {}, say(title)),
      items.length ? make('ul', { class: 'lines', role: 'list' }, ...items) : make('p', { class: 'quiet' }, say('no_history')));
  }

  function line(text, second, time) {
    return make('li', {}, make('span', {}, text, second && make('span', { class: 'quiet', dir: 'auto' }, ` · ${second}`)), make('time', { class: 'quiet', datetime: time }, clock(time)));
  }

  async function open_person(id) {
    let who;
    try { who = await ask(`/api/person?id=${encodeURIComponent(id)}`); } catch { return toast(say('no_contact')); }
    const facts = make('div', { class: 'facts' }), place = make('div', { class: 'actions' }), past = make('div', { class: 'facts' });
    const dialog = open_dialog(who.name, facts, place, past);
    const again = async () => { try { who = await ask(`/api/person?id=${encodeURIComponent(id)}`); show_person(); } catch { dialog.close(); } };
    const request_ids = {};
    const request = async (action, more = {}) => {
      request_ids[action] ??= crypto.randomUUID();
      if (!await act({ action, person: id, ...more, request: request_ids[action] }, who.name)) return;
      delete request_ids[action];
      await again();
    };

    function show_person() {
      dialog.querySelector('h2').textContent = who.name;
      const w = where({ ...who, first_in: who.records.find((r) => r.kind === 'checked_in' || r.kind === 'walk_in')?.at ?? null });
      const about = [who.title, who.organisation, who.sector && sector_label(who.sector)].filter(Boolean).join(' · ');
      facts.replaceChildren(make('p', { class: `place ${w.kind}` }, w.kind === 'in' ? sign('well') : null, w.text),
        ...(about ? [make('p', { class: 'quiet', dir: 'auto' }, about)] : []),
        ...(who.note ? [make('p', { class: 'note', dir: 'auto' }, `${say('note')}: ${who.note}`)] : []));
      past.replaceChildren(lines('history', who.records.map((r) => line(say(`kind.${r.kind}`), r.station, r.at)).reverse()),
        lines('badges', who.badges.map((b) => line(say('badge_line', b.number, say(`badge_state.${b.state}`)), [b.fault === 'none' ? (b.printer === 'before the day' ? say('before_the_day') : b.printer) : say('printer', b.printer, say(`fault.${b.fault}`)), b.why === 'unsaid' ? '' : say(`why.${b.why}`)].filter(Boolean).join(' · '), b.at)).reverse()));
      show_actions();
    }

    function show_actions() {
      if (!state.can_act) return place.replaceChildren(make('p', { class: 'quiet' }, say('read_only')));
      const inside = who.inside_since !== null;
      // After a check-in, the button in the same place only closes; what takes somebody out again is last and apart.
      ask_in(place, make('div', { class: 'buttons' },
        inside ? button('ready', true, () => dialog.close()) : button('check_in', true, () => request('check_in')),
        who.badges.length > 0 ? button('reprint', false, () => who.badges.some((b) => b.state === 'printed' || b.state === 'in_doubt') ? show_why() : request('reprint')) : null,
        who.protected ? button('show_name', false, show_reasons) : button('rename', false, show_rename),
        button(who.protected ? 'unprotect' : 'protect', false, () => sure(place, say(who.protected ? 'unprotect_sure' : 'protect_sure'),
          who.protected ? 'unprotect_yes' : 'protect_yes', show_actions, () => request('mark_protected', { protected: !who.protected })))),
        ...(inside ? [make('div', { class: 'buttons apart' },
          button('undo_check_in', false, () => sure(place, say('undo_sure', alone(who.name)), 'undo_yes', show_actions, () => request('undo_check_in'))),
          button('check_out', false, () => request('check_out')))] : []));
    }

    function show_why() {
      ask_anew();
      const first = button('why.lost', true, () => request('reprint', { why: 'lost' }));
      place.replaceChildren(make('p', { class: 'question' }, say('why_again')), make('div', { class: 'buttons' }, first,
        button('why.damaged', true, () => request('reprint', { why: 'damaged' })),
        button('why.never_came', true, () => request('reprint', { why: 'never_came' })), button('cancel', false, show_actions)));
      first.focus();
    }

    /// The name stays on this dialog until it is closed; the look and its reason are recorded.
    function show_reasons() {
      ask_anew();
      const look = async (why) => {
        const answer = await act({ action: 'show_name', person: id, why, request: crypto.randomUUID() }, who.name);
        if (answer?.verdict !== 'done') return;
        await again();
        dialog.querySelector('h2').textContent = `${who.name} · ${answer.name}`;
      };
      const first = button('show_why.to_identify', true, () => look('to_identify'));
      place.replaceChildren(make('p', { class: 'question' }, say('show_question')), make('div', { class: 'buttons' }, first,
        button('show_why.as_asked', true, () => look('as_asked')),
        button('show_why.in_emergency', true, () => look('in_emergency')), button('cancel', false, show_actions)));
      first.focus();
    }

    function show_rename() {
      place.replaceChildren(form_of([input('given', who.given ?? ''), input('family', who.family ?? ''), organisation_input(who.organisation), sector_choice(who.sector)],
        'save', (values) => request('rename', values), show_actions));
      place.querySelector('input').focus();
    }
    show_person();
  }

  /// Lists badges in doubt. Nothing is reprinted without a tap here.
  async function open_badges() {
    const list = make('ul', { class: 'lines troubled', role: 'list' });
    const draw_badges = async () => {
      let badges;
      try { badges = await ask('/api/badges'); } catch { return toast(say('no_contact')); }
      list.replaceChildren(...(badges.length ? badges.map(badge) : [make('li', { class: 'quiet' }, say('badges_none'))]));
    };
    const settle = async (action, one) => {
      if (!await act({ action, order: one.order }, one.name)) return;
      // The next count will reflect it; until then do not ask about it again.
      [...list.children].find((item) => item.dataset.order === one.order)?.remove();
      if (list.children.length === 0) list.replaceChildren(make('li', { class: 'quiet' }, say('badges_none')));
      (list.querySelector('button') ?? dialog.querySelector('h2')).focus();
    };
    const badge = (one) => make('li', { 'data-order': one.order },
      make('span', { dir: 'auto' }, make('strong', {}, one.name), make('span', { class: 'quiet' }, ` · ${[one.printer, say(`badge_state.${one.in_doubt ? 'in_doubt' : 'failed'}`)].filter(Boolean).join(' · ')}`)),
      make('time', { class: 'quiet', datetime: one.at }, clock(one.at)),
      state.can_act ? make('div', { class: 'buttons' }, button(one.in_doubt ? 'badge_came' : 'badge_not_needed', false, () => settle('badge_settled', one)),
        button('badge_again', false, () => settle('print_order', one))) : null);
    const dialog = open_dialog(say('badges_title'), list);
    await draw_badges();
  }

  function open_write_in() {
    const confirmation = make('div', { class: 'actions' });
    const request = crypto.randomUUID();
    const form = form_of([input('given', '', true), input('family', ''), organisation_input(), sector_choice()], 'write', (values) => write(values, false), () => dialog.close());
    async function write(values, is_sure) {
      const answer = await act({ action: 'walk_in', ...values, sure: is_sure, request }, values.given);
      if (answer?.verdict === 'done') dialog.close();
      if (answer?.verdict === 'full') sure(confirmation, say('full_sure'), 'full_yes', () => { confirmation.replaceChildren(); form.querySelector('.primary').focus(); }, () => write(values, true));
    }
    const dialog = open_dialog(say('walk_in'), form, confirmation);
    form.querySelector('input').focus();
  }

  return { show, news, open_person, open_badges, renew() { if (parts) { parts = null; build(); } evacuation.draw(); fill(); } };
}

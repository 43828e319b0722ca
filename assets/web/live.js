// The live page: one event stream per browser, rendered as text and plain SVG. External text is only ever set as textContent.
import { alarm, button, open_dialog, announce_counts, announce_notice, toast } from '/dialogs.js';
import { announce, focus_on, make, show_in } from '/elements.js';
import { alone, count, fill, language, say, switch_language } from '/words.js';

const at = (id) => document.getElementById(id);
const state = { role: 'viewer', can_act: false, seminar: null, view: null, id: '', link: 'waiting', clock: null, heard_at: null };

// ---- time: the kiosk's clock, whatever the phone's clock shows

const door_now = () => state.clock ? state.clock.door + (performance.now() - state.clock.here) : null;
const two = (n) => String(n).padStart(2, '0');
/// Hours, minutes and seconds at the seminar. A fixed offset where it has no zone, or one that this browser does not know.
function wall_clock(ms) {
  try {
    if (state.seminar?.zone) return new Intl.DateTimeFormat('sv', { timeZone: state.seminar.zone, timeStyle: 'medium' }).format(ms).split(':');
  } catch { /* an unknown zone */ }
  const local = new Date(ms + (state.seminar?.offset_minutes ?? 0) * 60000);
  return [two(local.getUTCHours()), two(local.getUTCMinutes()), two(local.getUTCSeconds())];
}
/// “09.00” in Swedish, “9:00” in English, as on the kiosk.
function clock(time, with_seconds = false) {
  const [hours, minutes, seconds] = wall_clock(typeof time === 'number' ? time : Date.parse(time));
  const parts = [language() === 'sv' ? hours : String(Number(hours)), minutes, ...(with_seconds ? [seconds] : [])];
  return parts.join(language() === 'sv' ? '.' : ':');
}
const decimal = (n, digits) => n.toFixed(digits).replace('.', language() === 'sv' ? ',' : '.');

// ---- drawing

const number = (id, value, unit = '') => show_in(at(id), String(value), ...(unit ? [' ', make('small', {}, unit)] : []));

function draw_numbers(view) {
  number('inside', view.inside);
  number('expected', view.still_to_come, say('of', view.expected));
  at('forecast-label').textContent = say('at_start', clock(state.seminar.starts));
  const f = view.forecast;
  number('forecast', f ? (f.low === f.high ? f.low : `${f.low}–${f.high}`) : '–');
  number('rate', decimal(view.arrivals_a_minute, 1), say('per_minute'));
  const speed = view.health.speed;
  if (speed.visits > 0) number('speed', decimal(speed.p95_ms / 1000, speed.p95_ms < 995 ? 2 : 1), say('speed_unit'));
  else number('speed', '–');
}

const most_conflicts = 3;
const conflict_words = (c) => say(c.kind, alone(c.name), alone(c.first.station), clock(c.first.at), alone(c.second.station), clock(c.second.at));

function hands(view) {
  const h = view.health, b = view.badges, out = [];
  const add = (is_urgent, first, second = '', about = null) => out.push({ is_urgent, first, second, about });
  if (h.help_wanted > 0) out.push({ is_urgent: true, is_help: true, first: count('help', h.help_wanted), second: '' });
  for (const p of h.printers) if (p.fault !== 'none') add(p.stops, say('printer', alone(p.name), say(`fault.${p.fault}`)), p.detail);
  if (view.full) add(true, say('full', view.inside));
  if (h.known && !h.camera) add(true, say('camera_gone'));
  if (h.kiosks && !h.kiosks.in_touch) add(true, say('kiosks_apart', clock(h.kiosks.since)));
  if (h.kiosks?.in_touch) for (const k of h.kiosks.silent) add(true, say('kiosk_silent', alone(k.name), clock(k.since)), say('kiosk_silent_line'));
  if (h.import_waiting) add(true, say('import_waiting'));
  if (b.failed > 0) add(true, count('failed', b.failed), '', { id: 'badges.failed', name: count('failed', b.failed) });
  if (b.in_doubt > 0) add(true, count('doubt', b.in_doubt), '', { id: 'badges.doubt', name: count('doubt', b.in_doubt) });
  for (const c of view.conflicts.slice(0, most_conflicts)) add(true, conflict_words(c), '', c);
  if (view.conflicts.length > most_conflicts) add(true, say('others', view.conflicts.length - most_conflicts));
  if (h.last_import?.rejected > 0) add(true, count('rejected', h.last_import.rejected));
  if (h.disk_free_mib !== null && h.disk_free_mib < 500) add(true, say('disk', h.disk_free_mib));
  for (const f of view.flagged) add(false, say('flagged', alone(f.name)), clock(f.at));
  if (b.waiting > 0) add(false, count('waiting', b.waiting));
  return out;
}

const signs = {
  notice: 'M12 3 2 20h20zM12 9.5v5m0 2.6v.4', info: 'M12 3a9 9 0 1 0 .01 0M12 11v6m0-9.6V8', well: 'M4 12.5l5.5 5.5L20 7',
};
const sign = (name) => make('svg', { viewBox: '0 0 24 24', class: 'sign', 'aria-hidden': 'true' }, make('path', { d: signs[name] }));

/// For staff: a button that opens the person concerned, or the list of badges.
function look_at(what) {
  const button = make('button', { type: 'button', 'data-look': what.id, 'aria-label': `${say('look')}: ${what.name}` }, say('look'));
  button.addEventListener('click', async () => {
    await staff_loaded;  // a tap that comes while the module is loading is carried out afterwards
    if (!staff) return toast(say('no_contact'));
    if (what.id.startsWith('badges.')) staff.open_badges(); else staff.open_person(what.id);
  });
  return button;
}

let known_notices = null;  // the notices that a screen reader knows of; null before the first, and in a new language
/// New notices are read aloud. Calls for help have a message of their own.
function announce_notices(list) {
  const urgent = list.filter((one) => one.is_urgent && !one.is_help).map((one) => one.first);
  const fresh = known_notices === null ? [] : urgent.filter((text) => !known_notices.includes(text));
  known_notices = urgent;
  if (fresh.length > 0) announce_notice(fresh.join(' '));
}

function draw_hands(view) {
  const list = hands(view);
  announce_notices(list);
  if (list.length === 0 && state.link === 'live') list.push({ first: say('all_well'), second: '', is_well: true });
  show_in(at('hands'), ...list.map(({ is_urgent, is_well, first, second, about }) =>
    make('li', { class: is_urgent ? 'hand notice' : is_well ? 'hand well' : 'hand' }, sign(is_urgent ? 'notice' : is_well ? 'well' : 'info'),
      make('div', {}, make('strong', {}, first), second && make('span', {}, second)), about && staff_loaded ? look_at(about) : null)));
}

function draw_latest(view) {
  at('latest-card').hidden = state.role !== 'staff';  // viewers are not told who came
  if (view.latest.length === 0) return show_in(at('latest'), make('li', { class: 'quiet' }, say('nobody_yet')));
  show_in(at('latest'), ...view.latest.map((one) => make('li', {},
    make('span', { class: 'who', dir: 'auto' }, one.name), make('span', { class: 'from quiet', dir: 'auto' }, one.organisation || '–'),
    make('time', { class: 'quiet', datetime: one.at }, clock(one.at)))));
}

function sector_label(name) {
  if (!name) return say('no_sector');
  const known = state.seminar?.sectors.find((s) => s.name === name);
  return known?.[language()] || name;
}

function draw_sectors(view) {
  show_in(at('sectors'), ...view.sectors.map((s) => {
    const share = s.expected > 0 ? Math.min(1, s.inside / s.expected) : s.inside > 0 ? 1 : 0;
    const bar = make('span', { class: 'fill' });
    bar.style.width = `${(share * 100).toFixed(1)}%`;
    return make('li', {}, make('span', { class: 'label', dir: 'auto' }, sector_label(s.sector)), make('span', { class: 'track', 'aria-hidden': 'true' }, bar),
      make('span', { class: 'figure' }, say('sector_line', s.inside, s.expected)));
  }));
}

/// Chooses a bar width in minutes so that at most `most` bars are needed, from the first arrival to now, or to the start if it is
/// near.
function bars_of(view, most) {
  const begins = Date.parse(view.curve.begins), minutes = view.curve.minutes;
  const now = Date.parse(view.at), starts = Date.parse(state.seminar.starts);
  const until = Math.max(begins + minutes.length * 60000, now, starts - now < 3600000 ? starts + 60000 : 0);
  const span = Math.max(10, Math.ceil((until - begins) / 60000));
  const step = [1, 2, 5, 10, 15, 30, 60].find((s) => span / s <= most) ?? 60;
  const first = Math.floor(begins / (step * 60000)) * step * 60000;
  const bars = Array.from({ length: Math.ceil((until - first) / (step * 60000)) }, (_, i) => ({ from: first + i * step * 60000, n: 0 }));
  minutes.forEach((n, i) => { const bar = bars[Math.floor((begins + i * 60000 - first) / (step * 60000))]; if (bar) bar.n += n; });
  return { bars, step, starts };
}

function draw_curve(view) {
  const total = view.curve.minutes.reduce((sum, n) => sum + n, 0);
  if (total === 0) {
    show_in(at('curve'), make('p', { class: 'quiet' }, say('curve_empty')));
    return show_in(at('curve-table'));
  }
  const width = Math.max(240, at('curve').clientWidth), height = width < 500 ? 190 : 260, left = 30, bottom = height - 28, top = 20;
  const { bars, step, starts } = bars_of(view, width < 500 ? 32 : 64);
  const most = Math.max(...bars.map((bar) => bar.n)), each = (width - left) / bars.length;
  const tick = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((t) => most / t <= 4) ?? 1000;
  const scale = (bottom - top) / Math.max(most, tick), y = (n) => bottom - n * scale;
  const parts = [];
  for (let n = tick; n <= most; n += tick)
    parts.push(make('line', { x1: left, x2: width, y1: y(n), y2: y(n), class: 'grid' }), make('text', { x: left - 8, y: y(n) + 4, 'text-anchor': 'end' }, String(n)));
  for (const [i, bar] of bars.entries()) {
    const wide = Math.max(2, each * 0.74);
    if (bar.n > 0) parts.push(make('rect', { x: left + i * each + (each - wide) / 2, y: y(bar.n), width: wide, height: bar.n * scale, rx: Math.min(4, wide / 3), class: 'bar' }));
  }
  parts.push(make('line', { x1: left, x2: width, y1: bottom, y2: bottom, class: 'base' }));
  const label_step = [1, 5, 10, 15, 30, 60, 120].find((m) => m >= step && (m / step) * each >= 54) ?? 240;
  for (const [i, bar] of bars.entries()) {
    const x = left + i * each + each / 2;
    if ((bar.from / 60000) % label_step === 0 && x < width - 20) parts.push(make('text', { x, y: height - 8, 'text-anchor': 'middle' }, clock(bar.from)));
  }
  const start_x = left + ((starts - bars[0].from) / (step * 60000)) * each;
  if (start_x > left && start_x <= width)
    parts.push(make('line', { x1: start_x, x2: start_x, y1: top - 4, y2: bottom, class: 'start' }),
      make('text', { x: Math.min(start_x, width - 2), y: 11, 'text-anchor': start_x > width - 40 ? 'end' : 'middle' }, say('starts_here')));
  const peak = bars.reduce((a, b) => (b.n > a.n ? b : a));
  show_in(at('curve'), make('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img',
    'aria-label': say('curve_words', total, clock(view.curve.begins), clock(peak.from), peak.n) }, ...parts));
  show_in(at('curve-table'), make('table', {}, make('caption', {}, say('curve')),
    make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, say('time')), make('th', { scope: 'col' }, say('arrivals')))),
    make('tbody', {}, ...bars.filter((bar) => bar.n > 0).map((bar) => make('tr', {}, make('th', { scope: 'row' }, clock(bar.from)), make('td', {}, String(bar.n)))))));
}

function draw_status() {
  const now = door_now(), is_live = state.link === 'live';
  at('status').dataset.state = document.body.dataset.link = state.link;
  announce('status-words', say(state.link));
  announce('no-contact', state.link === 'again' && state.heard_at ? say('no_contact_since', clock(state.heard_at)) : '');
  at('clock').textContent = is_live && now ? [state.seminar?.station, clock(now, true)].filter(Boolean).join(' · ')
    : '';
}

/// Old numbers must not look like new ones: everything turns grey, and a bar says since when.
function set_link(link) {
  if (state.link === link) return;
  state.link = link;
  draw_status();
  if (state.view) draw_hands(state.view);
}

let shown_tab = 'now';
let staff = null, staff_loaded = null;  // the staff module, loaded once and for staff only; a promise of it

function draw() {
  const { seminar, view } = state;
  fill();
  at('language').textContent = say('other_language');
  at('language').lang = language() === 'sv' ? 'en' : 'sv';
  draw_status();
  if (!seminar) return;
  const name = seminar.name[language()];
  const view_name = state.role === 'staff' ? say(`tab_${shown_tab}`) : '';
  const title = [view_name, name, 'Entré'].filter(Boolean).join(' – ');
  document.title = state.view?.health.help_wanted > 0 ? `(!) ${title}` : title;
  at('name').textContent = name;
  at('view-name').textContent = view_name && ` – ${view_name}`;
  at('where').textContent = [seminar.venue[language()], say('start', clock(seminar.starts))].filter(Boolean).join(' · ');
  at('tabs').hidden = state.role !== 'staff';
  if (!view) return;
  for (const part of [draw_numbers, draw_hands, draw_latest, draw_sectors, draw_curve]) part(view);
  announce_counts(`${view.inside} ${view.still_to_come}`, say('count_news', view.inside, view.still_to_come));
  staff?.news(view);
}

let is_drawing = false;
function draw_soon() {
  if (is_drawing) return;
  is_drawing = true;
  // Not requestAnimationFrame: it pauses in background tabs, which must be up to date when they are shown.
  setTimeout(() => { is_drawing = false; draw(); }, 0);
}

// ---- updates: the tab that holds the lock owns the event stream and broadcasts it to the other tabs

const channel = new BroadcastChannel('entre.live');
let source = null, heard = 0, watch = 0;

function merge(target, patch) {
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete target[key];
    else if (typeof value === 'object' && !Array.isArray(value)) target[key] = merge(typeof target[key] === 'object' && target[key] ? target[key] : {}, value);
    else target[key] = value;
  }
  return target;
}

/// A visitor calls for help: everybody who has this page open learns of it immediately.
function tell_of_help(before) {
  const now = state.view?.health.help_wanted ?? 0;
  if (now <= before) return;
  alarm(count('help', now));
  navigator.vibrate?.([200, 100, 200]);
}

function take(kind, id, data) {
  heard = performance.now();
  const helpless = state.view?.health.help_wanted ?? 0;
  if (id) state.id = id;
  if (kind === 'whole') Object.assign(state, { role: data.role, can_act: data.can_act, seminar: data.seminar, view: data.view });
  if (kind === 'change' && state.view) state.view = merge(state.view, data);
  if (kind === 'time') state.clock = { door: Date.parse(data.at), here: performance.now() };
  if (kind === 'over') return be_over();
  state.heard_at = door_now();
  set_link('live');
  tell_of_help(helpless);
  if (state.role === 'staff') staff_loaded ??= load_staff().catch(() => { staff_loaded = null; });  // tried again at the next event
  if (kind === 'time') draw_status(); else draw_soon();
}

async function load_staff() {
  staff = (await import('/staff.js')).open_staff({ state, post, ask, clock, sector_label, sign });
  show_tab();
  draw();
}

function be_over() {
  source?.close();
  state.link = 'over';
  location.replace('/pair');
}

function open_stream() {
  source?.close();
  heard = performance.now();
  const stream = source = new EventSource(`/api/events${state.id && state.view ? `?last=${encodeURIComponent(state.id)}` : ''}`);
  for (const kind of ['whole', 'change', 'time', 'over'])
    stream.addEventListener(kind, (event) => {
      if (stream !== source) return;
      const data = JSON.parse(event.data);
      const id = kind === 'whole' || kind === 'change' ? event.lastEventId : '';
      take(kind, id, data);
      channel.postMessage({ kind, id, data });
    });
  stream.addEventListener('error', () => { if (stream === source) lost(); });
}

async function lost() {
  if (state.link === 'over') return;
  set_link(state.view ? 'again' : 'waiting');
  channel.postMessage({ kind: 'lost' });
  const is_closed = source.readyState === EventSource.CLOSED;
  try {
    const reply = await fetch('/api/live', { method: 'HEAD' });
    if (reply.status === 401) { channel.postMessage({ kind: 'over', id: '', data: {} }); return be_over(); }
  } catch { /* no network: EventSource reconnects or the next check does */ }
  if (is_closed) setTimeout(() => { if (source?.readyState === EventSource.CLOSED) open_stream(); }, 1000 + Math.random() * 1000);
}

/// After sleep or a network change, a stream can be dead without an error event. Reopens it if nothing arrived for `patience_ms`.
function look_after_stream(patience_ms) {
  if (!source || state.link === 'over' || performance.now() - heard < patience_ms) return;
  set_link(state.view ? 'again' : 'waiting');
  open_stream();
}

function lead() {
  open_stream();
  watch = setInterval(() => look_after_stream(40000), 5000);
  channel.addEventListener('message', ({ data }) => {
    if (data.kind === 'hello' && state.view) channel.postMessage({ kind: 'whole', id: state.id, data: { role: state.role, can_act: state.can_act, seminar: state.seminar, view: state.view } });
    if (data.kind === 'hello' && state.clock) channel.postMessage({ kind: 'time', id: '', data: { at: new Date(door_now()).toISOString() } });
  });
  return new Promise(() => {});  // never resolves: holds the lock until the tab is closed
}

function follow() {
  channel.addEventListener('message', ({ data }) => {
    if (source) return;
    if (data.kind === 'lost') set_link(state.view ? 'again' : 'waiting');
    else if (['whole', 'change', 'time', 'over'].includes(data.kind)) take(data.kind, data.id, data.data);
  });
  channel.postMessage({ kind: 'hello' });
}

// ---- requests

async function ask(path) {
  const reply = await fetch(path);
  if (reply.status === 401) be_over();
  if (!reply.ok) throw new Error(String(reply.status));
  return reply.json();
}

/// Returns the answer; on failure shows the reason and returns null.
async function post(path, body) {
  try {
    const reply = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Entre': '1' }, body: JSON.stringify(body) });
    if (reply.status === 401) be_over();
    if (reply.ok) return await reply.json();
    toast(say(reply.status === 409 ? 'read_only' : 'not_done'));
  } catch {
    toast(say(path === '/api/act' ? 'answer_lost' : 'no_contact'));
  }
  return null;
}

// ---- leaving

async function leave() {
  if (!await post('/api/leave', {})) return;
  channel.postMessage({ kind: 'over', id: '', data: {} });
  be_over();
}

function ask_to_leave() {
  const dialog = open_dialog(say('leave_sure'), make('p', { class: 'question' }, say('leave_then')),
    make('div', { class: 'buttons' }, button('leave_yes', true, leave), button('no', false, () => dialog.close())));
}

// ---- page setup

const tabs = ['now', 'people', 'evacuation'];
function show_tab() {
  const asked = location.hash.slice(1), shown = state.role === 'staff' && tabs.includes(asked) ? asked : 'now';
  shown_tab = shown;
  for (const tab of tabs) at(tab).hidden = tab !== shown;
  for (const link of at('tabs').children) {
    if (link.hash === `#${shown}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (shown !== 'now') staff?.show?.(); else if (state.view && state.seminar) draw_curve(state.view);
}

at('language').addEventListener('click', () => { switch_language(); known_notices = null; staff?.renew?.(); draw(); });
// Not by the address: that names the view.
document.querySelector('.skip').addEventListener('click', (event) => { event.preventDefault(); at('main').focus(); });
at('leave').addEventListener('click', ask_to_leave);
addEventListener('hashchange', () => { show_tab(); draw(); focus_on(at('main')); });
addEventListener('online', () => look_after_stream(0));
addEventListener('offline', () => { if (state.view) set_link('again'); });
addEventListener('pageshow', (event) => { if (event.persisted) look_after_stream(0); });
document.addEventListener('visibilitychange', () => { if (!document.hidden) look_after_stream(20000); });
new ResizeObserver(() => { if (state.view && state.seminar && !at('now').hidden) draw_curve(state.view); }).observe(at('curve'));
setInterval(draw_status, 1000);
draw();
follow();
if (navigator.locks) navigator.locks.request('entre.live', lead); else lead();

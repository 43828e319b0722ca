// All texts of the live page, Swedish first. {0}, {1} are placeholders. A test fails if a text is missing.
export const words = {
  sv: {
    other_language: 'English', skip: 'Till innehållet', leave: 'Koppla från', leave_sure: 'Koppla från?', leave_then: 'Då visas inget mer här. För att ansluta igen behövs en ny kod.', leave_yes: 'Ja, koppla från', tabs: 'Vyer', tab_now: 'Läget', tab_people: 'Deltagare', tab_evacuation: 'Utrymning',
    start: 'start {0}', live: 'Live', again: 'Ingen kontakt', no_contact_since: 'Ingen kontakt sedan {0}. Siffrorna är gamla.', waiting: 'Ansluter…', over: 'Frånkopplad',
    inside: 'Inne nu', expected: 'Kvar att komma', of: 'av {0}', at_start: 'Inne kl. {0}', rate: 'Takt', per_minute: 'per minut',
    speed: '19 av 20 väntar högst', speed_unit: 's',
    curve: 'Ankomster', curve_words: '{0} ankomster sedan {1}. Flest kom kl. {2}: {3}.', curve_empty: 'Ingen har kommit än.',
    time: 'Tid', arrivals: 'Ankomster', starts_here: 'Start',
    sectors: 'Sektorer', sector_line: '{0} av {1}', no_sector: 'Utan sektor', latest: 'Senast in', nobody_yet: 'Ingen än.',
    count_news: '{0} inne, {1} kvar att komma.', hands: 'Behöver åtgärdas', look: 'Titta', all_well: 'Allt fungerar.', printer: 'Skrivare {0}: {1}',
    failed_1: 'En namnbricka kom inte ut.', failed_n: '{0} namnbrickor kom inte ut.',
    doubt_1: 'En namnbricka är osäker. Se efter om den kom ut.', doubt_n: '{0} namnbrickor är osäkra. Se efter om de kom ut.',
    waiting_1: 'En namnbricka väntar på att skrivas ut.', waiting_n: '{0} namnbrickor väntar på att skrivas ut.',
    camera_gone: 'Kameran svarar inte. Se till att sladden sitter i.',
    kiosks_apart: 'Kiosken når inte de andra kioskerna sedan {0}. Siffrorna här är bara dess egna sedan dess.',
    kiosk_silent: '{0} hörs inte sedan {1}',
    kiosk_silent_line: 'Siffrorna här saknar det som har hänt där sedan dess.',
    import_waiting: 'En ny lista väntar på godkännande: den avbokar många. Svara på kiosken.',
    rejected_1: 'En rad i listan gick inte att läsa.', rejected_n: '{0} rader i listan gick inte att läsa.',
    help_1: 'En besökare väntar på hjälp vid dörren.', help_n: '{0} besökare väntar på hjälp vid dörren.',
    two_stations: '{0} kom in vid {1} {2} och vid {3} {4}, medan de inte nådde varandra. Se efter vem som har koden.', out_and_in: '{0} checkades ut vid {1} {2} och in vid {3} {4}, medan de inte nådde varandra. Räknas som inne.', withdrawn_inside: '{0} är inne men har avbokat.',
    flagged: '{0} har kommit.', others: 'Och {0} till.', full: 'Det är fullt: {0} inne.', disk: 'Disken är snart full: {0} MB kvar.',
    fault: { labels_low: 'etiketterna är snart slut.', out_of_labels: 'etiketterna är slut.', jam: 'en etikett har fastnat.',
      cover_open: 'luckan är öppen.', supply_empty: 'färgen är slut.', output_full: 'utmatningen är full.', paused: 'pausad.',
      offline: 'svarar inte.', missing: 'finns inte.', other: 'behöver hjälp.' },
    ticked: '{0} av {1} avprickade', list_from: 'Läget {0}.', ticks_here: 'Avprickningen finns bara i den här enheten.', show_missing: 'Visa bara de som saknas', show_all: 'Visa alla',
    clear_ticks: 'Börja om', ticks_yes: 'Ja, börja om', nobody_inside: 'Ingen är inne.', all_ticked: 'Alla är avprickade.',
    search: 'Sök namn eller organisation', show: 'Visa', sector: 'Sektor', all_sectors: 'Alla sektorer',
    filter: { everybody: 'Alla', inside: 'Inne', not_yet: 'Inte här än', walk_ins: 'Tillagda vid dörren', withdrawn: 'Avbokade' },
    shown: '{0} personer', shown_1: 'En person', none_found: 'Ingen passar. Prova färre bokstäver.', more: 'Visa fler', walk_in: 'Lägg till deltagare', save_list: 'Spara närvarolistan',
    is_inside: 'Inne {0}', not_here: 'Inte här än', was_here: 'Har gått', status: { unpaid: 'Ej betald', withdrawn: 'Avbokad', waiting_list: 'Väntelista' },
    close: 'Stäng', ready: 'Klar', check_in: 'Checka in', undo_check_in: 'Ångra incheckning', check_out: 'Checka ut', rename: 'Rätta uppgifterna', reprint: 'Skriv ut namnbrickan igen',
    protect: 'Skydda identiteten', unprotect: 'Ta bort skyddet', show_name: 'Visa namnet', show_question: 'Varför behöver du se namnet? Det antecknas.', show_why: { to_identify: 'För att veta vem det är', as_asked: 'Personen ber om det', in_emergency: 'Nödläge' },
    undo_sure: '{0} räknas då som aldrig incheckad. Ångra?', undo_yes: 'Ja, ångra', no: 'Nej',
    protect_sure: 'Namnet byts mot ett alias här och på namnbrickan. Skydda?', protect_yes: 'Ja, skydda',
    unprotect_sure: 'Namnet visas då för alla i personalen. Ta bort skyddet?', unprotect_yes: 'Ja, ta bort',
    given: 'Förnamn', family: 'Efternamn', organisation: 'Organisation', save: 'Spara', cancel: 'Avbryt', before_the_day: 'tryckt i förväg', why_again: 'Varför en ny namnbricka?', why: { lost: 'Borttappad', damaged: 'Trasig', never_came: 'Kom aldrig ut' }, write: 'Lägg till',
    full_sure: 'Det är fullt. Lägga till ändå?', full_yes: 'Ja, lägg till ändå',
    history: 'Vad som hänt', badges: 'Namnbrickor', no_history: 'Inget än.', note: 'Anteckning',
    kind: { checked_in: 'Checkades in', checked_out: 'Checkades ut', check_in_undone: 'Incheckningen ångrades', walk_in: 'Lades till', correction: 'Rättades', name_shown: 'Namnet visades' },
    badge_state: { ordered: 'beställd', submitted: 'hos skrivaren', printing: 'skrivs ut', printed: 'utskriven', failed: 'kom inte ut', in_doubt: 'osäker' },
    badge_line: 'Namnbricka {0}: {1}',
    done: { check_in: '{0} är incheckad.', undo_check_in: 'Incheckningen är ångrad.', check_out: '{0} är utcheckad.', walk_in: '{0} är tillagd.',
      rename: 'Uppgifterna är rättade.', reprint: 'Namnbrickan skrivs ut.', mark_protected: 'Skyddet är ändrat.', show_name: 'Namnet visas här. Det är antecknat.', badge_settled: 'Namnbrickan är avbockad.', print_order: 'Namnbrickan skrivs ut.' },
    badges_title: 'Namnbrickor att se efter', badges_none: 'Alla namnbrickor är utredda.', badge_came: 'Den kom ut', badge_not_needed: 'Behövs inte', badge_again: 'Skriv ut igen',
    verdict: { already_in: 'Är redan inne.', not_inside: 'Är inte inne.', full: 'Det är fullt.', nobody: 'Personen finns inte längre i listan.', no_name: 'Skriv ett namn.', enough: 'Fler än två nya går inte att skriva ut här.' },
    read_only: 'Här går det bara att läsa. Dörren är öppen på en annan dator.', not_done: 'Det gick inte. Försök igen.', no_contact: 'Ingen kontakt med dörren. Inget är ändrat.', answer_lost: 'Ingen kontakt med dörren. Försök igen; det görs inte två gånger.',
    pair_title: 'Läget vid dörren', pair_how: 'Be personalen trycka på Telefoner på kiosken. Skanna koden där, eller skriv de sex siffrorna.', pair_label: 'Sex siffror', pair_go: 'Öppna',
    pair_warning: 'Webbläsaren varnar första gången, eftersom kiosken har ett eget certifikat. Fingeravtrycket på skärmen ska vara samma som i varningen.',
    pair_wait: 'Öppnar…', pair_wrong: 'Koden gäller inte, eller inte längre. Be om en ny.', pair_often: 'För många försök. Vänta en minut.', pair_contact: 'Ingen kontakt med dörren. Är telefonen på rätt nät?',
  },
  en: {
    other_language: 'Svenska', skip: 'To the content', leave: 'Disconnect', leave_sure: 'Disconnect?', leave_then: 'Nothing more is shown here then. Connecting again takes a new code.', leave_yes: 'Yes, disconnect', tabs: 'Views', tab_now: 'Right now', tab_people: 'Attendees', tab_evacuation: 'Roll call',
    start: 'starts {0}', live: 'Live', again: 'No contact', no_contact_since: 'No contact since {0}. The numbers are old.', waiting: 'Connecting…', over: 'Disconnected',
    inside: 'Inside now', expected: 'Still to come', of: 'of {0}', at_start: 'Inside at {0}', rate: 'Rate', per_minute: 'a minute',
    speed: '19 of 20 wait at most', speed_unit: 's',
    curve: 'Arrivals', curve_words: '{0} arrivals since {1}. Most came at {2}: {3}.', curve_empty: 'Nobody has come yet.',
    time: 'Time', arrivals: 'Arrivals', starts_here: 'Start',
    sectors: 'Sectors', sector_line: '{0} of {1}', no_sector: 'No sector', latest: 'Latest in', nobody_yet: 'Nobody yet.',
    count_news: '{0} inside, {1} still to come.', hands: 'Needs attention', look: 'Look', all_well: 'Everything works.', printer: 'Printer {0}: {1}',
    failed_1: 'One badge did not come out.', failed_n: '{0} badges did not come out.',
    doubt_1: 'One badge is in doubt. See whether it came out.', doubt_n: '{0} badges are in doubt. See whether they came out.',
    waiting_1: 'One badge is waiting to be printed.', waiting_n: '{0} badges are waiting to be printed.',
    camera_gone: 'The camera does not answer. Check its cable.',
    kiosks_apart: 'The kiosk has not reached the other kiosks since {0}. The numbers here are only its own since then.',
    kiosk_silent: '{0} has not been heard since {1}',
    kiosk_silent_line: 'The numbers here lack what has happened there since then.',
    import_waiting: 'A new list is waiting for approval: it cancels many. Answer at the kiosk.',
    rejected_1: 'One row of the list could not be read.', rejected_n: '{0} rows of the list could not be read.',
    help_1: 'A visitor is waiting for help at the door.', help_n: '{0} visitors are waiting for help at the door.',
    two_stations: '{0} came in at {1} {2} and at {3} {4}, while they could not reach each other. See who has the code.', out_and_in: '{0} was checked out at {1} {2} and in at {3} {4}, while they could not reach each other. Counts as inside.', withdrawn_inside: '{0} is inside but has cancelled.',
    flagged: '{0} has arrived.', others: 'And {0} more.', full: 'Full: {0} inside.', disk: 'The disk is nearly full: {0} MB left.',
    fault: { labels_low: 'labels are running low.', out_of_labels: 'out of labels.', jam: 'a label is stuck.',
      cover_open: 'the cover is open.', supply_empty: 'out of ink.', output_full: 'the output is full.', paused: 'paused.',
      offline: 'does not answer.', missing: 'not found.', other: 'needs a look.' },
    ticked: '{0} of {1} accounted for', list_from: 'As of {0}.', ticks_here: 'The ticks are kept on this device only.', show_missing: 'Show only those missing', show_all: 'Show everybody',
    clear_ticks: 'Start over', ticks_yes: 'Yes, start over', nobody_inside: 'Nobody is inside.', all_ticked: 'Everybody is accounted for.',
    search: 'Search name or organisation', show: 'Show', sector: 'Sector', all_sectors: 'All sectors',
    filter: { everybody: 'Everybody', inside: 'Inside', not_yet: 'Not here yet', walk_ins: 'Added at the door', withdrawn: 'Cancelled' },
    shown: '{0} people', shown_1: 'One person', none_found: 'Nobody matches. Try fewer letters.', more: 'Show more', walk_in: 'Add a person', save_list: 'Save the attendance list',
    is_inside: 'Inside {0}', not_here: 'Not here yet', was_here: 'Has left', status: { unpaid: 'Unpaid', withdrawn: 'Cancelled', waiting_list: 'Waiting list' },
    close: 'Close', ready: 'Done', check_in: 'Check in', undo_check_in: 'Undo check-in', check_out: 'Check out', rename: 'Correct the details', reprint: 'Print the badge again',
    protect: 'Protect the identity', unprotect: 'Remove the protection', show_name: 'Show the name', show_question: 'Why do you need to see the name? It is recorded.', show_why: { to_identify: 'To know who it is', as_asked: 'The person asks for it', in_emergency: 'Emergency' },
    undo_sure: '{0} then counts as never checked in. Undo?', undo_yes: 'Yes, undo', no: 'No',
    protect_sure: 'An alias replaces the name here and on the badge. Protect?', protect_yes: 'Yes, protect',
    unprotect_sure: 'All staff will then see the name. Remove the protection?', unprotect_yes: 'Yes, remove',
    given: 'Given name', family: 'Family name', organisation: 'Organisation', save: 'Save', cancel: 'Cancel', before_the_day: 'printed in advance', why_again: 'Why another badge?', why: { lost: 'Lost', damaged: 'Damaged', never_came: 'Never came out' }, write: 'Add',
    full_sure: 'The house is full. Add the person anyway?', full_yes: 'Yes, add anyway',
    history: 'What happened', badges: 'Badges', no_history: 'Nothing yet.', note: 'Note',
    kind: { checked_in: 'Checked in', checked_out: 'Checked out', check_in_undone: 'Check-in undone', walk_in: 'Added', correction: 'Corrected', name_shown: 'Name shown' },
    badge_state: { ordered: 'ordered', submitted: 'at the printer', printing: 'printing', printed: 'printed', failed: 'did not come out', in_doubt: 'in doubt' },
    badge_line: 'Badge {0}: {1}',
    done: { check_in: '{0} is checked in.', undo_check_in: 'The check-in is undone.', check_out: '{0} is checked out.', walk_in: '{0} is added.',
      rename: 'The details are corrected.', reprint: 'The badge is printing.', mark_protected: 'The protection is changed.', show_name: 'The name is shown here. It is recorded.', badge_settled: 'The badge is settled.', print_order: 'The badge is printing.' },
    badges_title: 'Badges to look for', badges_none: 'All badges are settled.', badge_came: 'It came out', badge_not_needed: 'Not needed', badge_again: 'Print again',
    verdict: { already_in: 'Is inside already.', not_inside: 'Is not inside.', full: 'The house is full.', nobody: 'This person is no longer on the list.', no_name: 'Write a name.', enough: 'No more than two new badges can be printed here.' },
    read_only: 'This page only reads. The door is open on another computer.', not_done: 'That did not work. Try again.', no_contact: 'No contact with the door. Nothing was changed.', answer_lost: 'No contact with the door. Try again; it is not done twice.',
    pair_title: 'At the door', pair_how: 'Ask staff to tap Phones on the kiosk. Scan the code there, or type the six digits.', pair_label: 'Six digits', pair_go: 'Open',
    pair_warning: 'The browser warns the first time, because the kiosk has a certificate of its own. The fingerprint on the screen must match the one in the warning.',
    pair_wait: 'Opening…', pair_wrong: 'This code is not valid, or not any more. Ask for a new one.', pair_often: 'Too many tries. Wait a minute.', pair_contact: 'No contact with the door. Is the phone on the right network?',
  },
};

const kept = () => { try { return localStorage.getItem('entre.language'); } catch { return null; } };
let chosen = kept() === 'en' ? 'en' : 'sv';

export const language = () => chosen;
export function switch_language() {
  chosen = chosen === 'sv' ? 'en' : 'sv';
  try { localStorage.setItem('entre.language', chosen); } catch { /* not stored in a private window */ }
}

/// The text at a path such as "fault.jam"; "" if there is none.
export function say(path, ...parts) {
  let found = words[chosen];
  for (const step of path.split('.')) found = found?.[step];
  return typeof found === 'string' ? found.replace(/\{(\d)\}/g, (_, i) => parts[i] ?? '') : '';
}
/// Isolates a name of any script so that it does not change the direction of its sentence (Unicode's first strong isolate).
export const alone = (name) => `\u2068${name}\u2069`;
export const count = (path, n) => n === 1 ? say(`${path}_1`) : say(`${path}_n`, n);

/// Fills in the page's static texts.
export function fill(root = document) {
  document.documentElement.lang = chosen;
  for (const place of root.querySelectorAll('[data-word]')) place.textContent = say(place.dataset.word);
  for (const place of root.querySelectorAll('[data-label]')) place.setAttribute('aria-label', say(place.dataset.label));
}

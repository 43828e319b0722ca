// The live page by keyboard, by screen reader and enlarged (WCAG 2.2 AA; the numbers are its success criteria). Part of journey.js.
import assert from 'node:assert/strict';

const phone = { width: 390, height: 844 }, laptop = { width: 1280, height: 800 };
const both_sizes = [phone, laptop], double_tap = 750;

/// What can be operated in the open dialog, or else on the page, in its order. Runs in the page.
const mark_controls = () => {
  const scope = document.querySelector('dialog[open]') ?? document.body;
  window.controls = [...scope.querySelectorAll('a[href], button, input, select')].filter((one) => one.checkVisibility() && !one.disabled);
  const small = window.controls.filter((one) => {
    if (one.matches('.skip')) return false;  // as large as the others once it is shown; see below
    const { width, height } = one.getBoundingClientRect();
    return width < 24 || height < 24;
  });
  if (scope === document.body) window.controls.at(-1).focus();  // the next Tab leaves the page, the one after it begins anew
  return { count: window.controls.length, is_page: scope === document.body, small: small.map((one) => one.outerHTML.slice(0, 80)) };
};

/// Notes which control gets the focus from now on, and what is wrong with how it looks. Runs in the page.
const follow_focus = () => {
  window.reached = [];
  window.wrong = [];
  window.following?.abort();
  window.following = new AbortController();
  document.addEventListener('focusin', ({ target: one }) => {
    const style = getComputedStyle(one), place = one.getBoundingClientRect(), wrong = [];
    window.reached.push(window.controls.indexOf(one));
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) wrong.push('shows no focus (2.4.7)');
    if (place.width < 24 || place.height < 24) wrong.push('is too small (2.5.8)');
    const is_seen = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.8]].some(([x, y]) => one.contains(document.elementFromPoint(place.x + x * place.width, place.y + y * place.height)));
    if (!is_seen) wrong.push('is covered or outside (2.4.11)');
    window.wrong.push(...wrong.map((why) => `${one.outerHTML.slice(0, 80)} ${why}`));
  }, { signal: window.following.signal });
};

/// Walks over all controls by Tab: each is reached, in order, visibly, and the last one is left again.
async function walk(page, name) {
  const { count, is_page, small } = await page.evaluate(mark_controls);
  assert.deepEqual(small, [], `${name}: targets of less than 24 px (2.5.8)`);
  assert.ok(count > 0, `${name} has controls`);
  if (is_page) await page.keyboard.press('Tab');
  await page.evaluate(follow_focus);
  for (let i = 0; i < count; ++i) await page.keyboard.press('Tab');
  const { reached, wrong } = await page.evaluate(() => ({ reached: window.reached, wrong: window.wrong }));
  assert.deepEqual(reached, Array.from({ length: count }, (_, i) => i), `${name}: the order by Tab (2.1.1, 2.4.3)`);
  assert.deepEqual(wrong, [], name);
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement !== window.controls.at(-1)), `${name}: the last control is a trap (2.1.2)`);
}

/// Texts that are cut off, and what is wider than the page. Runs in the page.
const cut_off = () => {
  const out = [], page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) out.push(`the page is ${page.scrollWidth - page.clientWidth} px too wide`);
  for (const one of document.querySelectorAll('body *')) {
    if (!one.checkVisibility() || one.closest('.hidden, svg, noscript')) continue;
    const style = getComputedStyle(one), hides = ['hidden', 'clip'].includes(style.overflowX) || one.matches('dialog');
    if (hides && one.scrollWidth > one.clientWidth + 1 && one.textContent.trim()) out.push(`cut off: ${one.outerHTML.slice(0, 100)}`);
    const place = one.getBoundingClientRect();
    if (one.children.length === 0 && place.right > page.clientWidth + 1) out.push(`outside: ${one.outerHTML.slice(0, 100)}`);
  }
  return out;
};
/// The spacing that readers may choose (1.4.12).
const wide_text = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }';

const views = {
  now: (page) => page.waitForSelector('#curve svg'),
  people: (page) => page.waitForSelector('.person'),
  evacuation: (page) => page.waitForSelector('.person.tick'),
};
async function open_view(page, name) {
  await page.click(`#tabs a[href="#${name}"]`);
  await views[name](page);
}
const dialogs = {
  person: async (page) => { await open_view(page, 'people'); await page.locator('.person').first().click(); },
  'add a person': async (page) => { await open_view(page, 'people'); await page.getByRole('button', { name: 'Lägg till deltagare' }).click(); },
  badges: async (page) => { await open_view(page, 'now'); await page.click('[data-look="badges.doubt"]'); await page.waitForSelector('.troubled .buttons'); },
  disconnect: (page) => page.click('#leave'),
};
async function open_dialog(page, name) {
  await dialogs[name](page);
  await page.waitForSelector('dialog[open]');
}
async function close_dialog(page) {
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('dialog'));
}
const focused = (page) => page.evaluate(() => {
  const one = document.activeElement;
  return one.dataset.id ?? one.dataset.look ?? (one.id || one.textContent.trim());
});
/// Puts the focus on the first element of this selector, as a keyboard would.
const focus = (page, selector) => page.locator(selector).first().focus();
const press = async (page, selector) => { await focus(page, selector); await page.keyboard.press('Enter'); };

export function add_accessibility_steps({ step, door, device, paired, judge, picture, upload_page }) {
  step('every view and dialog is walked through by Tab, and Escape closes a dialog', async () => {
    await door().ask('trouble on');
    const { context, page } = await paired(door(), 'staff');
    for (const size of both_sizes) {
      await page.setViewportSize(size);
      for (const name of Object.keys(views)) {
        await open_view(page, name);
        await walk(page, `${name} ${size.width}`);
      }
      for (const name of Object.keys(dialogs)) {
        await open_dialog(page, name);
        if (name === 'add a person') await focus(page, 'dialog h2');
        await walk(page, `${name} ${size.width}`);
        await close_dialog(page);
      }
    }
    await context.close();
    await door().ask('trouble off');
  });

  step('the pairing and the upload page are walked through by Tab', async () => {
    for (const viewport of both_sizes) {
      const context = await device({ viewport }), page = await context.newPage();
      await page.goto(`https://127.0.0.1:${door().port}/pair`);
      await page.waitForSelector('#language:not([hidden])');
      await walk(page, `pair ${viewport.width}`);
      await context.close();
      const upload = await upload_page({ viewport });
      await walk(upload.page, `upload ${viewport.width}`);
      await upload.context.close();
    }
  });

  step('the skip link leads to the view that is shown', async () => {
    const { context, page } = await paired(door(), 'staff');
    await open_view(page, 'people');
    await page.evaluate(() => document.activeElement.blur());
    await page.evaluate(() => scrollTo(0, 0));
    await focus(page, '.skip');
    const place = await page.locator('.skip').boundingBox();
    assert.ok(place.y >= 0 && place.height >= 24, 'shown when it has the focus');
    await page.keyboard.press('Enter');
    assert.equal(await focused(page), 'main');
    assert.ok(await page.isVisible('#people'), 'the view is the same');
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'people-search');
    await context.close();
  });

  step('title, heading and language follow the view', async () => {
    const { context, page } = await paired(door(), 'staff');
    const shown = async () => [await page.title(), await page.textContent('h1'), await page.getAttribute('html', 'lang')];
    const name = 'Att förebygga social oro';
    for (const [view, word] of [['people', 'Deltagare'], ['evacuation', 'Utrymning'], ['now', 'Läget']]) {
      await press(page, `#tabs a[href="#${view}"]`);
      await views[view](page);
      await page.waitForFunction((start) => document.title.startsWith(start), word);
      assert.deepEqual(await shown(), [`${word} – ${name} – Entré`, `${name} – ${word}`, 'sv']);
      assert.equal(await page.locator('h1').count(), 1);
      assert.equal(await focused(page), 'main', 'the focus is at the new view');
    }
    await press(page, '#language');
    assert.deepEqual(await shown(), [`Right now – ${name} – Entré`, `${name} – Right now`, 'en']);
    assert.equal(await page.getAttribute('#language', 'lang'), 'sv');
    assert.equal(await focused(page), 'language');
    await context.close();
    const other = await device(), pair = await other.newPage();
    await pair.goto(`https://127.0.0.1:${door().port}/pair`);
    await press(pair, '#language:not([hidden])');
    assert.deepEqual([await pair.title(), await pair.textContent('h1'), await pair.getAttribute('html', 'lang')], ['At the door – Entré', 'At the door', 'en']);
    await other.close();
    const english = await upload_page({ locale: 'en-GB' });
    assert.equal(await english.page.getAttribute('html', 'lang'), 'en');
    await english.context.close();
  });

  step('a closed dialog gives the focus back to what opened it, also when that has been drawn anew', async () => {
    await door().ask('trouble on');
    const { context, page } = await paired(door(), 'staff');
    await press(page, '#leave');
    await page.waitForSelector('dialog[open]');
    await close_dialog(page);
    assert.equal(await focused(page), 'leave');

    await press(page, '[data-look="badges.doubt"]');
    await page.waitForSelector('dialog[open]');
    await close_dialog(page);
    assert.equal(await focused(page), 'badges.doubt');

    await open_view(page, 'people');
    await page.selectOption('#people-show', 'not_yet');
    await focus(page, '.person');
    const [first, second] = await page.locator('.person').evaluateAll((rows) => rows.slice(0, 2).map((row) => row.dataset.id));
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    await page.evaluate((id) => document.querySelector(`[data-id="${id}"]`).replaceWith(document.querySelector(`[data-id="${id}"]`).cloneNode(true)), first);
    await close_dialog(page);
    assert.equal(await focused(page), first);

    // Somebody who is checked in is not in this list any more: the next one has the focus.
    await page.reload();
    await views.people(page);
    await page.selectOption('#people-show', 'not_yet');
    await press(page, `[data-id="${first}"]`);
    await page.waitForSelector('dialog[open]');
    await page.waitForTimeout(double_tap);
    await press(page, 'dialog button.primary');
    await page.waitForFunction(() => document.querySelector('dialog .place.in'));
    assert.equal(await focused(page), 'Klar', 'the button that replaces another takes over its focus');
    await page.waitForTimeout(double_tap);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !document.querySelector('dialog'));
    await page.waitForFunction((id) => !document.querySelector(`[data-id="${id}"]`), first);
    assert.ok([second, 'main'].includes(await focused(page)), `the focus is at ${await focused(page)}`);
    await context.close();
    await door().ask('trouble off');
  });

  step('buttons that replace others take over the focus', async () => {
    const { context, page } = await paired(door(), 'staff');
    const answer = async (text) => { await page.waitForTimeout(double_tap); assert.equal(await focused(page), text); await page.keyboard.press('Enter'); };
    await open_view(page, 'people');
    await page.locator('.person').nth(2).click();
    await page.waitForSelector('dialog[open]');
    await page.waitForTimeout(double_tap);
    await page.getByRole('button', { name: 'Skydda identiteten' }).focus();
    await page.keyboard.press('Enter');
    await answer('Ja, skydda');
    await page.waitForFunction(() => [...document.querySelectorAll('dialog button')].some((one) => one.textContent === 'Ta bort skyddet'));
    assert.ok(await page.evaluate(() => document.querySelector('dialog .actions').contains(document.activeElement)));
    await page.waitForTimeout(double_tap);
    await page.getByRole('button', { name: 'Ta bort skyddet' }).focus();
    await page.keyboard.press('Enter');
    await answer('Ja, ta bort');
    await page.waitForFunction(() => [...document.querySelectorAll('dialog button')].some((one) => one.textContent === 'Skydda identiteten'));
    await close_dialog(page);

    await open_view(page, 'evacuation');
    const ids = await page.locator('.person.tick').evaluateAll((rows) => rows.slice(0, 2).map((row) => row.dataset.id));
    await press(page, '.person.tick');
    assert.equal(await focused(page), ids[0]);
    await page.waitForTimeout(double_tap);
    await page.getByRole('button', { name: 'Visa bara de som saknas' }).focus();
    await page.keyboard.press('Enter');
    assert.equal(await focused(page), 'Visa alla');
    await press(page, '.person.tick');
    assert.notEqual(await focused(page), ids[1]);
    assert.ok(await page.evaluate(() => document.activeElement.matches('.person.tick')), 'the next person has the focus');
    await page.getByRole('button', { name: 'Börja om' }).focus();
    await page.keyboard.press('Enter');
    await answer('Ja, börja om');
    assert.equal(await focused(page), 'Visa alla');
    await context.close();
  });

  step('changes are announced: counts and notices politely, a call for help at once, also in a dialog', async () => {
    const { context, page } = await paired(door(), 'staff');
    const region = (id) => page.evaluate((one) => {
      const home = document.getElementById(one), is_empty = home.textContent === '';
      return { text: home.textContent, role: home.closest('[role]').getAttribute('role'), is_empty, is_there: home.checkVisibility({ visibilityProperty: true }) };
    }, id);
    for (const [id, role] of [['count-news', 'status'], ['notice-news', 'status'], ['toast', 'status'], ['alarm', 'alert'], ['no-contact', 'alert'], ['status-words', 'status']]) {
      const found = await region(id);
      assert.equal(found.role, role, id);
      assert.ok(found.is_there, `${id} is on the page before it has a text`);
      if (id !== 'status-words') assert.ok(found.is_empty, `${id} says nothing at first, not: ${found.text}`);
    }
    await door().ask('arrive');
    await page.waitForFunction(() => document.getElementById('count-news').textContent === `${document.getElementById('inside').textContent} inne, ${document.getElementById('expected').firstChild.textContent} kvar att komma.`);

    await page.evaluate(() => {
      window.read_aloud = [];
      new MutationObserver((changes) => {
        for (const { target } of changes) if (target.textContent) window.read_aloud.push([target.id, target.textContent, target.closest('dialog') !== null]);
      }).observe(document.getElementById('messages'), { childList: true, subtree: true });
    });
    await press(page, '#leave');
    await page.waitForSelector('dialog[open]');
    await door().ask('trouble on');
    await page.waitForFunction(() => window.read_aloud.some(([id]) => id === 'alarm') && window.read_aloud.some(([id]) => id === 'notice-news'));
    const read = await page.evaluate(() => window.read_aloud);
    assert.deepEqual(read.find(([id]) => id === 'alarm'), ['alarm', 'En besökare väntar på hjälp vid dörren.', true]);
    assert.match(read.find(([id]) => id === 'notice-news')[1], /etiketterna är slut/);
    await close_dialog(page);
    await door().ask('trouble off');

    await open_view(page, 'evacuation');
    await page.evaluate(() => { window.count_home = document.getElementById('evacuation-count'); });
    await press(page, '.person.tick');
    assert.ok(await page.evaluate(() => window.count_home.isConnected && window.count_home.closest('[role="status"]') !== null && window.count_home.textContent.startsWith('1 av')));
    await page.keyboard.press('Enter');
    await context.close();
  });

  step('what does not change is not drawn again: a screen reader keeps its place', async () => {
    const { context, page } = await paired(door(), 'staff');
    await open_view(page, 'people');
    await page.fill('#people-search', 'hjortsberg');
    await page.evaluate(() => { window.kept = document.querySelector('.person'); });
    const before = Number(await page.textContent('#inside'));
    await door().ask('arrive');
    await page.waitForFunction((n) => Number(document.getElementById('inside').textContent) > n, before);
    assert.equal(await page.evaluate(() => window.kept.isConnected), true);
    await context.close();
  });

  step('a wrong code and a refused file are explained where they were given', async () => {
    const context = await device({ viewport: phone }), page = await context.newPage();
    await page.goto(`https://127.0.0.1:${door().port}/pair`);
    await page.fill('#digits', '000000');
    await press(page, '#form button');
    await page.waitForFunction(() => /gäller inte|många försök/.test(document.getElementById('answer').textContent));
    if (/gäller inte/.test(await page.textContent('#answer'))) {
      assert.equal(await page.getAttribute('#digits', 'aria-invalid'), 'true');
      assert.equal(await focused(page), 'digits');
    }
    await context.close();
    const upload = await upload_page();
    await upload.page.setInputFiles('#file', { name: 'bild.xlsx', mimeType: 'image/jpeg', buffer: Buffer.alloc(5000, 7) });
    await press(upload.page, '#send');
    await upload.page.waitForFunction(() => document.getElementById('answer').textContent.startsWith('Filen går inte'));
    assert.equal(await focused(upload.page), 'send', 'sending does not lose the focus');
    assert.equal(await upload.page.getAttribute('#file', 'aria-describedby'), 'answer');
    await upload.page.setInputFiles('#file', { name: 'lista.csv', mimeType: 'text/csv', buffer: Buffer.from('Namn\nÅsa\n') });
    await press(upload.page, '#send');
    await upload.page.waitForFunction(() => document.getElementById('answer').textContent.startsWith('Klart'));
    assert.equal(await focused(upload.page), 'answer', 'nor does a form that is no longer there');
    await upload.context.close();
  });

  step('nothing is cut off on 320 px, at 200 %, and with wide text', async () => {
    await door().ask('trouble on');
    const { context, page } = await paired(door(), 'staff');
    const check = async (name) => assert.deepEqual(await page.evaluate(cut_off), [], name);
    const sizes = [[320, 568, ''], [640, 400, ''], [390, 844, wide_text], [1280, 800, wide_text]];
    for (const [width, height, style] of sizes) {
      await page.setViewportSize({ width, height });
      const sheet = await page.evaluateHandle((text) => { const out = new CSSStyleSheet(); out.replaceSync(text); document.adoptedStyleSheets = [out]; }, style);
      await sheet.dispose();
      for (const name of Object.keys(views)) {
        await open_view(page, name);
        await check(`${name} ${width} ${style && 'wide'}`);
        if (name === 'now') await picture(page, `now-${width}-${style ? 'wide' : 'small'}`);
      }
      for (const name of Object.keys(dialogs)) {
        await open_dialog(page, name);
        await check(`${name} ${width} ${style && 'wide'}`);
        await close_dialog(page);
      }
    }
    for (const path of ['pair', 'table']) {
      await page.goto(`https://127.0.0.1:${door().port}/${path}`);
      await page.setViewportSize({ width: 320, height: 568 });
      await check(`${path} 320`);
    }
    await context.close();
    const upload = await upload_page({ viewport: { width: 320, height: 568 } });
    assert.deepEqual(await upload.page.evaluate(cut_off), []);
    await upload.context.close();
    await door().ask('trouble off');
  });

  step('axe finds nothing on any page or dialog, on phone and laptop, in light and dark', async () => {
    await door().ask('trouble on');
    for (const colorScheme of ['light', 'dark']) {
      const { context, page } = await paired(door(), 'staff', { colorScheme });
      for (const size of both_sizes) {
        const label = `${size.width} ${colorScheme}`;
        await page.setViewportSize(size);
        for (const name of Object.keys(dialogs)) {
          await open_dialog(page, name);
          await judge(page, `${name} ${label}`);
          await close_dialog(page);
        }
        for (const path of ['pair', 'table', 'table?lang=en']) {
          await page.goto(`https://127.0.0.1:${door().port}/${path}`);
          await judge(page, `${path} ${label}`);
        }
        await page.goto(`https://127.0.0.1:${door().port}/`);
        await page.waitForSelector('[data-look]');
      }
      await context.close();
      const upload = await upload_page({ colorScheme, viewport: phone });
      await judge(upload.page, `upload ${colorScheme}`);
      await upload.page.setViewportSize(laptop);
      await judge(upload.page, `upload ${colorScheme} laptop`);
      await upload.context.close();
    }
    await door().ask('trouble off');
  });
}

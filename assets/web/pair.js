// Pairing page: takes the secret from the URL fragment, which the browser does not send by itself, or six digits from the form.
import { fill, language, say, switch_language } from '/words.js';

const answer = document.getElementById('answer');
const button = document.getElementById('language'), digits = document.getElementById('digits');
let last_answer = '';

function show() {
  fill();
  document.title = `${say('pair_title')} – Entré`;
  button.textContent = say('other_language');
  button.lang = language() === 'sv' ? 'en' : 'sv';
  button.hidden = false;
  answer.textContent = last_answer && say(last_answer);
}

function tell(word) {
  last_answer = word;
  digits.setAttribute('aria-invalid', String(word === 'pair_wrong'));
  if (word === 'pair_wrong') digits.focus();
  show();
}

async function pair(code) {
  tell('pair_wait');
  try {
    const reply = await fetch('/api/pair', {
      method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Entre': '1' }, body: JSON.stringify({ code }),
    });
    if (reply.ok) return location.replace('/');
    tell(reply.status === 429 ? 'pair_often' : 'pair_wrong');
  } catch {
    tell('pair_contact');
  }
}

button.addEventListener('click', () => { switch_language(); show(); });
document.getElementById('form').addEventListener('submit', (event) => {
  event.preventDefault();
  pair(digits.value.replace(/\s/g, ''));
});

show();
if (location.hash.length > 1) {
  const secret = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, '', '/pair');  // keep the secret out of the history and off shared screens
  pair(secret);
}

// Upload page: with scripts a file can be dropped, and its way is shown. Without them the same form works by itself.
const form = document.getElementById('form');

function start() {
  const [answer, file, drop, progress, send] = ['answer', 'file', 'drop', 'progress', 'send'].map((id) => document.getElementById(id));
  let is_sending = false;

  function tell(text, is_done = false) {
    answer.textContent = text;
    answer.classList.toggle('done', is_done);
  }

  function set_sending(now) {
    is_sending = now;
    progress.hidden = !now;
    send.setAttribute('aria-disabled', String(now));  // a disabled button would lose the focus
    file.disabled = now;
  }

  function fits(one) {
    if (one.size <= Number(form.dataset.max)) return true;
    tell(form.dataset.large);
    return false;
  }

  function show_chosen() {
    const one = file.files[0];
    if (one && fits(one)) tell(`${form.dataset.chosen}: ${one.name}`, true);
  }

  function end(request) {
    set_sending(false);
    let said = null;
    try { said = JSON.parse(request.responseText); } catch { /* no answer */ }
    if (!said) return tell(form.dataset.cut);
    tell(said.text, said.is_done);
    if (said.has_form) return;
    const had_focus = form.contains(document.activeElement);
    for (const id of ['form', 'how', 'privacy']) document.getElementById(id).hidden = true;
    if (had_focus) answer.focus();
  }

  function post(one) {
    if (is_sending || !fits(one)) return;
    const data = new FormData(), request = new XMLHttpRequest();
    data.append('file', one);
    request.open('POST', location.pathname);
    request.setRequestHeader('X-Entre', '1');
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) progress.value = Math.floor(100 * event.loaded / event.total);
    });
    request.upload.addEventListener('load', () => tell(form.dataset.arrived, true));
    request.addEventListener('load', () => end(request));
    for (const way of ['error', 'abort', 'timeout'])
      request.addEventListener(way, () => { set_sending(false); tell(form.dataset.cut); });
    progress.value = 0;
    set_sending(true);
    tell(form.dataset.sending, true);
    request.send(data);
  }

  file.addEventListener('change', show_chosen);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (file.files[0]) post(file.files[0]);
  });
  // Where files can be dragged there is a pointer that hovers.
  document.getElementById('drop-hint').hidden = !matchMedia('(hover: hover)').matches;
  for (const kind of ['dragenter', 'dragover'])
    document.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add('over'); });
  for (const kind of ['dragleave', 'drop'])
    document.addEventListener(kind, (event) => { event.preventDefault(); if (kind === 'drop' || !event.relatedTarget) drop.classList.remove('over'); });
  document.addEventListener('drop', (event) => { if (event.dataTransfer.files[0]) post(event.dataTransfer.files[0]); });
}

if (form) start();

// The demonstration: documents read through the access point, beside what they say as written, and what that cost.
import { ownName, size } from './lingopoint.js';

const CHOICE = 'lingopoint-language';
const SHOWN = 200; // paragraphs at first: a manual has a thousand
const RTL = /^(ar|fa|he|ps|ur)\b/;
const at = (id) => document.getElementById(id);
const number = (value) => value.toLocaleString('en');
const time = (milliseconds) => (milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`);
const make = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

const visit = { reads: 0, sent: 0, unsent: 0 };
const firsts = new Map(); // how long the first read of each took
let about;
let links;
let open = ''; // the key that is shown
let turn = 0;

const asked = async (path, options) => {
  const answer = await fetch(`/-/${path}`, options);
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  return told;
};

const language = () => links.querySelector('select').value || about.languages[0];

function shelve() {
  const rows = about.documents.map(({ key, name, kind }) => {
    const button = make('button', { type: 'button', className: 'document', onclick: () => read(key) }, make('b', {}, kind), make('span', {}, name));
    const link = make('a', { href: `/${key.split('/').map(encodeURIComponent).join('/')}`, ariaLabel: `Download ${name}` }, 'Download');
    const row = make('li', {}, button, link);
    row.dataset.key = key;
    return row;
  });
  links = document.createElement('lingopoint-links');
  links.setAttribute('languages', about.languages.join(' '));
  links.append(make('ul', {}, ...rows));
  at('shelf').replaceChildren(links);
  // Here everything is shown in two languages: what is left to choose is the second.
  links.querySelector('option[value=""]').remove();
  document.dispatchEvent(new CustomEvent(CHOICE, { detail: language() }));
  document.addEventListener(CHOICE, () => open && read(open));
}

async function read(key, { anew = false } = {}) {
  const to = language();
  const mine = ++turn;
  open = key;
  mark(key);
  at('title').textContent = key.split('/').pop();
  at('call').textContent = `s3.get_object(Bucket=access_point, Key="${key}#${to}")`;
  const waited = waiting(anew ? 'Forgetting and reading anew' : `Reading in ${ownName(to)}`);
  try {
    if (anew) await asked(`forget?${new URLSearchParams({ key })}`, { method: 'POST' });
    const told = await asked(`read?${new URLSearchParams({ key, to })}`);
    if (mine === turn) show(told, to, anew);
  } catch (error) {
    if (mine === turn) fail(error.message);
  } finally {
    waited(mine === turn);
  }
}

/** Says that something is under way, and for how long. Gives what ends it. */
function waiting(what) {
  const clock = make('span', { ariaHidden: 'true' });
  const words = make('span', {}, `${what}…`);
  const began = Date.now();
  const ticking = setInterval(() => (clock.textContent = ` ${Math.round((Date.now() - began) / 1000)} s`), 1000);
  at('said').replaceChildren(make('progress', { ariaLabel: what }), words, clock);
  for (const id of ['again', 'anew']) at(id).disabled = true;
  document.querySelector('article').ariaBusy = 'true';
  return (last) => {
    clearInterval(ticking);
    if (!last) return;
    if (at('said').contains(words)) at('said').replaceChildren();
    for (const id of ['again', 'anew']) at(id).disabled = false;
    document.querySelector('article').ariaBusy = null;
  };
}

function mark(key) {
  for (const row of document.querySelectorAll('[data-key]')) {
    row.toggleAttribute('data-open', row.dataset.key === key);
    row.querySelector('button').ariaCurrent = row.dataset.key === key ? 'true' : null;
  }
}

function fail(message) {
  for (const id of ['figures', 'honest', 'texts']) at(id).hidden = true;
  at('said').textContent = message;
}

function show(told, to, anew) {
  const saved = told.kept + told.remembered;
  visit.reads += 1;
  visit.sent += told.characters;
  visit.unsent += saved;
  for (const name of Object.keys(visit)) at(name).textContent = number(visit[name]);
  times(told, `${told.key}#${to}`, anew);
  at('billed').textContent = number(told.characters);
  at('price').textContent = told.characters ? `${told.price} at Amazon’s price; here nothing` : 'nothing to pay';
  at('saved').textContent = number(saved + told.markup);
  at('why').textContent = [
    told.kept && `${number(told.kept)} of a translation that was kept`,
    told.remembered && `${number(told.remembered)} that the memory knew`,
    told.markup && `${number(told.markup)} of markup and code`,
  ].filter(Boolean).join(', ');
  at('honest').textContent = told.translated ? about.honest : `Served as it is stored: ${told.reason}.`;
  at('language').textContent = ownName(to);
  at('language').lang = to;
  fill(told, to);
  for (const id of ['figures', 'honest', 'texts']) at(id).hidden = false;
}

function times(told, which, anew) {
  const first = told.from_kept ? firsts.get(which) : undefined;
  if (!told.from_kept) firsts.set(which, told.milliseconds);
  at('how').textContent = told.from_kept ? 'From what is kept' : anew ? 'Translated anew' : 'Translated just now';
  at('time').textContent = time(told.milliseconds);
  at('how').parentElement.classList.toggle('kept', told.from_kept);
  const bar = (name, milliseconds) => {
    const filled = make('i');
    filled.style.width = `${Math.min(100, (100 * milliseconds) / Math.max(first, told.milliseconds))}%`;
    return make('span', { className: 'bar' }, make('span', {}, name), filled, make('span', {}, time(milliseconds)));
  };
  const bars = first === undefined ? [] : [bar('First read', first), bar('This one', told.milliseconds)];
  at('bars').replaceChildren(...(bars.length ? bars : [told.from_kept ? 'Made before, and kept: nothing was translated.' : 'Read it again to see it come from what is kept.']));
}

function fill({ pairs, source, calls, bytes }, to) {
  const rows = pairs.map(([original, translation]) => {
    const cells = [make('td', { lang: source }, original), make('td', { lang: to, dir: RTL.test(to) ? 'rtl' : 'ltr' }, translation)];
    return make('tr', { className: original === translation ? 'same' : '' }, ...cells);
  });
  const differing = pairs.filter(([original, translation]) => original !== translation).length;
  const made = calls ? `, translated in ${calls} call${calls === 1 ? '' : 's'}` : '';
  at('count').textContent = `${number(differing)} of ${number(pairs.length)} paragraphs differ${made}; ${size(bytes, 'en')}`;
  at('pairs').replaceChildren(...rows.slice(0, SHOWN));
  at('more').hidden = rows.length <= SHOWN;
  at('more').textContent = `Show all ${number(rows.length)} paragraphs`;
  at('more').onclick = () => {
    at('pairs').replaceChildren(...rows);
    at('more').hidden = true;
  };
}

async function own(event) {
  event.preventDefault();
  const [file] = at('file').files;
  const text = at('text').value;
  if (!file && !text.trim()) {
    at('own-said').textContent = 'Write a text, or choose a file.';
    return at('text').focus();
  }
  at('own-said').textContent = '';
  try {
    const body = text.trim() ? new Blob([text]) : file;
    const name = text.trim() ? 'your-text.txt' : file.name;
    const { key } = await asked(`own?${new URLSearchParams({ name })}`, { method: 'POST', body });
    await read(key);
    document.querySelector('article').scrollIntoView({ block: 'nearest' });
  } catch (error) {
    at('own-said').textContent = error.message;
  }
}

about = await asked('about');
shelve();
at('own').addEventListener('submit', own);
at('file').addEventListener('change', () => at('file').files.length && (at('text').value = ''));
at('again').addEventListener('click', () => read(open));
at('anew').addEventListener('click', () => read(open, { anew: true }));
at('differing').addEventListener('change', (event) => document.querySelector('table').classList.toggle('differing', event.target.checked));
await read(about.documents[0].key);

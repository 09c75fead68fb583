// For pages behind Lingopoint's web door: downloads, and pages, in the reader's language.
// Without this script they are plain links (docs/how-to/website.md). Apache-2.0.

const REMEMBERED = 'lingopoint-language'; // CloudFront's function reads a cookie of this name (WebRedirect)
const MOST_ATTEMPTS = 30;
const STYLE = `
:where(lingopoint-links > label) {
  display: block; margin-block-end: 1em;
  & select { font: inherit; color: inherit; background: none; margin-inline-start: .7em; padding: .4em; border-radius: .5em }
  & option { color: CanvasText; background: Canvas }
}
:where(.lingopoint-status:not(:empty)) { margin-inline-start: .6em; font-size: .9em }
:where(.lingopoint-status progress) { inline-size: 6em; margin-inline-end: .5em; accent-color: currentColor }
:where(lingopoint-language ul) { display: flex; flex-wrap: wrap; gap: .3em 1em; list-style: none; margin: 0; padding: 0 }
:where(lingopoint-language [aria-current]) { color: inherit; font-weight: 600 }
@media (prefers-reduced-motion) { .lingopoint-status progress { display: none } }`;
const WORDS = {
  choose: 'Language',
  original: 'As written',
  working: 'Translating into {language}…',
  still: 'Still translating into {language}…',
  saved: 'Saved {name}, {size}',
  asis: 'Saved {name}, {size}, which cannot be translated',
  refused: 'This is not available in {language}.',
  missing: 'This is not there any more.',
  failed: 'This did not work. Try again later.',
};
// What browsers call otherwise, or not at all.
const NAMES = {
  cy: 'Cymraeg', ga: 'Gaeilge', ha: 'Hausa', ht: 'kreyòl ayisyen', hy: 'հայերեն', is: 'íslenska', ka: 'ქართული',
  mk: 'македонски', mt: 'Malti', ps: 'پښتو', si: 'සිංහල', so: 'Soomaali', sq: 'shqip', zh: '简体中文', 'zh-TW': '繁體中文',
};

/** The name of a language in that language. */
export const ownName = (code) => {
  try {
    return NAMES[code] ?? new Intl.DisplayNames([code], { type: 'language' }).of(code);
  } catch {
    return code;
  }
};

const inOwn = (code) => ({ lang: code, dir: /^(ar|fa|he|ps|ur)\b/.test(code) ? 'rtl' : 'ltr' });
const same = (one, other) => one.toLowerCase() === other.toLowerCase();

/** The one of `codes` that comes closest to a tag such as `pt-BR`. */
export const closest = (tag, codes) => {
  for (const parts = tag.split('-'); parts.length; parts.pop()) {
    const found = codes.find((code) => same(code, parts.join('-')));
    if (found) return found;
  }
};

/** An address without its language, which is the first segment or `?lang=`; and that segment's language. */
export const plain = (address, codes) => {
  const url = new URL(address);
  const [, first] = url.pathname.split('/');
  const language = codes.find((code) => same(code, first));
  if (language) url.pathname = url.pathname.slice(first.length + 1);
  url.searchParams.delete('lang');
  return [url, language];
};

/** The name that an answer is to be saved under (RFC 6266). */
export const fileName = (disposition, otherwise) => {
  const [, name, whole] = /filename="([^"]*)"(?:.*filename\*=UTF-8''([^;]+))?/.exec(disposition) ?? [];
  return whole ? decodeURIComponent(whole) : (name ?? otherwise);
};

/** `24.1 kB`, as it is written in a language. */
export const size = (bytes, language) => {
  const style = { style: 'unit', unit: 'kilobyte', unitDisplay: 'short', maximumSignificantDigits: 3 };
  return (bytes / 1e3).toLocaleString(language, style);
};

/** The language of choice, a new one if given; where a page has no storage, there is none. */
const choice = (code) => {
  try {
    if (code !== undefined) localStorage.setItem(REMEMBERED, code);
    return localStorage.getItem(REMEMBERED);
  } catch {}
};
const make = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

class Upgraded extends HTMLElement {
  connectedCallback() {
    if (document.readyState === 'loading') return addEventListener('DOMContentLoaded', () => this.connectedCallback());
    if (this.codes) return;
    this.codes = this.getAttribute('languages')?.match(/[^\s,]+/g) ?? [];
    const root = this.getRootNode();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets];
    this.upgrade();
  }

  /** One of WORDS, or what the page says instead: `data-choose="Sprache"`. */
  word(name, values) {
    return (this.dataset[name] ?? WORDS[name]).replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }
}

/** `<lingopoint-links languages="fr de">`: what its links lead to is saved, in the language of choice. */
class Links extends Upgraded {
  originals = new Map();

  upgrade() {
    const options = this.codes.map((code) => make('option', { value: code, ...inOwn(code) }, ownName(code)));
    this.select = make('select', {}, make('option', { value: '' }, this.word('original')), ...options);
    this.prepend(make('label', {}, this.word('choose'), this.select));
    this.select.onchange = () => {
      choice(this.select.value);
      document.dispatchEvent(new CustomEvent(REMEMBERED, { detail: this.select.value }));
    };
    document.addEventListener(REMEMBERED, (event) => this.choose(event.detail));
    new MutationObserver(() => this.relink()).observe(this, { childList: true, subtree: true });
    const preferred = [document.documentElement.lang, ...navigator.languages].map((tag) => closest(tag, this.codes));
    this.choose(choice() ?? preferred.find(Boolean));
  }

  choose(code) {
    this.select.value = this.codes.includes(code) ? code : '';
    this.relink();
  }

  relink() {
    for (const link of this.querySelectorAll('a[href]:not([translate=no])')) {
      if (!this.originals.has(link)) {
        this.originals.set(link, plain(link.href, this.codes)[0]);
        const status = make('output', { className: 'lingopoint-status' });
        link.after(status);
        link.addEventListener('click', (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          if (!link.ariaBusy) this.save(link, status, this.select.value);
        });
      }
      const url = new URL(this.originals.get(link));
      url.searchParams.set('download', '');
      if (this.select.value) url.searchParams.set('lang', this.select.value);
      link.href = url;
    }
  }

  async save(link, status, code) {
    const values = { language: `\u2068${code && ownName(code)}\u2069` }; // may run from right to left
    const text = make('span', {}, code && this.word('working', values));
    const clock = make('span', { ariaHidden: 'true' }); // not to be heard
    let seconds = 0;
    const ticking = setInterval(() => (clock.textContent = ` ${++seconds} s`), 1e3);
    link.ariaBusy = 'true';
    status.replaceChildren(make('progress', { ariaLabel: link.textContent }), text, clock);
    try {
      const answer = await this.answer(link.href, () => (text.textContent = this.word('still', values)));
      // Too large for a function: it lies elsewhere, and the browser saves it by itself.
      if (answer.type === 'opaqueredirect') return location.assign(link.href), status.replaceChildren();
      if (!answer.ok) throw answer;
      const body = await answer.blob();
      values.size = size(body.size, document.documentElement.lang || undefined);
      values.name = fileName(answer.headers.get('content-disposition'), link.pathname.split('/').pop());
      const saved = make('a', { href: URL.createObjectURL(body), download: values.name });
      saved.click();
      setTimeout(() => URL.revokeObjectURL(saved.href), 6e4);
      const asIs = code && answer.headers.get('x-amz-meta-lingopoint-status')?.startsWith('untranslated');
      status.textContent = this.word(asIs ? 'asis' : 'saved', values);
    } catch (failed) {
      const told = { 400: 'refused', 404: 'missing' }[failed.status] ?? 'failed';
      status.textContent = this.word(told, values);
      if (told === 'refused') status.append(' ', make('a', { href: this.originals.get(link), translate: false }, this.word('original')));
    } finally {
      clearInterval(ticking);
      link.ariaBusy = null;
    }
  }

  /** The answer, asked for as often as the door says that it is not there yet. */
  async answer(url, still) {
    for (let attempt = 1; ; attempt++) {
      const answer = await fetch(url, { redirect: 'manual' });
      if (![503, 504].includes(answer.status) || attempt === MOST_ATTEMPTS) return answer;
      still();
      await new Promise((then) => setTimeout(then, 1e3 * (answer.headers.get('retry-after') ?? 5)));
    }
  }
}

/** `<lingopoint-language languages="en fr">`: this page in other languages; the first is the original's. */
class Language extends Upgraded {
  upgrade() {
    const links = this.codes.length ? this.made() : [...this.querySelectorAll('a[hreflang]')];
    for (const link of links) {
      const code = link.hreflang;
      Object.assign(link, { textContent: ownName(code), rel: 'alternate', ...inOwn(code) });
      link.onclick = link.onauxclick = () => {
        choice(code);
        document.cookie = `${REMEMBERED}=${code};path=/;max-age=31536000;samesite=lax`;
      };
    }
    const list = make('ul', {}, ...links.map((link) => make('li', {}, link)));
    this.replaceChildren(make('nav', { ariaLabel: this.word('choose'), translate: false }, list));
  }

  made() {
    const [page, current = this.codes[0]] = plain(location.href, this.codes);
    return this.codes.map((hreflang, number) => {
      const before = number ? `/${hreflang.toLowerCase()}` : /^\/\//.test(page.pathname) ? '/.' : ''; // else a host
      const link = make('a', { href: before + page.pathname + page.search + page.hash, hreflang });
      if (hreflang === current) link.ariaCurrent = 'true';
      return link;
    });
  }
}

customElements.define('lingopoint-links', Links);
customElements.define('lingopoint-language', Language);

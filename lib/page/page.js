'use strict';

// The page is complete without this script, which filters, sorts and looks things up. Verdicts are
// those that the page brings along. All that it shows is made of text, never of markup.

const data = JSON.parse(document.getElementById('data').textContent);
const tools = document.getElementById('tools');
const needs = document.getElementById('needs');
const find = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** The tables that have numbers, each with its section and its rows in their first order. */
const tables = data.tables.filter(table => table.rows).map(table => {
  const section = document.getElementById(table.id);
  const bodies = all('tbody', section);
  return {...table, section, bodies, verdicts: bodies.map(body => find('.verdict', body)?.textContent)};
});

let sorted = '';
let place = '';

/** What the controls say, as the hash of the address: a view that can be passed on. */
function save() {
  const state = new URLSearchParams();
  for (const form of [tools, needs])
    for (const [name, value] of new FormData(form)) if (value) state.append(name, value);
  if (sorted) state.set('sort', sorted);
  if (place) state.set('go', place);
  history.replaceState(null, '', `#${state}`);
}

function load() {
  const state = new URLSearchParams(location.hash.slice(1));
  for (const control of [...tools.elements, ...needs.elements]) {
    if (!control.name) continue;
    if (control.type === 'checkbox') control.checked = state.getAll(control.name).includes(control.value);
    else control.value = state.get(control.name) ?? '';
    if (control.selectedIndex === -1) control.selectedIndex = 0;
    if (control.checked || control.type === 'number' && control.value)
      control.closest('details')?.setAttribute('open', '');
  }
  sorted = /^-?\w+$/.test(state.get('sort') ?? '') ? state.get('sort') : '';
  place = /^\w+$/.test(state.get('go') ?? '') ? state.get('go') : '';
}

/** 1.23M is a number, no text, and so is 1,910x. */
function number(text) {
  const found = /^(-?[\d.,]+)([kMGT]?)/.exec(text);
  if (!found) return NaN;
  return Number(found[1].replaceAll(',', '')) * 1000 ** ' kMGT'.indexOf(found[2] || ' ');
}

function matches(backend, body) {
  const {q, runtime, kind} = tools.elements;
  if (runtime.value && backend.runtime !== runtime.value) return false;
  if (kind.value && backend.kind !== kind.value) return false;
  const text = [find('th', body).textContent, backend.library, backend.kind].join(' ').toLowerCase();
  // Two names are a comparison: a row has to match only one of the words.
  return q.value.toLowerCase().trim().split(/\s+/).some(word => text.includes(word));
}

function filter() {
  for (const section of all('section.chapter')) {
    const {scenario} = tools.elements;
    let some = false;
    for (const body of all('tbody', section)) {
      body.hidden = !matches(data.backends[body.dataset.b], body);
      some ||= !body.hidden;
    }
    section.hidden = !some || scenario.value !== '' && section.dataset.scenario !== scenario.value;
  }
}

/** How many rows are shown and, against a chosen one, how often each verdict is theirs. */
function tell() {
  const shown = all('section.chapter:not([hidden]) tbody:not([hidden])');
  const {one} = tools.elements;
  const verdicts = ['better', 'worse', 'about equal', 'cannot tell yet'].map(verdict => {
    const rows = shown.filter(body => find('.verdict', body)?.textContent.includes(verdict));
    return `${rows.length} ${verdict}`;
  });
  find('#shown').value = `${shown.length} ${shown.length === 1 ? 'row' : 'rows'} shown`
    + (one.value ? `; against ${one.value}: ${verdicts.join(', ')}` : '');
}

/** The verdict of each row against the chosen one, instead of against the best. */
function compare() {
  const one = data.backends.findIndex(backend => backend.id === tools.elements.one.value);
  for (const table of tables) {
    const base = table.rows.findIndex(row => row[0] === one);
    find('thead .verdict', table.section).textContent =
      one < 0 ? 'Against the best' : `Against ${data.backends[one].id}`;
    table.bodies.forEach((body, i) => {
      const cell = find('.verdict', body);
      if (!cell) return;
      const words = base < 0 ? '' : table.pairs[i][base];
      cell.textContent =
        one < 0 ? table.verdicts[i] : base < 0 ? 'it has no number here' : i === base ? '1x' : words;
      cell.classList.toggle('good', words.includes('x better'));
      cell.classList.toggle('bad', words.includes('x worse'));
      cell.classList.toggle('plain', one >= 0);
      find('.one', body)?.setAttribute('aria-pressed', String(Number(body.dataset.b) === one));
    });
  }
  tell();
}

function sort() {
  const down = sorted.startsWith('-');
  const key = sorted.replace('-', '');
  for (const table of tables) {
    const heads = all('thead th', table.section);
    const column = heads.findIndex(head => head.dataset.sort === key);
    for (const head of heads) head.removeAttribute('aria-sort');
    const order = [...table.bodies];
    if (column >= 0) {
      heads[column].setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const text = body => body.rows[0].cells[column]?.textContent ?? '';
      const names = key === 'backend';
      order.sort((a, b) => {
        if (names) return down ? text(b).localeCompare(text(a)) : text(a).localeCompare(text(b));
        const [x, y] = [number(text(a)), number(text(b))];
        if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y);
        return down ? y - x : x - y;
      });
    }
    find('table', table.section).append(...order);
  }
}

/** Gives heads and rows the buttons that need a script. */
function equip() {
  for (const head of all('.rows th[data-sort]')) {
    const button = element('button', head.textContent, {type: 'button'});
    button.addEventListener('click', () => {
      const key = head.dataset.sort;
      sorted = sorted === key ? `-${key}` : sorted === `-${key}` ? '' : key;
      sort();
      save();
    });
    head.replaceChildren(button);
  }
  for (const table of tables)
    for (const body of table.bodies.slice(0, table.rows.length)) {
      const {id} = data.backends[body.dataset.b];
      const button = element('button', '1x', {type: 'button', class: 'one', 'aria-label': `Take ${id} as 1x`});
      button.addEventListener('click', () => {
        tools.elements.one.value = tools.elements.one.value === id ? '' : id;
        compare();
        save();
      });
      find('.rank', body).prepend(button, ' ');
    }
}

/** The adapter's lines for this scenario, beside the row that is opened. */
function lines(details) {
  const body = details.closest('.rows tbody');
  const table = body && tables.find(one => one.section.contains(body));
  if (!table || find('pre', details)) return;
  for (const name of table.ops) {
    const found = find(`#b${body.dataset.b} pre[data-op="${CSS.escape(name)}"]`);
    if (found) find('.about', details).append(found.cloneNode(true));
  }
}

function go(id) {
  const target = id && document.getElementById(id);
  if (!target) return;
  if (target.hidden) {
    tools.reset();
    show();
  }
  target.setAttribute('tabindex', '-1');
  target.focus({preventScroll: true});
  target.scrollIntoView();
}

function show() {
  filter();
  compare();
  sort();
}

equip();
document.addEventListener('toggle', event => lines(event.target), true);
document.addEventListener('click', event => {
  const link = event.target.closest('a[href^="#"]');
  if (!link) return;
  event.preventDefault();
  place = link.hash.slice(1);
  go(place);
  save();
});
tools.addEventListener('input', () => { filter(); compare(); save(); });
tools.addEventListener('submit', event => event.preventDefault());
// The values are those of before until the event has been handled.
tools.addEventListener('reset', () => { sorted = ''; setTimeout(() => { show(); save(); }); });

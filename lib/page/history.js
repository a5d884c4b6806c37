'use strict';

// The page is complete without this script, which filters.

const tools = document.getElementById('tools');
const cards = [...document.querySelectorAll('article.card')];

function filter() {
  const {q, scenario, backend, changed} = tools.elements;
  const words = q.value.toLowerCase().split(/\s+/);
  for (const card of cards) {
    const text = card.textContent.toLowerCase();
    card.hidden = scenario.value !== '' && card.dataset.scenario !== scenario.value
      || backend.value !== '' && card.dataset.backend !== backend.value
      || changed.checked && card.dataset.changes === '0'
      || !words.every(word => text.includes(word));
  }
  for (const setup of document.querySelectorAll('.setup'))
    setup.hidden = !setup.querySelector('article:not([hidden])');
  const shown = cards.filter(card => !card.hidden).length;
  document.getElementById('shown').value = `${shown} ${shown === 1 ? 'line' : 'lines'} shown`;
}

/** What the controls say, as the hash of the address: a view that can be passed on. */
function save() {
  const state = new URLSearchParams([...new FormData(tools)].filter(([, value]) => value));
  history.replaceState(null, '', `#${state}`);
}

/** A hash is a view, or the place of a line. */
function load() {
  const place = location.hash.slice(1);
  const target = place && document.getElementById(place);
  if (target) {
    if (target.hidden) tools.reset();
    return;
  }
  const state = new URLSearchParams(place);
  for (const name of ['q', 'scenario', 'backend']) {
    const control = tools.elements[name];
    control.value = state.get(name) ?? '';
    if (control.selectedIndex === -1) control.selectedIndex = 0;
  }
  tools.elements.changed.checked = state.get('changed') === 'yes';
}

tools.addEventListener('input', () => { filter(); save(); });
tools.addEventListener('submit', event => event.preventDefault());
// The values are those of before until the event has been handled.
tools.addEventListener('reset', () => setTimeout(() => { filter(); save(); }));
window.addEventListener('hashchange', () => { load(); filter(); });
tools.hidden = false;
load();
filter();

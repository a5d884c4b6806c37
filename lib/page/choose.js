
// The chooser: which rows meet every need, which of them may be best at something. A set, no score.

const fields = needs.elements;

/** Whether a number is on the right side of a limit: true, false, or null if it cannot be told. */
function holds(table, row, limit) {
  const [, , low, high] = row;
  if (low === null) return null;
  if (table.higher) return low >= limit ? true : high < limit ? false : null;
  return high <= limit ? true : low > limit ? false : null;
}

/** What speaks against a backend, what is not known of it, and what is to be noted. */
function judge(backend, number) {
  const judged = {backend, number, against: [], unknown: [], notes: []};
  for (const box of all('[name=need]:checked', needs)) {
    const need = data.needs[box.value];
    const answer = backend.answers[box.value];
    if (!answer || answer === 'no answer') judged.unknown.push(`${need}: not observed`);
    else if (answer === 'in its own way') judged.notes.push(`${need}: in its own way`);
    else if (answer !== 'yes') judged.against.push(`${need}: ${answer}`);
  }
  for (const table of tables) {
    const limit = fields[`limit-${table.id}`].valueAsNumber;
    if (Number.isNaN(limit)) continue;
    const row = table.rows.find(one => one[0] === number);
    const held = row ? holds(table, row, limit) : null;
    const words = `${table.name}: ${row ? `${brief(row[1])} ${table.unit}` : 'no number'}`;
    if (held === false) judged.against.push(words);
    if (held === null) judged.unknown.push(words);
  }
  if (backend.tuned) judged.notes.push('not the default setting');
  return judged;
}

/** Three digits, with a prefix for large numbers. */
function brief(value) {
  if (!Number.isFinite(value)) return '';
  let rest = Number(value.toPrecision(3));
  let prefix = 0;
  while (Math.abs(rest) >= 1000 && prefix < 4) {
    rest = Number((rest / 1000).toPrecision(3));
    prefix++;
  }
  return rest.toPrecision(3).replace(/e.*/, '') + ['', 'k', 'M', 'G', 'T'][prefix];
}

/** Of some backends, those that no other one is better than beyond chance. */
function best(table, numbers) {
  const some = table.rows.map((row, i) => i).filter(i => table.ranked[i] && numbers.includes(table.rows[i][0]));
  return some.filter(i => !some.some(other => table.pairs[other][i].includes('x better')));
}

function list(title, judged, words) {
  if (judged.length === 0) return [];
  const items = element('ul');
  for (const one of judged) {
    const item = element('li');
    item.append(element('a', one.backend.id, {href: `#b${one.number}`}));
    const more = words(one).join('; ');
    if (more) item.append(` (${more})`);
    items.append(item);
  }
  return [element('h3', `${title}: ${judged.length}`), items];
}

function choose() {
  const at = tables.find(table => table.id === fields.at.value);
  const chosen = find('#chosen');
  const asked = [...new FormData(needs).values()].some(value => value !== '');
  if (!asked) return chosen.replaceChildren(element('p', 'Say what you need. Every row that gives it is named.'));
  const judged = data.backends
    .map((backend, number) => ({backend, number}))
    .filter(({backend}) => backend.id !== 'bare')
    .filter(({backend}) => !fields.on.value || backend.runtime === fields.on.value)
    .filter(({backend}) => !fields.task.value || backend.kind === fields.task.value)
    .map(({backend, number}) => judge(backend, number));
  const fit = judged.filter(one => one.against.length + one.unknown.length === 0);
  const parts = [];
  if (at) {
    const rows = best(at, fit.map(one => one.number));
    const names = rows.map(i => `${data.backends[at.rows[i][0]].id} (${brief(at.rows[i][1])} ${at.unit})`);
    parts.push(element('p', names.length === 0
      ? `At ${at.name}, none of them has a rank.`
      : `At ${at.name}, ${names.join(', ')} ${names.length === 1 ? 'is best of them.' : 'may be best of them; cannot tell yet which, or about equal.'}`));
  }
  parts.push(...list('Gives all of it', fit, one => one.notes));
  if (fit.length === 0) parts.push(element('h3', 'None gives all of it'));
  parts.push(...list('Cannot tell yet', judged.filter(one => one.against.length === 0 && one.unknown.length > 0), one => one.unknown));
  const out = element('details');
  const not = judged.filter(one => one.against.length > 0);
  out.append(element('summary', `Why not the others: ${not.length}`), ...list('Does not', not, one => one.against));
  if (not.length > 0) parts.push(out);
  chosen.replaceChildren(...parts);
}

needs.addEventListener('input', () => { choose(); save(); });
needs.addEventListener('submit', event => event.preventDefault());

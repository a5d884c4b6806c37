
// A second results file beside the first. Its numbers are shown as they are stored in it. Whether
// they differ beyond chance is for `./jbang compare` to say.

const LARGEST = 100e6;

async function read(file) {
  if (file.size > LARGEST) throw new Error('it is larger than 100 MB');
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const zipped = start[0] === 0x1f && start[1] === 0x8b;
  const stream = zipped ? file.stream().pipeThrough(new DecompressionStream('gzip')) : file.stream();
  const text = await new Response(stream).text();
  let results;
  try {
    results = JSON.parse(text);
  } catch {
    throw new Error('it is not JSON');
  }
  if (!Number.isInteger(results?.schema) || !Array.isArray(results.cells))
    throw new Error('it is not a results file of ./jbang bench');
  if (results.schema !== data.schema)
    throw new Error(`its schema is ${results.schema}, that of this page ${data.schema}`);
  return results;
}

/** The cells of the same work, or the reason why there are none. */
function same(table, results) {
  const cells = results.cells.filter(cell => cell?.scenario === table.scenario && cell.status === 'ok');
  if (cells.length === 0) return {why: 'it has no numbers of this scenario'};
  const differing = cell => Object.keys({...cell.params, ...table.params})
    .filter(key => cell.params?.[key] !== table.params[key])
    .map(key => `${key} ${cell.params?.[key]} instead of ${table.params[key]}`);
  const alike = cells.filter(cell => differing(cell).length === 0);
  if (alike.length === 0) return {why: `its sizes are others: ${differing(cells[0]).join(', ')}`};
  return {cells: alike};
}

function interval(metric) {
  const known = [metric?.value, metric?.low, metric?.high].map(Number.isFinite);
  if (!known[0]) return '';
  return brief(metric.value) + (known[1] && known[2] ? ` (${brief(metric.low)} to ${brief(metric.high)})` : '');
}

/** Removes the column of an earlier file. */
function forget() {
  for (const made of all('.there')) made.remove();
  for (const cell of all('[data-span]')) {
    cell.colSpan = Number(cell.dataset.span);
    delete cell.dataset.span;
  }
}

function beside(table, cells) {
  find('thead .plot', table.section).before(element('th', 'The other run', {scope: 'col', class: 'there'}));
  for (const body of table.bodies) {
    for (const cell of all('td[colspan]', body)) {
      cell.dataset.span = cell.colSpan;
      cell.colSpan += 1;
    }
    const plot = find('td.plot', body);
    if (!plot) continue;
    const mine = data.backends[body.dataset.b];
    const theirs = cells.find(cell => cell.backend === mine.id);
    const made = element('td', interval(theirs?.metrics?.[table.metric]), {class: 'number there'});
    if (theirs?.version && theirs.version !== mine.version)
      made.append(element('small', `version ${String(theirs.version).slice(0, 40)}`));
    plot.before(made);
  }
}

function machine(host) {
  const differs = ['cpu', 'cores', 'jdk', 'python'].filter(key => host?.[key] !== data.host[key]);
  return differs.length === 0
    ? 'It was measured on the same kind of machine.'
    : `It was measured on another machine, so differences may be the machine's: ${differs
      .map(key => `${key} ${host?.[key]} instead of ${data.host[key]}`).join(', ')}.`.slice(0, 600);
}

async function take(file) {
  const told = find('#told');
  find('#other').scrollIntoView();
  forget();
  try {
    const results = await read(file);
    const found = tables.map(table => ({table, ...same(table, results)}));
    const good = found.filter(one => one.cells);
    if (good.length === 0)
      throw new Error(`none of its tables is comparable: ${found.map(one => `${one.table.name}: ${one.why}`).join('; ')}`);
    for (const one of good) beside(one.table, one.cells);
    for (const one of found.filter(each => each.why))
      one.table.section.append(element('p', `Not beside the other run: ${one.why}.`.slice(0, 600), {class: 'there'}));
    told.textContent = `${file.name.slice(0, 80)}, started ${String(results.started).slice(0, 40)}, stands beside `
      + `${good.length} of ${tables.length} tables: ${good.map(one => one.table.name).join(', ')}. `
      + `${machine(results.host)} Overlapping intervals are no test: `
      + 'type ./jbang compare FIRST SECOND for verdicts.';
  } catch (problem) {
    told.textContent = `${file.name.slice(0, 80)} is refused: ${problem.message}.`.slice(0, 2000);
  }
}

find('#file').addEventListener('change', event => {
  if (event.target.files[0]) take(event.target.files[0]);
});
for (const name of ['dragover', 'dragleave', 'drop'])
  document.addEventListener(name, event => {
    event.preventDefault();
    document.body.classList.toggle('drop', name === 'dragover');
    if (name === 'drop' && event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
  });

for (const hidden of [tools, find('#choose'), find('#other')]) hidden.hidden = false;
load();
show();
choose();
if (place) go(place);
window.addEventListener('hashchange', () => { load(); show(); choose(); });

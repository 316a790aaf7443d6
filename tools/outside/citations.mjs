// Reads every citation that a running Jalons gives, in both languages, with
// parsers that others wrote: two for BibTeX, one for RIS, and for CSL-JSON the
// schema of the Citation Style Language with a formatter. What they read must be
// what the CSL-JSON of the same row says.
//
//	node citations.mjs http://127.0.0.1:8080
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from '@retorquere/bibtex-parser';
import { allIDs, ask, inParallel, report } from './jalons.mjs';

const require = createRequire(import.meta.url);
const { Cite } = require('@citation-js/core');
for (const plugin of ['bibtex', 'ris', 'csl']) require('@citation-js/plugin-' + plugin);
const Ajv = require('ajv');
const ajv = new Ajv({ strict: false, allErrors: true });
const isCSL = ajv.compile(JSON.parse(readFileSync(new URL('csl-data.json', import.meta.url), 'utf8')));

// A citation is two entries: the document that was read, then Jalons.
const entries = 2;
// BibTeX has one no-break space where French writes two.
const flat = text => (text ?? '').replace(/[\u00a0\u202f]/g, ' ').replace(/\s+/g, ' ').trim();

function compare(what, got, want) {
  if (got.length !== entries) throw new Error(`${what}: ${got.length} entries`);
  want.forEach((entry, i) => {
    for (const key of ['title', 'URL']) {
      if (flat(got[i][key]) !== flat(entry[key])) throw new Error(`${what}: ${key} is ${got[i][key]}, want ${entry[key]}`);
    }
  });
}

const readers = {
  csl(text, want) {
    if (!isCSL(want)) throw new Error(ajv.errorsText(isCSL.errors));
    const line = new Cite(want).format('bibliography', { template: 'apa', lang: 'fr-FR' });
    if (!line.includes('Jalons')) throw new Error('formatted without Jalons: ' + line);
  },
  bibtex(text, want) {
    compare('citation-js', new Cite(text).data, want);
    const { errors, entries: read } = parse(text);
    if (errors.length) throw new Error(JSON.stringify(errors));
    if (read.length !== entries) throw new Error(`bibtex-parser: ${read.length} entries`);
  },
  ris(text, want) { compare('citation-js', new Cite(text).data, want); },
};

const addresses = [];
for (const collection of ['funding', 'milestones', 'statements', 'observations']) {
  for (const id of await allIDs(collection)) {
    for (const lang of ['fr', 'en']) addresses.push(`/v1/${collection}/${id}/cite?lang=${lang}&format=`);
  }
}
const failures = [];
let read = 0;
await inParallel(addresses, async address => {
  const want = JSON.parse(await ask(address + 'csl'));
  for (const [format, check] of Object.entries(readers)) {
    try {
      check(await ask(address + format), want);
      read++;
    } catch (error) {
      failures.push(`${address}${format}: ${error.message}`);
    }
  }
});
report('citations', read, failures);

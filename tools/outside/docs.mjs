// The page of the documentation resolves references itself, since Swagger UI's own
// way takes seconds: what it makes of each address must be what a reference parser
// makes. The page's script runs here as it stands, with a stand-in for Swagger UI
// that takes its plugins.
import { isDeepStrictEqual } from 'node:util';
import vm from 'node:vm';
import $RefParser from '@apidevtools/json-schema-ref-parser';
import { ask, report } from './jalons.mjs';

let settings;
const window = { SwaggerUIBundle: Object.assign(given => { settings = given; }, { presets: { apis: [] } }) };
vm.runInNewContext(await ask('/docs/docs.js'), { window, document: { documentElement: { lang: 'en' } }, structuredClone });
const { resolveSubtree } = settings.plugins.map(plugin => plugin().fn).find(fn => fn?.resolveSubtree);

// plain makes things of this context of things of the script's, which are of its own.
const plain = value => JSON.parse(JSON.stringify(value));

const text = await ask('/openapi.json');
const json = JSON.parse(text);
const want = await $RefParser.dereference(JSON.parse(text), { dereference: { circular: 'ignore' } });
let read = 0;
const failures = [];
const check = async path => {
  const { spec, errors } = await resolveSubtree(json, path);
  const expected = path.reduce((at, name) => at[name], want);
  read++;
  if (errors.length > 0 || !isDeepStrictEqual(plain(spec), plain(expected))) failures.push(path.join(' '));
};
for (const path of Object.keys(json.paths)) await check(['paths', path, 'get']);
for (const name of Object.keys(json.components.schemas)) await check(['components', 'schemas', name]);
if ((await resolveSubtree(json, ['components', 'nothing', 'here'])).spec !== undefined) failures.push('what is not there');
if (JSON.stringify(json) !== JSON.stringify(JSON.parse(text))) failures.push('the description is changed');
report('references', read, failures);

// Reads every collection with a client generated from the service's own document.
// That this compiles under tsc --strict is half of the check.
//
//	openapi-typescript http://127.0.0.1:8080/openapi.json -o generated/schema.d.ts
//	tsc && node generated/clients.js http://127.0.0.1:8080
import createClient from 'openapi-fetch';
import type { paths } from './generated/schema.js';

const client = createClient<paths>({ baseUrl: process.argv[2] ?? 'http://127.0.0.1:8080' });

const collections = ['/v1/programmes', '/v1/funding', '/v1/milestones', '/v1/statements', '/v1/indicators', '/v1/observations',
  '/v1/organisations', '/v1/people', '/v1/sources', '/v1/glossary', '/v1/conflicts', '/v1/exclusions', '/v1/corrections', '/v1/timeline'] as const;

let rows = 0;
for (const path of collections) {
  let read = 0;
  for (;;) {
    const { data, error, response } = await client.GET(path, { params: { query: { limit: 1000, offset: read } } });
    // Other formats are texts, so that a reader of JSON tells them apart.
    if (data === undefined || typeof data === 'string') throw new Error(`${path}: ${response.status} ${JSON.stringify(error)}`);
    for (const row of data.data) {
      if (!row.permalink.startsWith('http')) throw new Error(`${path}: a row without a permalink`);
    }
    read += data.data.length;
    if (data.links.next === null) {
      if (read !== data.meta.total) throw new Error(`${path}: ${read} rows of ${data.meta.total}`);
      break;
    }
  }
  rows += read;
}

// What a row holds is typed: the amount is a number or null, the hedge a text.
const { data: item } = await client.GET('/v1/funding/{id}', { params: { path: { id: 'segur-2bn-2022' } } });
const amount: number | null | undefined = typeof item === 'object' ? item.data.amount_eur : undefined;
if (amount !== 2_000_000_000) throw new Error(`the Ségur's envelope is ${amount}`);

// A refusal is a problem document, and typed as one.
const { error: problem } = await client.GET('/v1/programmes/{id}', { params: { path: { id: 'dmpp' } } });
if (problem?.status !== 404 || !problem.suggestion) throw new Error(`an unknown programme: ${JSON.stringify(problem)}`);

console.log(`TypeScript client: ${collections.length} collections, ${rows} rows`);

// A parameter that is none does not compile.
// @ts-expect-error: the service has no such parameter
void (() => client.GET('/v1/funding', { params: { query: { programm: 'dmp' } } }));

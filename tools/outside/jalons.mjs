// What the checks here share: asking a running service, and telling the result.
const base = (process.argv[2] ?? 'http://127.0.0.1:8080').replace(/\/$/, '');

// ask gives the text of an answer, and fails on any but a 200.
export async function ask(address) {
  const answer = await fetch(base + address);
  if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`);
  return answer.text();
}

// allIDs gives the ids of a collection, whole: a file holds all rows.
export async function allIDs(collection) {
  const lines = (await ask(`/v1/${collection}.jsonl?fields=id`)).trim().split('\n');
  return lines.map(line => JSON.parse(line).id);
}

// inParallel does a few at a time, as a busy reader would.
export async function inParallel(things, act, width = 4) {
  let next = 0;
  await Promise.all(Array.from({ length: width }, async () => {
    while (next < things.length) await act(things[next++]);
  }));
}

// report ends the program: with status 1 where something failed or nothing was read.
export function report(what, read, failures) {
  failures.slice(0, 20).forEach(line => console.log('FAIL', line));
  console.log(`${what}: ${read} passed, ${failures.length} failed`);
  process.exit(failures.length > 0 || read === 0 ? 1 : 0);
}

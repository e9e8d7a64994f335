import { stripVTControlCharacters } from 'node:util';
import type { Page } from 'playwright-core';
import { type Ctx, systemAsks, transact } from '../src/db/context.ts';
import type { TestHouse } from './house.ts';

/** What went over the wire while a browser was open, what it keeps, and what the server logged. */
export type Recorded = {
  /** A password that somebody typed: it may be in no address, no answer, no storage and no log. */
  secret(text: string): void;
  /** Where a secret, or what belongs to a customer, stands where it must not; empty when nowhere. While the page is open. */
  leaks(home: TestHouse): Promise<readonly string[]>;
};

type Kept = { readonly where: string; readonly text: string };

const storage = `(async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie,
  (await indexedDB.databases()).map(({ name }) => name), await caches.keys(), history.state]))()`;

const textsOf = async ({ tx }: Ctx): Promise<readonly (string | null)[]> => {
  const contacts = await tx.selectFrom('customerContact').select('value').execute();
  const calls = await tx.selectFrom('callDetail').select('otherNumber').distinct().execute();
  const customers = await tx.selectFrom('customer').select('name').execute();
  return [
    ...contacts.map(({ value }) => value),
    ...calls.map(({ otherNumber }) => otherNumber),
    ...customers.map(({ name }) => name),
  ];
};

/** What customers would not like to read in a log: numbers in each form, addresses, names, whom they called. */
const belongings = async ({ connections }: TestHouse): Promise<readonly string[]> => {
  const carriers = await connections.platform.selectFrom('carrier').select('id').execute();
  const texts: (string | null)[] = [];
  for (const { id } of carriers)
    texts.push(...(await transact(connections, systemAsks(id, 'test', Date.now()), textsOf)));
  const all = texts.flatMap((text) => text ?? []);
  return [...new Set(all.flatMap((text) => (/^\+1\d{10}$/.test(text) ? [text, text.slice(2)] : [text])))];
};

const decoded = (url: string): string => {
  try {
    return decodeURIComponent(url.replaceAll('+', ' '));
  } catch {
    return url;
  }
};

/** Records what a page asks and is answered, and what this process logs, from now on until the leaks are asked for. */
export const record = (page: Page): Recorded => {
  const secrets = new Set<string>();
  const urls: Kept[] = [];
  const answers: Kept[] = [];
  const logged: Kept[] = [];
  page.on('request', (request) =>
    urls.push({ where: 'an address', text: `${request.url()} ${decoded(request.url())}` }),
  );
  page.on('response', (response) => {
    const where = `the answer of ${new URL(response.url()).pathname}`;
    // an answer whose page was left never comes whole
    response.text().then(
      (text) => answers.push({ where, text }),
      () => {},
    );
  });
  const write = process.stdout.write;
  process.stdout.write = Object.assign((...given: Parameters<typeof write>) => {
    const text = stripVTControlCharacters(String(given[0]));
    if (text.startsWith('{"level"')) logged.push({ where: 'the log', text });
    return write.apply(process.stdout, given);
  });
  return {
    secret: (text) => void secrets.add(text),
    async leaks(home) {
      process.stdout.write = write;
      const stored = { where: 'the browser’s storage', text: String(await page.evaluate(storage)) };
      const open = [...urls, ...logged, stored];
      const find = (texts: Iterable<string>, places: readonly Kept[]): readonly string[] =>
        [...texts].flatMap((text) =>
          places.filter((one) => one.text.includes(text)).map(({ where }) => `${where}: ${text}`),
        );
      const found = [...find(await belongings(home), open), ...find(secrets, [...open, ...answers])];
      return [...new Set(found)];
    },
  };
};

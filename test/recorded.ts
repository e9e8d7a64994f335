import { stripVTControlCharacters } from 'node:util';
import type { FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { type Ctx, systemAsks, transact } from '../src/db/context.ts';
import type { TestHouse } from './house.ts';

/** What went over the wire while a browser was open, what it keeps, and what this process wrote. */
export type Recorded = {
  /** Records from now on what a page asks and is answered. */
  watch(page: Page): void;
  /** What stands in no address, no storage and no log: nor in any answer (a password that somebody typed), or in the one only that shows it. */
  secret(text: string, answers: 'none' | 'shows-it-once'): void;
  /** Where a secret, or what belongs to a customer, stands where it must not; empty when nowhere. While the page is open. */
  leaks(home: TestHouse, app: FastifyInstance, page: Page): Promise<Leaks>;
};

type Leaks = {
  readonly found: readonly string[];
  /** how much there was of customers to look for */
  readonly soughtOfCustomers: number;
};

type Kept = { readonly where: string; readonly text: string };

const storage = `(async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie,
  (await indexedDB.databases()).map(({ name }) => name), await caches.keys(), history.state]))()`;

type Sought = { readonly text: string; readonly as: RegExp };

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const anywhere = (text: string): Sought => ({ text, as: new RegExp(escaped(text)) });
// short ones stand by chance within the names of files
const alone = (text: string): Sought => ({ text, as: new RegExp(`(?<![\\w-])${escaped(text)}(?![\\w-])`) });

const soughtIn = async ({ tx }: Ctx): Promise<readonly Sought[]> => {
  const contacts = await tx.selectFrom('customerContact').select('value').execute();
  const calls = await tx.selectFrom('callDetail').select('otherNumber').distinct().execute();
  const customers = await tx.selectFrom('customer').select(['name', 'account']).execute();
  const texts = [
    ...contacts.map(({ value }) => value),
    ...calls.map(({ otherNumber }) => otherNumber),
    ...customers.map(({ name }) => name),
  ].flatMap((text) => text ?? []);
  const forms = texts.flatMap((text) => (/^\+1\d{10}$/.test(text) ? [text, text.slice(2)] : [text]));
  return [...[...new Set(forms)].map(anywhere), ...customers.map(({ account }) => alone(account))];
};

/** What customers would not like to read in a log: numbers in each form, addresses, names, accounts, whom they called. */
const belongings = async ({ connections }: TestHouse): Promise<readonly Sought[]> => {
  const carriers = await connections.platform.selectFrom('carrier').select('id').execute();
  const sought: Sought[] = [];
  for (const { id } of carriers)
    sought.push(...(await transact(connections, systemAsks(id, 'test', Date.now()), soughtIn)));
  return sought;
};

const decoded = (url: string): string => {
  try {
    return decodeURIComponent(url.replaceAll('+', ' '));
  } catch {
    return url;
  }
};

const canary = 'a line of the recorder: whoever does not find it here reads no log';

/** Keeps what this process writes from now on, its server's log among it: a logger that was made before writes past this. */
const written = (): { readonly lines: Kept[]; end(): void } => {
  const lines: Kept[] = [];
  const ends = [process.stdout, process.stderr].map((stream) => {
    const { write } = stream;
    stream.write = Object.assign((...given: Parameters<typeof write>) => {
      const text = stripVTControlCharacters(String(given[0]));
      lines.push({ where: 'the log', text });
      if (text.includes(canary)) return true;
      return write.apply(stream, given);
    });
    return () => {
      stream.write = write;
    };
  });
  return { lines, end: () => ends.forEach((end) => void end()) };
};

/** Begins to record, before the server is made whose log is to be read. */
export const record = (): Recorded => {
  const secrets = { none: new Set<string>(), 'shows-it-once': new Set<string>() };
  const urls: Kept[] = [];
  const answers: Kept[] = [];
  const log = written();
  return {
    watch(page) {
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
    },
    secret: (text, shown) => void secrets[shown].add(text),
    async leaks(home, app, page) {
      app.log.warn(canary);
      log.end();
      if (!log.lines.some(({ text }) => text.includes(canary)))
        throw new Error('the log of the server is not recorded');
      const stored = { where: 'the browser’s storage', text: String(await page.evaluate(storage)) };
      const open = [...urls, ...log.lines, stored];
      const find = (sought: readonly Sought[], places: readonly Kept[]): readonly string[] =>
        sought.flatMap(({ text, as }) =>
          places.filter((one) => as.test(one.text)).map(({ where }) => `${where}: ${text}`),
        );
      const ofCustomers = await belongings(home);
      const found = [
        ...find(ofCustomers, open),
        ...find([...secrets.none].map(anywhere), [...open, ...answers]),
        ...find([...secrets['shows-it-once']].map(anywhere), open),
      ];
      return { found: [...new Set(found)], soughtOfCustomers: ofCustomers.length };
    },
  };
};

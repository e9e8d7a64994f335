// Who the carrier is stood in the registration before it stood in the profile: nothing of it is lost on the way.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { client, migrations } from '../../db/migrate.ts';
import { randomIds } from '../../kernel/id.ts';
import { operations } from '../../operations.ts';
import { exampleRegistration } from './registration.example.ts';

let home: TestHouse;
beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

const id = randomIds(1);
const first = {
  ...exampleRegistration,
  ...{ frn: '0033333333', address: '1 Old Road, Ames, IA', formerNames: [], operatingCompanyNumber: null },
};
const newest = {
  ...first,
  ...{ frn: '0044444444', address: '2 New Road, Ames, IA', formerNames: ['Ames Voice', 'Ames Telephone'] },
  operatingCompanyNumber: '709J',
};

/** Runs the migration on two versions of a registration as they were before it. */
const carriedOver = async (carrierId: string): Promise<void> => {
  const owner = await client(home.address, 'database' in home.address ? home.address.database : '');
  for (const [n, facts] of [first, newest].entries())
    await owner.query(
      `insert into registration (carrier_id, id, version, facts, changed_on, entered_by, entered_at) values ($1, $2, $3, $4, $5, 'Noor Haddad', $6)`,
      [carrierId, id(), n + 1, JSON.stringify(facts), `2026-05-1${n}`, 1000 + n],
    );
  for (const { text } of migrations().filter(({ name }) => /^(0082_registration|0083)/.test(name)))
    await owner.query(text);
  await owner.end();
};

it('A profile without them is given number, address, former names and operating company number of the newest version', async () => {
  const carrier = await home.carrier({ frn: null, address: '' });
  const noor = await carrier.person('Noor Haddad', 'network', 'compliance');
  await carriedOver(carrier.id);
  expect(await carrier.run(noor, operations['carrier.show'], {})).toMatchObject({
    ...{ frn: '0044444444', address: '2 New Road, Ames, IA', formerNames: ['Ames Voice', 'Ames Telephone'] },
  });
  const { items } = await carrier.run(noor, operations['signing.papers.list'], {});
  expect(items).toMatchObject([{ kind: 'ocn', code: '709J', fromDay: '2026-05-11', untilDay: null }]);
  const { fields } = await carrier.run(noor, operations['registrations.form'], {});
  expect(fields.find(({ field }) => field === 'Operating Company Number')?.value).toBe('709J');
});

it('What the profile and the papers say already stands', async () => {
  const carrier = await home.carrier({});
  const noor = await carrier.person('Noor Haddad', 'network', 'compliance');
  const paper = { kind: 'ocn', code: '123X', issuer: 'NECA', fromDay: '2026-01-01', untilDay: null } as const;
  await carrier.run(noor, operations['signing.papers.add'], paper);
  const before = await carrier.run(noor, operations['carrier.show'], {});
  await carriedOver(carrier.id);
  expect(await carrier.run(noor, operations['carrier.show'], {})).toEqual({
    ...before,
    formerNames: ['Ames Voice', 'Ames Telephone'],
  });
  const { items } = await carrier.run(noor, operations['signing.papers.list'], {});
  expect(items.map(({ code }) => code)).toEqual(['123X']);
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';
import { differences } from './entry.ts';
import { exampleRegistration } from './registration.example.ts';

let home: TestHouse;
let prairie: TestCarrier;
let clara: Staff;
let nora: Staff;
let frn = '';
let address = '';

const header =
  'number,business_name,frn,foreign_voice_provider,business_address,other_frns,other_dba_names,implementation,voice_service_provider_choice,gateway_provider_choice,intermediate_provider_choice,last_updated,last_recertified';

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-11-10T15:00:00Z') });
  clara = await prairie.person('Clara Reyes', 'compliance');
  nora = await prairie.person('Nora Bell', 'onboarding');
  const profile = await prairie.run(clara, operations['carrier.show'], {});
  frn = profile.frn ?? '';
  address = profile.address;
});
afterAll(() => home.close());

const published = (key: string, name: string) =>
  `${header}\nRMD1,"${name}",${key},No,"${address}",,"${exampleRegistration.otherNames.join('; ')}",Complete,Yes,No,No,2026-11-01,2026-02-10\n`;
const taken = (coversOn: string, text: string) =>
  prairie.stream(nora, operations['publicFiles.import'], { kind: 'robocall-database', coversOn }, text);
const entry = () => prairie.run(clara, operations['registrations.entry'], {});
const open = async () =>
  (await prairie.run(clara, operations['tasks.list'], { state: 'open', whose: 'all' })).items.filter(({ subject }) =>
    subject.startsWith('registration:'),
  );

it('cannot be checked before a file was taken in, and that says nothing against the carrier', async () => {
  await prairie.run(clara, operations['registrations.enter'], { facts: exampleRegistration, changedOn: '2026-11-10' });
  expect(await entry()).toMatchObject({ listing: 'could not check', differs: [] });
  await prairie.run(clara, operations['mitigationPlans.watch'], {});
  expect(await open()).toEqual([]);
});

it('that says what is entered here differs in nothing, however it is spelled', async () => {
  await taken('2026-11-10', published(frn, 'PRAIRIE VOICE, LLC'));
  expect(await entry()).toMatchObject({ listing: 'listed', coversOn: '2026-11-10', differs: [] });
});

it('that says otherwise is told by field, and opens one task however often one looks', async () => {
  await prairie.at('2026-11-12T15:00:00Z');
  await taken('2026-11-12', published(frn, 'Prairie Telephone LLC'));
  const { differs } = await entry();
  expect(differs).toEqual([{ field: 'Business name', ours: 'Prairie Voice LLC', listed: 'Prairie Telephone LLC' }]);
  await prairie.run(clara, operations['mitigationPlans.watch'], {});
  await prairie.run(clara, operations['mitigationPlans.watch'], {});
  expect((await open()).map(({ why }) => why)).toEqual([expect.stringContaining('Business name')]);
});

it('that is gone is absent, and that is another task', async () => {
  await taken('2026-11-12', published('0099999999', 'Somebody Else LLC'));
  expect(await entry()).toMatchObject({ listing: 'absent' });
  await prairie.run(clara, operations['mitigationPlans.watch'], {});
  expect(await open()).toHaveLength(2);
});

it('is read by another carrier as its own alone', async () => {
  const lakes = await home.carrier({ name: 'Lakes Telephone Company', clock: Date.parse('2026-11-12T15:00:00Z') });
  const lena = await lakes.person('Lena Fox', 'compliance');
  const agent = await lakes.person('Lee Fox', 'agent');
  expect(await lakes.run(lena, operations['registrations.entry'], {})).toMatchObject({ listing: 'could not check' });
  await expect(lakes.run(agent, operations['registrations.entry'], {})).rejects.toMatchObject({ type: 'not-allowed' });
});

it('numbers and names in another order are the same, a field that the file leaves empty says nothing', () => {
  const ours = { foreign: 'no' as const, otherFrns: ['0011111111', '0022222222'], otherNames: ['Prairie', 'PV'] };
  const facts = { address: '', foreign: 'Yes', otherFrns: '0022222222; 0011111111', otherNames: 'pv, PRAIRIE' };
  expect(differences({ name: 'A', address: 'B' }, ours, { name: 'A', facts })).toEqual([
    { field: 'Foreign voice service provider', ours: 'no', listed: 'Yes' },
  ]);
});

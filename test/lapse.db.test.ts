import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exampleOf } from '../src/interfaces/http/example.ts';
import { type AnyOperation, listed } from '../src/interfaces/invoke.ts';
import { roles } from '../src/kernel/operation.ts';
import { Problem } from '../src/kernel/problem.ts';
import { completeTraining, publishCourse } from '../src/personnel/courses.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from './house.ts';
import { ofNoCustomer } from './of-no-customer.ts';

// 47 CFR 64.2009(b): whose course has lapsed works with no customer's CPNI and no list of customers. Each operation whose answer can
// carry either stands in one of two lists: closed to him, or open for a reason; all others in a third, of what tells of no customer. A new one
// that stands in none fails here, whatever its fields are called.

const closed: readonly string[] = [
  ...['customers.show', 'customers.list', 'accountChanges.list', 'accountNotices.letters', 'businessContracts.list'],
  ...['campaigns.people', 'campaigns.samples', 'campaigns.freeze', 'campaigns.release'],
  ...['campaigns.manifest', 'campaigns.leavers'],
  ...['disclosures.open', 'disclosures.pass', 'disclosures.once', 'disclosures.ofCustomer'],
  ...['letters.index', 'letters.part', 'letters.archive', 'customerLetters.file', 'returns.list', 'returns.show'],
  ...['online.show', 'online.letters', 'authentication.locks'],
  ...['callFiles.quarantine', 'callFiles.row', 'callRecords.search'],
  // the call desk
  ...['desk.find', 'desk.open', 'desk.show', 'desk.identify', 'desk.callBack', 'desk.showCallBack', 'desk.calls'],
  ...['desk.askPassword', 'desk.showPrompt', 'desk.recite', 'desk.photoId', 'desk.byContract', 'desk.script'],
  ...[
    'desk.answerOnce',
    'desk.send',
    'desk.sendCode',
    'desk.letters',
    'desk.changes',
    'desk.changeAddress',
    'desk.choice',
  ],
  ...['desk.takeNo', 'desk.takeYes', 'desk.report'],
];

const open: Readonly<Record<string, readonly string[]>> = {
  'answers whether, or with what was chosen, and shows no CPNI': [
    ...['decisions.ask', 'decisions.askBatch', 'decisions.askStream', 'decisions.show', 'approvals.status'],
    ...['choices.look', 'choices.print', 'choices.history', 'channels.incident.tried'],
  ],
  'takes in what is handed to it, and answers with that': [
    ...['customers.add', 'customers.leave', 'customers.import', 'customers.emailConsent', 'callDetail.import'],
    ...['deliveries.record', 'deliveries.import', 'deliveries.bounce', 'forms.import', 'letters.returned'],
    ...['returns.receive', 'returns.read', 'returns.scan', 'businessContracts.enter', 'businessContracts.end'],
    ...['callFiles.import', 'numbers.import', 'numberLists.import', 'publicFiles.import', 'numberComplaints.import'],
    ...['calledLists.import', 'campaigns.takeReturns'],
    ...['investigations.addEvidence', 'onboarding.addDocument', 'onboarding.recordCall', 'tracebacks.paste'],
  ],
  'ends what is open, or records that it went': ['desk.end', 'desk.posted', 'online.stop'],
  'names whom a request or a hold was made for, as it was handed to it': [
    ...[
      'solicitations.propose',
      'solicitations.decide',
      'solicitations.show',
      'holds.place',
      'holds.end',
      'holds.list',
    ],
  ],
  'is asked by machines: through them the customer himself speaks': [
    ...['telephone.step', 'online.check', 'online.ask', 'online.speakCode'],
    ...['desk.stepCall', 'desk.callOver', 'desk.lookPrompt', 'desk.enterPassword', 'desk.callsCameBack'],
    ...['desk.ring', 'desk.setSecret'],
  ],
  'tells of the carrier, its filings and its evidence, with references and counts only': [
    ...['carrier.show', 'carrier.change', 'telephone.configure', 'channels.add', 'channels.end', 'channels.list'],
    ...['channels.incident.printLetter', 'breaches.printReportForm', 'letters.certificate', 'lint.text'],
    ...['filings.open', 'filings.write', 'filings.show', 'filings.prepare', 'filings.sign', 'filings.receipt'],
    ...['registrations.enter', 'registrations.list', 'mitigationPlans.document'],
    ...['filings.amend', 'filings.join', 'filings.document', 'ledger.export', 'traffic.score', 'callRecords.rebuild'],
    ...['fccNotices.report', 'disclosures.list', 'tracebacks.passOn'],
  ],
  // 47 CFR 64.1200(n)(1): a traceback is answered within a day, whoever is there; a demand by the day that it names
  'has a clock of hours by law, and a second person': [
    'legalRequests.pull',
    ...['tracebacks.search', 'tracebacks.prepare', 'tracebacks.sheet', 'tracebacks.print', 'traceForwards.list'],
    ...['tracebacks.addProof', 'tracebacks.readProof'],
  ],
  'is the business customer behind a number, or what the gate refused': [
    ...['accounts.open', 'accounts.list', 'accounts.show', 'accounts.setLimits', 'accounts.suspend'],
    ...[
      'accounts.resume',
      'accounts.terminate',
      'accounts.end',
      'numbers.history',
      'onboarding.show',
      'onboarding.list',
    ],
    ...[
      'traffic.measure',
      'onboarding.readDocument',
      'investigations.readEvidence',
      'strikes.list',
      'strikes.calls',
      'gate.refusals',
      'gate.shadow',
      'gate.enforce',
      'gate.shadowed',
      'gate.shadowCounts',
    ],
  ],
};

const telling = /^(customerId|account|address|row|caller|called|calling)(\[\])?$|^(accounts|customers)\[\]$/;

/** The names of fields; of lists, with `[]` behind. */
const namesIn = (properties: object): string[] =>
  Object.entries(properties).map(([name, of]) => (JSON.stringify(of).includes('"type":"array"') ? `${name}[]` : name));

const fieldsIn = (schema: unknown): string[] =>
  typeof schema !== 'object' || schema === null
    ? []
    : Object.entries(schema).flatMap(([word, inner]) => [
        ...(word === 'properties' && typeof inner === 'object' && inner !== null ? namesIn(inner) : []),
        ...fieldsIn(inner),
      ]);

/** Whether an answer carries whose or what by the names of its fields: a stream may carry anything; desk and disclosures are asked about whole. */
const mayTell = ([name, o]: readonly [string, AnyOperation]): boolean =>
  'stream' in o ||
  /^(desk|disclosures)\./.test(name) ||
  /^GET .*\{customerId\}/.test(o.http) ||
  fieldsIn(z.toJSONSchema(o.gives, { io: 'input', unrepresentable: 'any' })).some((field) => telling.test(field));

let home: TestHouse;
let prairie: TestCarrier;
let lapsed: Staff;
let courseId: string;

/** Whether the course stands in the way of an operation, asked with the example of its description. */
const isRefused = async (o: AnyOperation): Promise<boolean> => {
  const schema = z.toJSONSchema(o.takes, { io: 'input', unrepresentable: 'any' });
  const asked: unknown = exampleOf(schema);
  const input = asked as z.input<typeof o.takes>;
  try {
    if ('stream' in o) await prairie.stream(lapsed, o, input, '');
    else await prairie.run(lapsed, o, input);
    return false;
  } catch (error) {
    return error instanceof Problem && error.facts.cite === '47 CFR 64.2009(b)';
  }
};

const refused = async (): Promise<string[]> => {
  const names: string[] = [];
  for (const [name, o] of listed) if (mayTell([name, o]) && (await isRefused(o))) names.push(name);
  return names.toSorted();
};

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-06-01T15:00:00Z') });
  lapsed = await prairie.person('Agnes Ortiz', ...roles.filter((role) => role !== 'portal'));
  const course = { title: 'CPNI for everybody', version: '2026', hash: 'c'.repeat(64), passScore: 80 };
  courseId = (await prairie.run(lapsed, publishCourse, course)).id;
});
afterAll(() => home.close());

describe('A person whose course has lapsed', () => {
  it('is thought of by each operation, once', () => {
    const thoughtOf = [...closed, ...Object.values(open).flat(), ...ofNoCustomer].toSorted();
    expect([...listed.keys()].toSorted()).toEqual(thoughtOf);
  });

  it('is not passed over by what has a customer, an account or a call in its answer', () => {
    const others = new Set(ofNoCustomer);
    expect([...listed].filter((one) => mayTell(one) && others.has(one[0])).map(([name]) => name)).toEqual([]);
  });

  it('is refused by each that shows CPNI or lists customers, the whole call desk among them, and by no other', async () => {
    await prairie.at('2026-06-30T15:00:00Z');
    expect(await refused()).toEqual([...closed].toSorted());
  }, 60_000);

  it('is refused by none once the course is passed', async () => {
    const passed = { courseId, personId: lapsed.id, completedOn: '2026-06-30', score: 90 };
    await prairie.run(prairie.machine('learning system', 'people'), completeTraining, passed);
    expect(await refused()).toEqual([]);
  }, 60_000);
});

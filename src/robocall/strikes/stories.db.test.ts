import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { refusedCalls } from '../../../test/strikes.ts';
import { accountOf } from '../../../test/voice-accounts.ts';
import { Problem } from '../../kernel/problem.ts';
import { type StrikeEvent, strikeConsequence, strikeService } from '../../law/questions/strike-consequence.ts';
import { assignNumbers } from '../numbers/assign.ts';
import { closeAccount } from './close.ts';
import { deliverWarning } from './deliver.ts';
import { signException } from './except.ts';
import { showStrikes } from './show.ts';
import { voidFinding } from './void.ts';
import { watchStrikes } from './watch.ts';

// The promise: no account is served after a second finding that stands, but by an exception that an officer signed. Held by the database
// at the end of every transaction, and shown by playing random stories through the operations, beside the law's own reckoning.

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
let dana: Staff;

const start = Date.parse('2026-06-01T15:00:00Z');
const HOUR = 3_600_000;
let names = 0;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: start });
  noor = await prairie.person('Noor Haddad', 'network');
  dana = await prairie.person('Dana Ruiz', 'officer');
});
afterAll(() => home.close());

const at = (hours: number): number => start + hours * HOUR;
const told = (hours: number): string => new Date(at(hours)).toISOString();

/** A new account with the right to its own number from the start; its calls are refused as if our record had lacked it, or with another. */
const account = async (): Promise<{ readonly id: string; readonly own: string }> => {
  names += 1;
  await prairie.at(told(0));
  const id = await accountOf(prairie, { name: `Account ${names}`, callerIdPolicy: 'own-only' });
  const own = `+1515200${String(1000 + names)}`;
  const given = { accountId: id, numbers: [own], order: 'o', verification: 'v', from: told(-1) };
  await prairie.run(noor, assignNumbers, given);
  return { id, own };
};

type Act =
  | { readonly does: 'call'; readonly back: number; readonly forwarded: boolean }
  | { readonly does: 'deliver'; readonly finding: number; readonly back: number }
  | { readonly does: 'void'; readonly finding: number }
  | { readonly does: 'except' | 'close' | 'watch' };

/** What happens, and how many hours pass before it. */
type Moment = { readonly after: number; readonly act: Act };

// half an hour apart, so that a day falls between some and never on the edge by chance alone
const hours = fc.integer({ min: 0, max: 60 }).map((halves) => halves / 2);
const finding = fc.integer({ min: 1, max: 4 });
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ does: fc.constant('call' as const), back: hours, forwarded: fc.constant(false) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('call' as const), back: hours, forwarded: fc.constant(true) }),
  },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('deliver' as const), finding, back: hours }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('void' as const), finding }) },
  { weight: 2, arbitrary: fc.constant({ does: 'except' as const }) },
  { weight: 1, arbitrary: fc.constant({ does: 'close' as const }) },
  { weight: 2, arbitrary: fc.constant({ does: 'watch' as const }) },
);

/** One warned whose second call is weighed: from there half of the stories begin. */
const toOrder: readonly Moment[] = [
  { after: 0, act: { does: 'call', back: 0, forwarded: false } },
  { after: 0, act: { does: 'watch' } },
  { after: 1, act: { does: 'deliver', finding: 1, back: 0 } },
  { after: 25, act: { does: 'call', back: 0, forwarded: false } },
  { after: 0, act: { does: 'watch' } },
];
const anyStory = fc.tuple(
  fc.constantFrom([], toOrder),
  fc.array(fc.record({ after: hours, act: anyAct }), { minLength: 3, maxLength: 12 }),
);

/** Told in any case, so that every standing is reached whatever chance brings. */
const examples: [[readonly Moment[], readonly Moment[]]][] = [
  [[toOrder, [{ after: 1, act: { does: 'except' } }]]],
  [[toOrder, [{ after: 1, act: { does: 'close' } }]]],
  [[toOrder, [{ after: 24 * 7, act: { does: 'watch' } }]]],
  [[toOrder, [{ after: 1, act: { does: 'void', finding: 1 } }]]],
  [[toOrder.slice(0, 2), [{ after: 1, act: { does: 'void', finding: 1 } }]]],
];

const refusals = ['wrong-state', 'invalid-input', 'not-found'];

/** Whether an act was done: what cannot be done is refused, and anything else is a fault. */
const done = async (doing: Promise<unknown>): Promise<boolean> => {
  try {
    await doing;
    return true;
  } catch (error) {
    if (error instanceof Problem && refusals.includes(error.type)) return false;
    throw error;
  }
};

type Scene = {
  readonly id: string;
  readonly own: string;
  readonly events: StrikeEvent[];
  waiting: StrikeEvent[];
  orderedAt: number | null;
};

const sceneOf = async (): Promise<Scene> => ({ ...(await account()), events: [], waiting: [], orderedAt: null });

const shown = (scene: Scene) => prairie.run(noor, showStrikes, { accountId: scene.id });

const call = async (scene: Scene, now: number, { back, forwarded }: Extract<Act, { does: 'call' }>): Promise<void> => {
  const instant = Math.max(at(0), at(now - back));
  const callId = `${scene.events.length}-${scene.waiting.length}`;
  await refusedCalls(prairie, [{ accountId: scene.id, at: instant, callId, calling: scene.own, forwarded }]);
  scene.waiting.push({ kind: 'wrong-caller-id', at: instant, forwarding: forwarded ? 'evidence' : 'none' });
};

type Done = { readonly doing: Promise<unknown>; readonly event: StrikeEvent | null };

/** An act through its operation, and the event that it is by the law. */
const acting = async (scene: Scene, now: number, act: Exclude<Act, { does: 'call' }>): Promise<Done> => {
  const { findings } = await shown(scene);
  const idOf = (number: number) => findings[number - 1]?.id ?? '01a1f0c2-7b00-7000-8000-000000000001';
  const latest = findings.filter(({ voided }) => voided === null).at(-1)?.id ?? idOf(99);
  const signed = { by: 'Dana Ruiz', reason: 'a slip' };
  const reason = 'a slip';
  switch (act.does) {
    case 'watch':
      return { doing: prairie.run(noor, watchStrikes, {}), event: null };
    case 'deliver': {
      const [findingId, deliveredAt] = [idOf(act.finding), told(now - act.back)];
      const input = { findingId, deliveredAt, how: 'answer', evidence: 'mail 4711' } as const;
      const event = { kind: 'warning-delivered', at: at(now - act.back), finding: act.finding } as const;
      return { doing: prairie.run(noor, deliverWarning, input), event };
    }
    case 'void': {
      const input = { findingId: idOf(act.finding), reason, password: noor.password };
      const event = { kind: 'voided', at: at(now), finding: act.finding, ...signed } as const;
      return { doing: prairie.run(noor, voidFinding, input), event };
    }
    case 'except': {
      const input = { findingId: latest, reason, password: dana.password };
      return { doing: prairie.run(dana, signException, input), event: { kind: 'exception', at: at(now), ...signed } };
    }
    default:
      return {
        doing: prairie.run(dana, closeAccount, { findingId: latest, reason }),
        event: { kind: 'closed', at: at(now) },
      };
  }
};

const standingOf = (scene: Scene) => strikeConsequence(scene.events).standing;

const play = async (scene: Scene, now: number, act: Act): Promise<void> => {
  if (act.does === 'call') return call(scene, now, act);
  const { doing, event } = await acting(scene, now, act);
  if (!(await done(doing))) return;
  // whatever waits is weighed before an act, in the order of its instants
  scene.events.push(...scene.waiting.toSorted((a, b) => a.at - b.at));
  scene.waiting = [];
  if (event !== null) scene.events.push(event);
  // an order that nobody excepted is carried out by the watch after seven days
  const overdue = scene.orderedAt !== null && now - scene.orderedAt >= 7 * 24;
  if (act.does === 'watch' && overdue) scene.events.push({ kind: 'closed', at: at(now) });
  scene.orderedAt = standingOf(scene) === 'termination-ordered' ? (scene.orderedAt ?? now) : null;
};

const holdsOf = (accountId: string) =>
  prairie.look(({ tx }) =>
    tx
      .selectFrom('accountHold')
      .select('kind')
      .where('accountId', '=', accountId)
      .where('source', '=', 'strikes')
      .where('endedAt', 'is', null)
      .execute(),
  );

const holds = { active: [], suspended: [{ kind: 'suspended' }], ended: [{ kind: 'terminated' }] } as const;

/** What the records say, and what the law says of the same events, is one; and calls stop exactly where it says so. */
const compare = async (scene: Scene) => {
  const answer = strikeConsequence(scene.events);
  const { standing, service, findings, timeline } = await shown(scene);
  expect([standing, service]).toEqual([answer.standing, strikeService[answer.standing]]);
  expect(
    findings.map((one) => ({
      number: one.number,
      openedAt: Date.parse(one.opened),
      lastCallAt: Date.parse(one.lastCall),
      warned: one.warned === null ? 'pending' : Date.parse(one.warned),
      voided: one.voided !== null,
      exception: one.exception === null ? null : Date.parse(one.exception.at),
    })),
  ).toEqual(
    answer.state.findings.map((one) => ({
      ...one,
      voided: one.voided !== null,
      exception: one.exception?.at ?? null,
    })),
  );
  expect(await holdsOf(scene.id)).toEqual(holds[service]);
  expect(timeline.map(({ seq }) => seq)).toEqual(timeline.map(({ seq }) => seq).toSorted((a, b) => a - b));
  return standing;
};

it('Stories of refusals, deliveries, voids, exceptions and closings at any time end where the law says, held or served accordingly', async () => {
  const seen = new Set<string>();
  const tell = async ([before, story]: readonly [readonly Moment[], readonly Moment[]]) => {
    const scene = await sceneOf();
    let now = 0;
    for (const { after, act } of [...before, ...story]) {
      now += after;
      await prairie.at(told(now));
      await play(scene, now, act);
      if (act.does !== 'call') seen.add(await compare(scene));
    }
    await play(scene, now, { does: 'watch' });
    seen.add(await compare(scene));
  };
  await fc.assert(fc.asyncProperty(anyStory, tell), { numRuns: 30, examples });
  expect([...seen].sort()).toEqual(['clear', 'closed', 'excepted', 'termination-ordered', 'warned']);
}, 300_000);

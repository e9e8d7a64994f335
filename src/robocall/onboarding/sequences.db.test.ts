import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { aliasesFile, readyToOnboard, sanctionsFile, stepsOf, takeIn } from '../../../test/onboarding.ts';
import { frontDesk } from '../../demo/applicants.ts';
import { Problem } from '../../kernel/problem.ts';
import { DAY } from '../../kernel/time.ts';
import { placeHold, resumeAccount, suspendAccount, terminateAccount } from '../accounts/hold.ts';
import { setLimits } from '../accounts/limits.ts';
import { openAccount } from '../accounts/open.ts';
import { showAccount } from '../accounts/show.ts';
import { checkField } from './check.ts';
import { decideCase } from './decide.ts';
import { confirmed } from './fields.ts';
import { submitCase } from './submit.ts';

let home: TestHouse;
let prairie: TestCarrier;
let olga: Staff;
let carla: Staff;
let omar: Staff;
let now = Date.parse('2026-06-01T15:00:00Z');

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: now });
  olga = await prairie.person('Olga Reyes', 'onboarding', 'network');
  carla = await prairie.person('Carla Byrne', 'compliance');
  omar = await prairie.person('Omar Diaz', 'officer', 'onboarding');
  await readyToOnboard(prairie, olga, carla, '2026-05-31');
});
afterAll(() => home.close());

type Scene = { readonly caseId: string; readonly accounts: string[] };

const clock = () => new Date(now).toISOString();
const steps = () => stepsOf(prairie, olga, clock());
const pass = async (ms: number) => {
  now += ms;
  await prairie.at(clock());
};

const risky = { ...frontDesk, voices: ['prerecorded' as const], callTypes: ['sales' as const] };
const limits = { callsPerSecond: 20, burst: 20, sessions: 200, leaseSeconds: null };

const decide = (who: Staff, { caseId }: Scene, outcome: 'approved' | 'refused') =>
  prairie.run(who, decideCase, { caseId, outcome, reason: 'by chance' });

const onEach = async (scene: Scene, run: (accountId: string) => Promise<unknown>) => {
  for (const accountId of scene.accounts) await run(accountId);
};

/** Everything that anybody may try, in any order. */
const moves: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  'claims his fields': ({ caseId }) => steps().claim(caseId, {}),
  'has them checked': ({ caseId }) => steps().check(caseId),
  'is contradicted': ({ caseId }) =>
    prairie.run(olga, checkField, { caseId, field: 'legal-name', source: 'register', result: 'contradicted' }),
  'answers harmlessly': ({ caseId }) => steps().answer(caseId, frontDesk),
  'answers riskily': ({ caseId }) => steps().answer(caseId, risky),
  'is screened': async ({ caseId }) => {
    const today = clock().slice(0, 10);
    await takeIn(prairie, olga, 'sanctions', today, sanctionsFile);
    await takeIn(prairie, olga, 'sanctions-aliases', today, aliasesFile);
    await steps().screen(caseId);
  },
  'is called': ({ caseId }) => steps().call(caseId),
  'accepts the policy': ({ caseId }) => steps().accept(caseId, 1),
  'has his flags answered': ({ caseId }) => steps().answerFlags(caseId),
  'is put up': ({ caseId }) => prairie.run(olga, submitCase, { caseId, recommends: 'approved' }),
  'is approved by who put him up': (scene) => decide(olga, scene, 'approved'),
  'is approved by another': (scene) => decide(carla, scene, 'approved'),
  'is refused': (scene) => decide(omar, scene, 'refused'),
  'gets an account': async (scene) => {
    const { id } = await prairie.run(olga, openAccount, { caseId: scene.caseId, name: `${scene.caseId} ${now}` });
    scene.accounts.push(id);
  },
  'asks for more': (scene) =>
    onEach(scene, (accountId) => prairie.run(omar, setLimits, { accountId, limits, reason: 'he asked' })),
  'is suspended': (scene) =>
    onEach(scene, (accountId) => prairie.run(olga, suspendAccount, { accountId, reason: 'unpaid' })),
  'is terminated': (scene) =>
    onEach(scene, (accountId) => prairie.run(carla, terminateAccount, { accountId, reason: 'abuse' })),
  'is struck': (scene) =>
    onEach(scene, (accountId) =>
      prairie.look((ctx) =>
        placeHold(ctx, {
          accountId,
          kind: 'terminated',
          source: 'strikes',
          sourceId: scene.caseId,
          reason: 'second finding',
        }),
      ),
    ),
  'is resumed by an officer': (scene) =>
    onEach(scene, (accountId) => prairie.run(omar, resumeAccount, { accountId, reason: 'paid' })),
  'waits a day': () => pass(DAY),
  'waits forty days': () => pass(40 * DAY),
  'waits a year': () => pass(366 * DAY),
};

/** The whole path: chance begins where something can go wrong. */
const path = [
  'claims his fields',
  'has them checked',
  'answers harmlessly',
  'is screened',
  'is called',
  'accepts the policy',
  'has his flags answered',
  'is put up',
  'is approved by another',
  'gets an account',
];

/** What must be true of the rows where an account carries calls; read without the code that decides it. */
const faultOf = ({ caseId }: Scene, accountId: string): Promise<string | null> =>
  prairie.look(async (ctx) => {
    const decisions = await ctx.tx.selectFrom('onboardingDecision').selectAll().where('caseId', '=', caseId).execute();
    const last = decisions.sort((a, b) => a.decidedAt - b.decidedAt || a.id.localeCompare(b.id)).at(-1);
    if (last === undefined || last.outcome !== 'approved') return 'no approval is the last word';
    if (now >= (last.validUntil ?? 0) + 14 * DAY) return 'the approval ended a fortnight ago';
    if (last.tier !== 'standard' && last.preparedBy === last.decidedBy) return 'one person alone decided';
    const basis = await ctx.tx
      .selectFrom('onboardingBasis')
      .selectAll()
      .where('decisionId', '=', last.id)
      .executeTakeFirst();
    if (basis?.callId == null || basis.acceptanceId === null) return 'no call or no acceptance';
    const held = await ctx.tx
      .selectFrom('accountHold')
      .select('id')
      .where('accountId', '=', accountId)
      // nobody here may end what strikes placed
      .where((eb) => eb.or([eb('endedAt', 'is', null), eb('source', '=', 'strikes')]))
      .execute();
    if (held.length > 0) return 'a hold stands against it';
    const checked = await ctx.tx
      .selectFrom('onboardingCheck as check')
      .innerJoin('onboardingField as field', 'field.id', 'check.fieldId')
      .select(['field.name', 'check.result', 'check.checkedAt'])
      .where('check.caseId', '=', caseId)
      .where('check.checkedAt', '<=', last.decidedAt)
      .orderBy('check.checkedAt')
      .orderBy('check.id')
      .execute();
    const unchecked = confirmed.filter((name) => checked.findLast((one) => one.name === name)?.result !== 'confirmed');
    return unchecked.length === 0 ? null : `${unchecked.join()} was not confirmed`;
  });

it('No sequence of what anybody may do makes an account that carries calls without an approval in force of a whole case', async () => {
  let carried = 0;
  let refused = 0;
  const names = Object.keys(moves);
  const chance = fc.array(fc.constantFrom(...names), { minLength: 2, maxLength: 8 });
  // the whole path, or all of it but one step
  const short = path.map((left) => path.filter((name) => name !== left));
  const begins = fc.oneof(fc.constant(path), fc.constantFrom(...short));
  await fc.assert(
    fc.asyncProperty(begins, chance, async (begun, then) => {
      const scene: Scene = { caseId: await steps().open('by chance'), accounts: [] };
      for (const name of [...begun, ...then]) {
        await pass(1000);
        try {
          await moves[name]?.(scene);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          refused += 1;
        }
        for (const accountId of scene.accounts) {
          const { account } = await prairie.run(carla, showAccount, { accountId });
          if (!account.carries) continue;
          carried += 1;
          expect([name, await faultOf(scene, accountId)]).toEqual([name, null]);
        }
      }
    }),
    { numRuns: 30 },
  );
  expect(carried).toBeGreaterThan(10);
  expect(refused).toBeGreaterThan(20);
}, 180_000);

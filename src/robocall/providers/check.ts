import { z } from 'zod';
import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import type { FieldName } from '../onboarding/fields.ts';
import { findProvider } from '../onboarding/look-up.ts';
import { usableFiles } from '../onboarding/screen.ts';
import { latestFile } from '../public-files/latest.ts';
import type { Provider, ProviderCheck } from './record.ts';
import { listingOf, mayBeTaken } from './standing.ts';
import { checksOf, providersNow } from './store.ts';
import { askForUnregistered } from './unregistered.ts';

/** A file of yesterday is today's; one older is told of, and after a week it says nothing of today. */
const freshDays = 1;

type Looked = Pick<ProviderCheck, 'answer' | 'why' | 'fileId' | 'coversOn'>;

const unchecked = (why: string): Looked => ({ answer: 'could-not-check', why, fileId: null, coversOn: null });

/** Looks one provider up by its number and name, as applicants are. */
export const lookUp = async (
  ctx: Ctx,
  { frn, name }: Pick<Provider, 'frn' | 'name'>,
  files: Awaited<ReturnType<typeof usableFiles>>,
): Promise<Looked> => {
  if (typeof files === 'string') return unchecked(files);
  const [file] = files;
  if (frn === null || file === undefined) return unchecked('its FCC Registration Number is not known');
  const claims = new Map<FieldName, string>([
    ['frn', frn],
    ['legal-name', name],
  ]);
  const { answer, why } = await findProvider(ctx, files, claims);
  const on = { fileId: file.id, coversOn: file.coversOn };
  if (answer === 'listed') return { answer: 'listed', why, ...on };
  return answer === 'absent' ? { answer: 'verified-absent', why, ...on } : unchecked(why);
};

/** What follows for a provider that is not listed: a person stops its calls, or finds out why. Nothing is stopped by itself. */
const warn = async (ctx: Ctx, provider: Provider, checks: readonly ProviderCheck[]): Promise<boolean> => {
  const listing = listingOf(checks);
  const { allowed, cite, reason } = mayBeTaken(provider, listing, ctx.at);
  if (allowed) return false;
  const upstream = provider.direction !== 'downstream';
  await openTask(ctx, {
    kind: listing === 'could-not-check' ? 'provider-unchecked' : 'provider-not-listed',
    subject: `provider:${provider.id}`,
    why: upstream
      ? `${provider.name}: ${reason} (${cite}) End it here, which stops its calls but for 911, or show that it is listed`
      : `${provider.name}, to which we hand calls: ${reason} Find another way for them, or show that it is listed`,
    role: 'network',
    dueAt: ctx.at,
    key: provider.id,
  });
  return true;
};

const warnOfOldFile = async (ctx: Ctx): Promise<void> => {
  const file = await latestFile(ctx, 'robocall-database');
  const age = file === null ? null : dayNumber(dateAt(ctx, ctx.at)) - dayNumber(file.coversOn);
  if (age !== null && age <= freshDays) return;
  await openTask(ctx, {
    kind: 'provider-list-old',
    subject: 'public-file:robocall-database',
    why:
      file === null
        ? 'No file of the Robocall Mitigation Database was taken in: no provider can be looked up'
        : `The file of the Robocall Mitigation Database tells of ${file.coversOn}: take a new one in; until then the last answers stand`,
    role: 'network',
    dueAt: ctx.at,
    key: 'robocall-database',
  });
};

export const checkProviders = operation({
  http: 'POST /v1/providers:check',
  says: 'Look every provider up in the Robocall Mitigation Database: listed, verified absent, or could not check; opens a task for each whose calls may not be taken. Runs by itself every day',
  law: ['47 CFR 64.6305(g)', '47 CFR 64.1200(n)(5)'],
  may: ['network', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({
    listed: z.int(),
    absent: z.int(),
    unchecked: z.int(),
    /** whose calls the rule does not let us take */
    barred: z.int(),
  }),
  async run(ctx: Ctx) {
    await askForUnregistered(ctx);
    const providers = await providersNow(ctx);
    if (providers.length === 0) return { listed: 0, absent: 0, unchecked: 0, barred: 0 };
    await warnOfOldFile(ctx);
    const files = await usableFiles(ctx, 'robocall-database');
    const rows: (Looked & { readonly id: string; readonly providerId: string; readonly checkedAt: number })[] = [];
    for (const provider of providers)
      rows.push({
        id: ctx.id(),
        providerId: provider.id,
        ...(await lookUp(ctx, provider, files)),
        checkedAt: ctx.at,
      });
    await ctx.tx.insertInto('providerCheck').values(rows).execute();
    const all = await checksOf(
      ctx,
      providers.map(({ id }) => id),
    );
    let barred = 0;
    for (const provider of providers) {
      const own = all.filter(({ providerId }) => providerId === provider.id);
      if (await warn(ctx, provider, own)) barred += 1;
    }
    const of = (answer: Looked['answer']) => rows.filter((row) => row.answer === answer);
    const [listed, absent, unchecked] = [of('listed'), of('verified-absent'), of('could-not-check')];
    await record(ctx, {
      kind: 'providers.checked',
      subject: `carrier:${ctx.carrier.id}`,
      happenedAt: ctx.at,
      facts: {
        file: rows.find(({ fileId }) => fileId !== null)?.fileId ?? null,
        listed: listed.length,
        absent: absent.map(({ providerId }) => providerId),
        unchecked: unchecked.map(({ providerId }) => providerId),
      },
    });
    return { listed: listed.length, absent: absent.length, unchecked: unchecked.length, barred };
  },
});

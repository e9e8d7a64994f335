import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { readyToOnboard, stepsOf, takeIn } from '../../../test/onboarding.ts';
import { frontDesk } from '../../demo/applicants.ts';
import { publishPolicy } from '../acceptable-use/publish.ts';
import { endAccount } from '../accounts/end.ts';
import { suspendAccount } from '../accounts/hold.ts';
import { setLimits } from '../accounts/limits.ts';
import { openAccount } from '../accounts/open.ts';
import { ramp } from '../accounts/ramp.ts';
import { showAccount } from '../accounts/show.ts';
import { answerFlag } from './answer-flag.ts';
import { checkField } from './check.ts';
import { decideCase } from './decide.ts';
import { decideMatch } from './decide-match.ts';
import { addDocument, readDocument } from './documents.ts';
import { listCases } from './list.ts';
import { showCase } from './show.ts';
import { submitCase } from './submit.ts';

let home: TestHouse;
let prairie: TestCarrier;
let olga: Staff;
let carla: Staff;
let steps: ReturnType<typeof stepsOf>;

const clock = '2026-06-01T15:00:00Z';

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse(clock) });
  olga = await prairie.person('Olga Reyes', 'onboarding');
  carla = await prairie.person('Carla Byrne', 'compliance');
  steps = stepsOf(prairie, olga, clock);
  await readyToOnboard(prairie, olga, carla, '2026-05-31');
});
afterAll(() => home.close());

const shown = (caseId: string) => prairie.run(carla, showCase, { caseId });
const decide = (who: Staff, caseId: string, outcome: 'approved' | 'refused') =>
  prairie.run(who, decideCase, { caseId, outcome, reason: 'looked at as a whole' });

/** A case with everything but its submission. */
const complete = async (applicant: string, answers = frontDesk, change = {}): Promise<string> => {
  const caseId = await steps.open(applicant);
  await steps.claim(caseId, change);
  await steps.answer(caseId, answers);
  await steps.check(caseId);
  await steps.screen(caseId);
  await steps.call(caseId);
  await steps.accept(caseId, 1);
  await steps.answerFlags(caseId);
  return caseId;
};

const submit = (caseId: string) => prairie.run(olga, submitCase, { caseId, recommends: 'approved' });

describe('An applicant', () => {
  it('goes from application to carried calls in a day, and the board shows where he is', async () => {
    const stage = async (caseId: string) =>
      (await prairie.run(carla, listCases, {})).items.find(({ id }) => id === caseId)?.stage;
    const caseId = await steps.open('Harvest Dental Group');
    expect(await stage(caseId)).toBe('applied');
    expect((await shown(caseId)).missing.map(({ what }) => what)).toEqual([
      'the field legal-name',
      'the field entity-type',
      'the field state-of-incorporation',
      'the field registration-number',
      'the field street-address',
      'the field address-kind',
      'the field contact-name',
      'the field contact-phone',
      'the field contact-email',
      'the field signer-name',
      'a screening against sanctions',
      'the questionnaire on what he means to do',
      'the call by a person of ours',
      'the acceptance of version 1 of the acceptable use policy',
    ]);
    await steps.claim(caseId, {});
    await steps.answer(caseId, frontDesk);
    await steps.check(caseId);
    expect(await stage(caseId)).toBe('checking');
    await steps.screen(caseId);
    await steps.accept(caseId, 1);
    await submit(caseId);
    expect(await stage(caseId)).toBe('decide');
    await expect(decide(olga, caseId, 'approved')).rejects.toThrow(/Missing: the call by a person of ours/);
    await steps.call(caseId);
    await submit(caseId);
    const decision = await decide(olga, caseId, 'approved');
    expect(decision).toMatchObject({ tier: 'standard', points: 0, validUntil: '2027-06-01T00:00:00-05:00' });
    expect(await stage(caseId)).toBe('live');
    const account = await prairie.run(olga, openAccount, { caseId, name: 'Harvest front desk' });
    expect(account).toMatchObject({ standing: 'active', carries: true, tier: 'standard' });
  });

  it('with fifty points is decided by a second person, monthly; every flag is answered first', async () => {
    const leads = {
      ...frontDesk,
      callTypes: ['sales' as const],
      voices: ['prerecorded' as const],
      listSource: 'bought-or-rented' as const,
      industry: 'solar' as const,
    };
    const caseId = await steps.open('Sunny Roofs');
    await steps.claim(caseId, {});
    await steps.answer(caseId, leads);
    await steps.check(caseId);
    await steps.screen(caseId);
    await steps.call(caseId);
    await steps.accept(caseId, 1);
    const { flags, points, wouldBe, missing } = await shown(caseId);
    expect(flags.map(({ flag }) => flag)).toEqual(['sales-by-recording', 'rented-list', 'watched-industry']);
    expect([points, wouldBe]).toEqual([60, 'high']);
    expect(missing.map(({ what }) => what)).toContain('an answer to the red flag rented-list');
    await steps.answerFlags(caseId);
    await submit(caseId);
    await expect(decide(olga, caseId, 'approved')).rejects.toThrow(/60 points another person/);
    expect(await decide(carla, caseId, 'approved')).toMatchObject({
      tier: 'high',
      validUntil: '2026-07-01T00:00:00-05:00',
    });
    // nor would the database have let him
    await expect(
      prairie.look(async (ctx) => {
        const row = await ctx.tx
          .selectFrom('onboardingDecision')
          .selectAll()
          .where('caseId', '=', caseId)
          .executeTakeFirstOrThrow();
        await ctx.tx
          .insertInto('onboardingDecision')
          .values({ ...row, id: ctx.id(), decidedBy: row.preparedBy })
          .execute();
      }),
    ).rejects.toThrow(/a_second_person_above_the_line/);
  });

  it('whose flag proves not so has no points for it; one that disqualifies is refused by whatever points', async () => {
    const caseId = await complete('Mistaken', { ...frontDesk, references: 0 });
    expect((await shown(caseId)).points).toBe(5);
    await prairie.run(olga, answerFlag, {
      caseId,
      flag: 'no-references',
      verdict: 'mistaken',
      answer: 'the chamber of commerce knows them',
    });
    expect((await shown(caseId)).points).toBe(0);
    await prairie.run(olga, answerFlag, {
      caseId,
      flag: 'no-references',
      verdict: 'disqualifying',
      answer: 'the chamber of commerce warns of them',
    });
    await submit(caseId);
    await expect(decide(carla, caseId, 'approved')).rejects.toThrow(/cannot be approved.*no-references disqualifies/);
    expect(await decide(carla, caseId, 'refused')).toMatchObject({ outcome: 'refused', validUntil: null });
    await expect(prairie.run(olga, openAccount, { caseId, name: 'Mistaken' })).rejects.toThrow(/was refused/);
  });

  it('like a name on the sanctions list waits for a person, and is refused when it is he', async () => {
    const caseId = await complete('Trading', frontDesk, { 'legal-name': 'Exampel Trading LLC' });
    const { matches, screenings } = await shown(caseId);
    expect(screenings).toMatchObject([{ list: 'sanctions', answer: 'listed', coversOn: '2026-05-31' }]);
    expect(matches).toMatchObject([{ entryKey: '900001', listedName: 'EXAMPLE TRADING CO', verdict: null }]);
    await submit(caseId);
    await expect(decide(carla, caseId, 'approved')).rejects.toThrow(/a decision on the name match/);
    const matchId = matches[0]?.id ?? '';
    await prairie.run(carla, decideMatch, { caseId, matchId, verdict: 'same', reason: 'same address and owner' });
    await submit(caseId);
    await expect(decide(carla, caseId, 'approved')).rejects.toThrow(/he is on the sanctions list/);
  });

  it('is found by an alias as well, and another bearer of the name is approved with the reason', async () => {
    const caseId = await complete('Commerce', frontDesk, { 'legal-name': 'Example Commerce House Inc' });
    const [match] = (await shown(caseId)).matches;
    expect(match).toMatchObject({ listedName: 'EXAMPLE COMMERCE HOUSE', likeness: 1 });
    await prairie.run(carla, decideMatch, {
      caseId,
      matchId: match?.id ?? '',
      verdict: 'other',
      reason: 'a bakery of 1974 in Ames',
    });
    await submit(caseId);
    expect(await decide(carla, caseId, 'approved')).toMatchObject({ outcome: 'approved' });
  });

  it('that a source contradicts is not approved', async () => {
    const caseId = await complete('Contradicted');
    await prairie.run(olga, checkField, {
      caseId,
      field: 'legal-name',
      source: 'register of the state',
      result: 'contradicted',
      note: 'dissolved in 2019',
    });
    await submit(caseId);
    await expect(decide(carla, caseId, 'approved')).rejects.toThrow(/contradicts his legal-name/);
  });

  it('that changed after it was put up is put up again; a changed name is screened and checked again', async () => {
    const caseId = await complete('Renamed');
    await submit(caseId);
    await prairie.at('2026-06-01T16:00:00Z');
    await steps.claim(caseId, { 'legal-name': 'Harvest Dental Partners PLC' });
    await expect(decide(carla, caseId, 'approved')).rejects.toThrow(/changed after it was put up/);
    expect((await shown(caseId)).missing.map(({ what }) => what)).toEqual([
      'a check of legal-name',
      'a screening against sanctions by the names of now',
    ]);
    await prairie.at(clock);
  });
});

const robocallDatabase = (...rows: readonly string[]): string =>
  `\u{feff}number,frn,business_name,business_address,foreign_voice_provider,country,other_frns,other_dba_names,previous_dba_names,robocall_mitigation_contact_name,contact_title,contact_department,contact_business_address,contact_country,contact_telephone_number,contact_phone_extension,implementation,voice_service_provider_choice,gateway_provider_choice,intermediate_provider_choice,last_updated,last_recertified,filing_url\n${rows.join('\n')}\n`;
const provider = (number: string, frn: string, name: string) =>
  `${number},${frn},"${name}","100 Main St\nSpringfield, IL 62701",No,United States,,,,"Pat Doe",,,"100 Main St",United States,2175550142,,"Complete STIR/SHAKEN Implementation",Yes,No,No,2026-02-20,2026-02-20,https://example.org/rmd`;
const filers = 'Filer ID,Legal Name,Doing Business As\n829111,Example Voice LLC,ExVoice\n';

describe('An applicant with customers of his own', () => {
  const reseller = { ...frontDesk, carrier: 'yes' as const };
  const named = { 'legal-name': 'Example Voice LLC', frn: '0099000011', 'filer-id': '829111' };

  it('is looked up in two more lists: could not check, listed, or verified absent and then refused', async () => {
    const caseId = await complete('Example Voice', reseller, named);
    expect((await shown(caseId)).screenings).toMatchObject([
      { list: 'form-499', answer: 'not-checked', why: 'no file of form-499 was taken in' },
      { list: 'robocall-database', answer: 'not-checked' },
      { list: 'sanctions', answer: 'absent' },
    ]);
    expect((await shown(caseId)).missing.map(({ what }) => what)).toEqual([
      'an answer of robocall-database: no file of robocall-database was taken in',
      'an answer of form-499: no file of form-499 was taken in',
    ]);
    const database = robocallDatabase(
      provider('RMD0099001', '0099000011', 'Example Voice, L.L.C.'),
      provider('RMD0099002', '0099000011', 'Example Voice'),
      provider('RMD0099003', '0099000029', 'Beta Wholesale Inc'),
    );
    const told = JSON.parse(await takeIn(prairie, olga, 'robocall-database', '2026-05-31', database));
    expect(told).toMatchObject({ rows: 3, duplicates: 1, coversOn: '2026-05-31' });
    await takeIn(prairie, olga, 'form-499', '2026-05-01', filers);
    await steps.screen(caseId);
    expect((await shown(caseId)).screenings).toMatchObject([
      { list: 'form-499', answer: 'listed', coversOn: '2026-05-01' },
      { list: 'robocall-database', answer: 'listed', coversOn: '2026-05-31' },
      { list: 'sanctions', answer: 'absent' },
    ]);
    const other = await complete('Unlisted', reseller, { ...named, frn: '0099000999' });
    expect((await shown(other)).stops).toEqual([
      'a provider that the Robocall Mitigation Database does not list: 64.6305(g)',
    ]);
    // another name under his number is no answer
    const borrowed = await complete('Borrowed', reseller, { ...named, frn: '0099000029' });
    expect((await shown(borrowed)).screenings).toMatchObject([
      { list: 'form-499', answer: 'listed' },
      { list: 'robocall-database', answer: 'not-checked', why: 'the entry under his frn has another name than his' },
      { list: 'sanctions' },
    ]);
  });

  it('is not called absent from a file that is old', async () => {
    await prairie.at('2026-06-20T15:00:00Z');
    const caseId = await steps.open('Late');
    await steps.claim(caseId, named);
    await steps.answer(caseId, reseller);
    const { items } = await steps.screen(caseId);
    expect(items).toMatchObject([
      { list: 'sanctions', answer: 'absent' },
      { list: 'robocall-database', answer: 'not-checked', coversOn: null },
      { list: 'form-499', answer: 'listed' },
    ]);
    await prairie.at(clock);
  });

  it('cannot be looked up in a file with a renamed column or one that was cut: the error names which', async () => {
    const renamed = robocallDatabase(provider('RMD0099001', '0099000011', 'Example Voice')).replace(
      'business_name',
      'company_title',
    );
    await expect(takeIn(prairie, olga, 'robocall-database', '2026-06-01', renamed)).rejects.toThrow(
      /The column 'businessname' is missing/,
    );
    const cut = robocallDatabase(provider('RMD0099001', '0099000011', 'Example Voice')).slice(0, -60);
    await expect(takeIn(prairie, olga, 'robocall-database', '2026-06-01', cut)).rejects.toThrow(/cut short/);
    const half = robocallDatabase(provider('RMD0099001', '0099000011', 'Example Voice'));
    await expect(takeIn(prairie, olga, 'robocall-database', '2026-06-01', half)).rejects.toThrow(
      /1 rows, the one before 3/,
    );
  });
});

describe('A document', () => {
  it('is kept with its hash, once, and is what it says it is', async () => {
    const caseId = await steps.open('With papers');
    const pdf = '%PDF-1.7 certificate of organization';
    const asked = { caseId, kind: 'registration', mediaType: 'application/pdf' } as const;
    const { id: documentId } = JSON.parse(await prairie.stream(olga, addDocument, asked, pdf));
    await expect(prairie.stream(olga, addDocument, asked, pdf)).rejects.toThrow(/has this document/);
    await expect(prairie.stream(olga, addDocument, asked, 'MZ a program')).rejects.toThrow(/'mediaType'/);
    expect(await prairie.stream(carla, readDocument, { caseId, documentId }, '')).toBe(pdf);
    expect((await shown(caseId)).documents).toMatchObject([{ kind: 'registration', size: pdf.length }]);
  });
});

describe('A case whose answers retention has taken', () => {
  it('is shown without them, and asks for them again', async () => {
    const caseId = await steps.open('Long gone');
    await prairie.look((ctx) =>
      ctx.tx
        .insertInto('onboardingQuestionnaire')
        .values({
          id: ctx.id(),
          caseId,
          version: 1,
          answers: sql`'{}'::jsonb`,
          enteredBy: 'Olga Reyes',
          enteredAt: ctx.at,
        })
        .execute(),
    );
    const { questionnaires, missing } = await shown(caseId);
    expect(questionnaires).toEqual([]);
    expect(missing.map(({ what }) => what)).toContain('the questionnaire on what he means to do');
    expect(await steps.answer(caseId, frontDesk)).toMatchObject({ version: 2 });
  });
});

describe('Another carrier', () => {
  it('finds nothing of a case, its documents or its accounts, and changes nothing', async () => {
    const caseId = await complete('Ours alone');
    await submit(caseId);
    await decide(olga, caseId, 'approved');
    const { id: accountId } = await prairie.run(olga, openAccount, { caseId, name: 'Ours alone' });
    const asked = { caseId, kind: 'other', mediaType: 'text/plain' } as const;
    const { id: documentId } = JSON.parse(await prairie.stream(olga, addDocument, asked, 'a letter'));
    const lakes = await home.carrier({ name: 'Lakes Telephone Company', clock: Date.parse(clock) });
    const lena = await lakes.person('Lena Fox', 'onboarding', 'compliance', 'officer', 'network');
    await readyToOnboard(lakes, lena, lena, '2026-05-31');
    const theirs = stepsOf(lakes, lena, clock);
    const before = await shown(caseId);
    const tries = [
      () => lakes.run(lena, showCase, { caseId }),
      () => theirs.claim(caseId, {}),
      () => theirs.check(caseId),
      () => theirs.answer(caseId, frontDesk),
      () => theirs.call(caseId),
      () => theirs.screen(caseId),
      () => theirs.accept(caseId, 1),
      () => lakes.run(lena, submitCase, { caseId, recommends: 'refused' }),
      () => lakes.run(lena, decideCase, { caseId, outcome: 'refused', reason: 'out of spite' }),
      () => lakes.stream(lena, readDocument, { caseId, documentId }, ''),
      () => lakes.stream(lena, addDocument, asked, 'another letter'),
      () => lakes.run(lena, openAccount, { caseId, name: 'Stolen' }),
      () => lakes.run(lena, showAccount, { accountId }),
      () => lakes.run(lena, suspendAccount, { accountId, reason: 'out of spite' }),
      () => lakes.run(lena, endAccount, { accountId, reason: 'out of spite' }),
      () => lakes.run(lena, setLimits, { accountId, limits: ramp, reason: 'out of spite' }),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toThrow(/There is no such/);
    expect((await lakes.run(lena, listCases, {})).items).toEqual([]);
    expect(await shown(caseId)).toEqual(before);
    expect((await prairie.run(carla, showAccount, { accountId })).account.standing).toBe('active');
  });
});

describe('A customer', () => {
  it('is reviewed by the same path: everything is looked at again, and a refusal stops his calls until an approval', async () => {
    const caseId = await complete('Renewing');
    await submit(caseId);
    await decide(olga, caseId, 'approved');
    const { id: accountId } = await prairie.run(olga, openAccount, { caseId, name: 'Renewing' });
    await prairie.at('2027-05-20T15:00:00Z');
    const later = stepsOf(prairie, olga, '2027-05-20T15:00:00Z');
    const card = (await prairie.run(carla, listCases, { stage: 'review-due' })).items.find(({ id }) => id === caseId);
    expect(card).toMatchObject({ accounts: 1, tier: 'standard' });
    expect((await shown(caseId)).missing.map(({ what }) => what)).toEqual([
      'a check of legal-name since the last decision',
      'a check of state-of-incorporation since the last decision',
      'a check of street-address since the last decision',
      'a check of contact-phone since the last decision',
      'a check of contact-email since the last decision',
      'a screening against sanctions',
      'the questionnaire, gone through again',
      'the call by a person of ours',
    ]);
    await prairie.run(carla, publishPolicy, { own: [{ id: 'surveys', text: 'Surveys sell nothing.' }] });
    await later.answer(caseId, { ...frontDesk, callTypes: ['conversational', 'surveys'], callsPerDay: 900 });
    const [now] = (await shown(caseId)).questionnaires;
    expect(now?.version).toBe(2);
    expect(now?.changed).toEqual([
      { question: 'callTypes', before: '["conversational","reminders"]', after: '["conversational","surveys"]' },
      { question: 'callsPerDay', before: '120', after: '900' },
    ]);
    await prairie.run(olga, submitCase, { caseId, recommends: 'refused' });
    await decide(carla, caseId, 'refused');
    const standing = async () => (await prairie.run(carla, showAccount, { accountId })).account.standing;
    expect(await standing()).toBe('suspended');

    await prairie.at('2027-05-21T15:00:00Z');
    const next = stepsOf(prairie, olga, '2027-05-21T15:00:00Z');
    await takeIn(
      prairie,
      olga,
      'sanctions',
      '2027-05-20',
      '900009,"NOBODY",-0- ,"X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n',
    );
    await takeIn(prairie, olga, 'sanctions-aliases', '2027-05-20', '900009,1,"aka","NIEMAND",-0- \n');
    await next.answer(caseId, frontDesk);
    await next.check(caseId);
    await next.screen(caseId);
    await next.call(caseId);
    await submit(caseId);
    await expect(decide(olga, caseId, 'approved')).rejects.toThrow(/acceptance of version 2/);
    await next.accept(caseId, 2);
    await submit(caseId);
    await decide(olga, caseId, 'approved');
    expect(await standing()).toBe('active');
    await prairie.at(clock);
  });

  it('leaves no name, address or answer in evidence', async () => {
    const bodies = await prairie.look((ctx) =>
      ctx.tx
        .selectFrom('ledgerEntry')
        .select('body')
        .where((eb) => eb.or([eb('kind', 'like', 'onboarding.%'), eb('kind', 'like', 'a%')]))
        .execute(),
    );
    expect(bodies.length).toBeGreaterThan(100);
    expect(bodies.map(({ body }) => body).join()).not.toMatch(
      /Harvest|Wilma|Grand Avenue|5155550140|patients|bakery|203\.0/,
    );
  });
});

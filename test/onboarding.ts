import { practice } from '../src/demo/applicants.ts';
import { acceptPolicy } from '../src/robocall/acceptable-use/accept.ts';
import { publishPolicy } from '../src/robocall/acceptable-use/publish.ts';
import { answerQuestionnaire } from '../src/robocall/onboarding/answer.ts';
import { answerFlag } from '../src/robocall/onboarding/answer-flag.ts';
import { recordCall } from '../src/robocall/onboarding/call.ts';
import { checkField } from '../src/robocall/onboarding/check.ts';
import { claimFields } from '../src/robocall/onboarding/claim.ts';
import { confirmed } from '../src/robocall/onboarding/fields.ts';
import { openCase } from '../src/robocall/onboarding/open.ts';
import type { Questionnaire } from '../src/robocall/onboarding/questionnaire.ts';
import { screenCase } from '../src/robocall/onboarding/screen.ts';
import { showCase } from '../src/robocall/onboarding/show.ts';
import { importPublicFile } from '../src/robocall/public-files/import.ts';
import type { PublicFileKind } from '../src/robocall/public-files/record.ts';
import type { Staff, TestCarrier } from './house.ts';

/** The Treasury's two files, with three names in them. */
export const sanctionsFile = [
  '900001,"EXAMPLE TRADING CO",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ',
  '900002,"DOE, John",individual,"SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 01 Jan 1970; POB Nowhere."',
  '',
].join('\r\n');
export const aliasesFile = '900001,1,"aka","EXAMPLE COMMERCE HOUSE",-0- \r\n';

/** Takes a public file in, as of a day. */
export const takeIn = (carrier: TestCarrier, who: Staff, kind: PublicFileKind, coversOn: string, text: string) =>
  carrier.stream(who, importPublicFile, { kind, coversOn }, text);

/** The steps of a case up to its decision, each by its operation; `change` replaces claims, `answers` the questionnaire. */
export const stepsOf = (carrier: TestCarrier, who: Staff, clock: string) => ({
  open: async (applicant: string) => (await carrier.run(who, openCase, { applicant })).id,
  claim: (caseId: string, change: typeof practice) => {
    const fields = Object.entries({ ...practice, ...change }).map(([name, claimed]) => ({
      name: claimFields.takes.shape.fields.element.shape.name.parse(name),
      claimed,
    }));
    return carrier.run(who, claimFields, { caseId, fields });
  },
  check: async (caseId: string) => {
    for (const field of confirmed)
      await carrier.run(who, checkField, { caseId, field, source: 'register of the state', result: 'confirmed' });
  },
  answer: (caseId: string, answers: Questionnaire) => carrier.run(who, answerQuestionnaire, { caseId, answers }),
  call: (caseId: string) =>
    carrier.run(who, recordCall, { caseId, calledAt: clock, spokeWith: 'Wilma Harvest', notes: 'spoke of reminders' }),
  screen: (caseId: string) => carrier.run(who, screenCase, { caseId }),
  accept: (caseId: string, version: number) =>
    carrier.run(who, acceptPolicy, {
      caseId,
      version,
      signer: 'Wilma Harvest',
      place: '203.0.113.7',
      acceptedAt: clock,
    }),
  answerFlags: async (caseId: string) => {
    const { flags } = await carrier.run(who, showCase, { caseId });
    for (const { flag, verdict } of flags)
      if (verdict === null)
        await carrier.run(who, answerFlag, {
          caseId,
          flag,
          verdict: 'acceptable',
          answer: 'looked into; see the notes',
        });
  },
});

/** Policy and sanctions list of a carrier, as of the date of its clock. */
export const readyToOnboard = async (carrier: TestCarrier, who: Staff, compliance: Staff, day: string) => {
  await carrier.run(compliance, publishPolicy, {});
  await takeIn(carrier, who, 'sanctions', day, sanctionsFile);
  await takeIn(carrier, who, 'sanctions-aliases', day, aliasesFile);
};

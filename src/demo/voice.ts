import { acceptPolicy } from '../robocall/acceptable-use/accept.ts';
import { publishPolicy } from '../robocall/acceptable-use/publish.ts';
import { openAccount } from '../robocall/accounts/open.ts';
import { assignNumbers } from '../robocall/numbers/assign.ts';
import { answerQuestionnaire } from '../robocall/onboarding/answer.ts';
import { answerFlag } from '../robocall/onboarding/answer-flag.ts';
import { recordCall } from '../robocall/onboarding/call.ts';
import { checkField } from '../robocall/onboarding/check.ts';
import { claimFields } from '../robocall/onboarding/claim.ts';
import { decideCase } from '../robocall/onboarding/decide.ts';
import { confirmed, type FieldName, fieldNames } from '../robocall/onboarding/fields.ts';
import { openCase } from '../robocall/onboarding/open.ts';
import type { Questionnaire } from '../robocall/onboarding/questionnaire.ts';
import { screenCase } from '../robocall/onboarding/screen.ts';
import { showCase } from '../robocall/onboarding/show.ts';
import { submitCase } from '../robocall/onboarding/submit.ts';
import { importPublicFile } from '../robocall/public-files/import.ts';
import { frontDesk, leadSeller, practice, seller } from './applicants.ts';
import type { Player, Stage } from './stage.ts';

/** Those who bring voice customers on, and who decides above the risk line. */
export type Gatekeepers = { readonly onboarding: Player; readonly network: Player; readonly compliance: Player };

/** Brings on two more persons: onboarding and network operations. */
export const enterGatekeepers = async (stage: Stage, compliance: Player): Promise<Gatekeepers> => ({
  compliance,
  onboarding: await stage.enter('Olga Stein', 'Customer onboarding', ['onboarding']),
  network: await stage.enter('Noor Haddad', 'Network operations', ['network']),
});

// in the form of the Treasury's two files, with a name that is nobody's
const sanctioned = '900001,"EXAMPLE TRADING CO",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n';
const aliases = '900001,1,"aka","EXAMPLE COMMERCE HOUSE",-0- \r\n';

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

type Applicant = {
  readonly name: string;
  readonly fields: { readonly [name in FieldName]?: string };
  readonly answers: Questionnaire;
  readonly at: string;
};

/** A case with all that is asked, put up for decision. */
const apply = async (stage: Stage, { onboarding }: Gatekeepers, { name, fields, answers, at }: Applicant) => {
  const { id: caseId } = await stage.run(onboarding, openCase, { applicant: name });
  const said = fieldNames.flatMap((field) => {
    const claimed = fields[field];
    return claimed === undefined ? [] : [{ name: field, claimed }];
  });
  await stage.run(onboarding, claimFields, { caseId, fields: said });
  await stage.run(onboarding, answerQuestionnaire, { caseId, answers });
  for (const field of confirmed)
    await stage.run(onboarding, checkField, { caseId, field, source: 'register of the state', result: 'confirmed' });
  await stage.run(onboarding, screenCase, { caseId });
  const spokeWith = fields['contact-name'] ?? name;
  await stage.run(onboarding, recordCall, { caseId, calledAt: at, spokeWith, notes: 'spoke of the calls they make' });
  await stage.run(onboarding, acceptPolicy, {
    caseId,
    version: 1,
    signer: spokeWith,
    place: '203.0.113.7',
    acceptedAt: at,
  });
  const { flags } = await stage.run(onboarding, showCase, { caseId });
  for (const { flag, verdict } of flags)
    if (verdict === null)
      await stage.run(onboarding, answerFlag, {
        caseId,
        flag,
        verdict: 'acceptable',
        answer: 'asked; see the notes of the call',
      });
  const { points, tier } = await stage.run(onboarding, submitCase, { caseId, recommends: 'approved' });
  stage.tell(`${name} applies: ${points} risk points, ${tier}`);
  return caseId;
};

/**
 * One applicant is approved, gets an account within limits and a number of ours; another wants to show any number and is refused by a
 * second person.
 */
export const onboardTwo = async (stage: Stage, keepers: Gatekeepers, at: string): Promise<void> => {
  const { onboarding, network, compliance } = keepers;
  await stage.run(compliance, publishPolicy, {});
  const coversOn = at.slice(0, 10);
  await stage.stream(onboarding, importPublicFile, { kind: 'sanctions', coversOn }, bytesOf(sanctioned));
  await stage.stream(onboarding, importPublicFile, { kind: 'sanctions-aliases', coversOn }, bytesOf(aliases));
  const dental = await apply(stage, keepers, {
    name: 'Harvest Dental Group',
    fields: practice,
    answers: frontDesk,
    at,
  });
  await stage.run(onboarding, decideCase, {
    caseId: dental,
    outcome: 'approved',
    reason: 'A practice of fifteen years.',
  });
  const { id: accountId } = await stage.run(onboarding, openAccount, { caseId: dental, name: 'Harvest Dental Group' });
  await stage.run(network, assignNumbers, {
    accountId,
    numbers: ['+16192000147'],
    order: 'S-1001',
    verification: 'assigned from our own block',
  });
  stage.tell('Harvest Dental Group may call, and show +1 619 200 0147 alone');
  const leads = await apply(stage, keepers, { name: 'Bluebird Outreach', fields: seller, answers: leadSeller, at });
  await stage.run(compliance, decideCase, {
    caseId: leads,
    outcome: 'refused',
    reason: 'Bought lists, recorded voices, and any number shown.',
  });
  stage.tell('Bluebird Outreach is refused, and no account can be opened for it');
};

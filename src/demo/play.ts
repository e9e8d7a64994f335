import type { Connections } from '../db/connect.ts';
import { leaveCampaign, runCampaign } from './campaigns.ts';
import { contactCentre, houseOf, marketer, quiet, reseller } from './carriers.ts';
import { certify } from './certify.ts';
import { customerOf, importInvented } from './customers.ts';
import { noteFiledBefore, promise } from './filing.ts';
import { sendAndChoose, writeNotices } from './notices.ts';
import { type Cast, enterCast, namesOf } from './people.ts';
import { contactShape, optInShape, optOutShape, quietShape } from './promised.ts';
import {
  complainAndDiscipline,
  loseMailbox,
  openRegisters,
  type Registers,
  readManual,
  reviewAccess,
  signNils,
  signNoBrokers,
  sufferBreach,
  train,
} from './registers.ts';
import { type Stage, stageOf, type Tell } from './stage.ts';
import { ask, bill, marketLongDistance, readOutCalls, shareWithAffiliate } from './uses.ts';
import { enterGatekeepers, onboardTwo } from './voice.ts';

const start = '2025-12-15T15:00:00Z';
const end = '2027-02-20T17:00:00Z';

type Opening = { readonly stage: Stage; readonly cast: Cast; readonly registers: Registers };

const open = async (stage: Stage, names: Parameters<typeof enterCast>[1]): Promise<Opening> => {
  const cast = await enterCast(stage, names);
  return { stage, cast, registers: await openRegisters(stage, cast) };
};

const playMarketer = async ({ stage, cast, registers }: Opening, audience: number): Promise<void> => {
  await stage.at('2025-12-16T15:00:00Z');
  const notices = await writeNotices(stage, cast);
  await stage.at('2026-01-06T16:00:00Z');
  await promise(stage, cast.compliance, optOutShape);
  await noteFiledBefore(stage, cast.compliance, cast.officer);
  await train(stage, cast, registers, '2026-01-06');
  await readManual(stage, registers);
  const sent = { versionId: notices.letter, date: '2025-12-20' };
  const service = 'interconnected-voip';
  await importInvented(stage, cast.compliance, { prefix: 'P', count: 500, service, sent });
  await importInvented(stage, cast.compliance, { prefix: 'A', count: audience, service, sent });
  await stage.at('2026-01-13T16:00:00Z');
  await sendAndChoose(stage, cast, notices);
  await runCampaign(stage, cast);
  await stage.at('2026-05-05T16:00:00Z');
  await complainAndDiscipline(stage, cast, registers);
  await stage.at('2026-07-02T16:00:00Z');
  await loseMailbox(stage, cast, registers);
  await stage.at('2026-11-20T16:00:00Z');
  await sufferBreach(stage, cast);
  await reviewAccess(stage, cast);
  await stage.at('2027-01-05T16:00:00Z');
  await train(stage, cast, registers, '2027-01-05');
  await signNoBrokers(stage, cast);
  await leaveCampaign(stage, cast);
  await certify(stage, cast, houseOf(marketer, '+1 515 555 0100'));
  await stage.at(end);
};

const playReseller = async ({ stage, cast, registers }: Opening): Promise<void> => {
  await stage.at('2026-01-06T16:00:00Z');
  await promise(stage, cast.compliance, optInShape);
  await noteFiledBefore(stage, cast.compliance, cast.officer);
  await importInvented(stage, cast.compliance, { prefix: 'M', count: 60, service: 'interexchange', sent: null });
  await train(stage, cast, registers, '2026-01-06');
  await readManual(stage, registers);
  await stage.at('2026-02-10T16:00:00Z');
  const customer = await customerOf(stage, cast.agent, 'M-000001');
  await ask(
    stage,
    cast.marketing,
    customer,
    'Give call records to a sister company without opt-in',
    shareWithAffiliate,
  );
  await ask(stage, cast.agent, customer, 'Use billing records to bill', bill);
  await reviewAccess(stage, cast);
  await stage.at('2027-01-05T16:00:00Z');
  await train(stage, cast, registers, '2027-01-05');
  await signNils(stage, cast);
  await signNoBrokers(stage, cast);
  await certify(stage, cast, houseOf(reseller, '+1 410 555 0101'));
  await stage.at(end);
};

const playQuiet = async ({ stage, cast, registers }: Opening): Promise<void> => {
  await stage.at('2026-01-06T16:00:00Z');
  await promise(stage, cast.compliance, quietShape);
  await noteFiledBefore(stage, cast.compliance, cast.officer);
  await importInvented(stage, cast.compliance, { prefix: 'J', count: 40, service: 'local', sent: null });
  await train(stage, cast, registers, '2026-01-06');
  await readManual(stage, registers);
  await stage.at('2026-04-01T16:00:00Z');
  const customer = await customerOf(stage, cast.agent, 'J-000001');
  await ask(stage, cast.marketing, customer, 'Offer long distance by call records', marketLongDistance);
  await stage.at('2026-07-02T16:00:00Z');
  await loseMailbox(stage, cast, registers);
  await reviewAccess(stage, cast);
  await stage.at('2027-01-05T16:00:00Z');
  await train(stage, cast, registers, '2027-01-05');
  await signNils(stage, cast);
  await signNoBrokers(stage, cast);
  await certify(stage, cast, houseOf(quiet, '+1 307 555 0102'));
  await stage.at(end);
};

const playContactCentre = async ({ stage, cast, registers }: Opening): Promise<void> => {
  await stage.at('2026-01-06T16:00:00Z');
  const keepers = await enterGatekeepers(stage, cast.compliance);
  await promise(stage, cast.compliance, contactShape);
  await noteFiledBefore(stage, cast.compliance, cast.officer);
  const service = 'interconnected-voip';
  await importInvented(stage, cast.compliance, { prefix: 'S', count: 80, service, sent: null });
  await train(stage, cast, registers, '2026-01-06');
  await readManual(stage, registers);
  await stage.at('2026-02-10T18:00:00Z');
  const customer = await customerOf(stage, cast.agent, 'S-000001');
  await ask(stage, cast.agent, customer, 'Read call detail to a caller who gave only a name', readOutCalls);
  await ask(stage, cast.agent, customer, 'The same after a password', { ...readOutCalls, authentication: 'password' });
  const onboarding = '2026-03-10T17:00:00Z';
  await stage.at(onboarding);
  await onboardTwo(stage, keepers, onboarding);
  await stage.at('2026-05-05T16:00:00Z');
  await complainAndDiscipline(stage, cast, registers);
  await reviewAccess(stage, cast);
  await stage.at('2027-01-05T16:00:00Z');
  await train(stage, cast, registers, '2027-01-05');
  await signNoBrokers(stage, cast);
  await certify(stage, cast, houseOf(contactCentre, '+1 619 555 0103'));
  await stage.at(end);
};

/** Plays the four carriers with an audience of that many customers beyond the named ones. Returns who took part. */
export const play = async (
  connections: Connections,
  seed: string,
  audience: number,
  tell: Tell,
): Promise<readonly Stage[]> => {
  const stages: Stage[] = [];
  const stage = async (carrier: typeof marketer, names: Parameters<typeof enterCast>[1]): Promise<Opening> => {
    const opened = await stageOf(connections, seed, carrier, start, tell);
    stages.push(opened);
    return open(opened, names);
  };
  await playMarketer(await stage(marketer, namesOf.marketer), audience);
  await playReseller(await stage(reseller, namesOf.reseller));
  await playQuiet(await stage(quiet, namesOf.quiet));
  await playContactCentre(await stage(contactCentre, namesOf.contactCentre));
  return stages;
};

/** Customers of the marketer beyond the named ones: as many as the first page promises to screen. */
const audience = 100_000;

/** Plays fourteen months of four fictional carriers, 2025-12-15 to 2027-02-20. The same seed gives the same ledgers. */
export const playDemo = (connections: Connections, seed: string, tell: Tell): Promise<readonly Stage[]> =>
  play(connections, seed, audience, tell);

import { createHash } from 'node:crypto';
import { decideAccess, openReview } from '../carriers/access-review/review.ts';
import { determineBreach, recordBreach } from '../cpni/breaches/enter.ts';
import { notifyCustomers } from '../cpni/breaches/notify-customers.ts';
import { reportBreach } from '../cpni/breaches/report.ts';
import { enterComplaint } from '../cpni/complaints/enter.ts';
import { signNoComplaints } from '../cpni/complaints/nil.ts';
import { resolveComplaint } from '../cpni/complaints/resolve.ts';
import { addSource, sourceDown, sourceUp } from '../cpni/complaints/sources.ts';
import { addChannel } from '../cpni/opt-out-channels/channels.ts';
import { signNoPretexting } from '../cpni/pretexting/nil.ts';
import { completeTraining, publishCourse } from '../personnel/courses.ts';
import { decideCase, openCase } from '../personnel/discipline.ts';
import { acknowledgeManual, publishManual } from '../personnel/manuals.ts';
import type { Cast } from './people.ts';
import { refused, type Stage } from './stage.ts';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The ways in which word reaches the carrier and customers choose; the course and the manual. */
export const openRegisters = async (stage: Stage, cast: Cast) => {
  const source = await stage.run(cast.compliance, addSource, {
    name: 'privacy mailbox',
    kind: 'email',
    feeds: ['complaints', 'data-brokers', 'pretexters'],
    fromDay: '2025-12-15',
  });
  const always = { free: true, alwaysOpen: true, hours: 'always' };
  await stage.run(cast.compliance, addChannel, { kind: 'phone', name: 'choice line', ...always });
  await stage.run(cast.compliance, addChannel, { kind: 'web', name: 'choice page', ...always });
  const version = { title: 'CPNI for everybody', version: '2026', hash: hashOf(`course ${stage.name}`) };
  const course = await stage.run(cast.people, publishCourse, { ...version, passScore: 80 });
  const words = { title: 'CPNI manual', version: '2026', hash: hashOf(`manual ${stage.name}`) };
  const manual = await stage.run(cast.people, publishManual, words);
  return { sourceId: source.id, courseId: course.id, manualId: manual.id, manualHash: manual.hash };
};

export type Registers = Awaited<ReturnType<typeof openRegisters>>;

/** Everybody is trained by somebody else's record, as every year. */
export const train = async (stage: Stage, cast: Cast, { courseId }: Registers, completedOn: string): Promise<void> => {
  const everybody = stage.players;
  for (const [n, { id: personId }] of everybody.entries()) {
    const by = personId === cast.people.id ? cast.compliance : cast.people;
    await stage.run(by, completeTraining, { courseId, personId, completedOn, score: 82 + n * 2 });
  }
  stage.tell(`${everybody.length} persons trained`);
};

/** Everybody reads the manual and says so for himself. */
export const readManual = async (stage: Stage, { manualId, manualHash }: Registers): Promise<void> => {
  for (const person of stage.players) await stage.run(person, acknowledgeManual, { manualId, hash: manualHash });
  stage.tell('each acknowledged the manual');
};

/** A complaint that proves founded, and the agent's case decided by an officer. */
export const complainAndDiscipline = async (stage: Stage, cast: Cast, registers: Registers): Promise<void> => {
  const complaint = await stage.run(cast.agent, enterComplaint, {
    sourceId: registers.sourceId,
    category: 'disclosure-to-persons-not-authorized',
    receivedOn: '2026-05-04',
    summary: 'A former husband was told which services the customer has.',
  });
  const violation = {
    personId: cast.agent.id,
    happenedOn: '2026-05-01',
    violation: 'Told a caller without asking for the password.',
  };
  const opened = await stage.run(cast.supervisor, openCase, violation);
  await stage.at('2026-05-20T16:00:00Z');
  await stage.run(cast.compliance, resolveComplaint, {
    complaintId: complaint.id,
    disposition: 'founded',
    resolution: 'The agent was retrained; the customer was told.',
  });
  await stage.run(cast.officer, decideCase, {
    caseId: opened.id,
    severity: 'serious',
    repetition: 'first',
    guidance: 'neither',
    intent: 'negligent',
    measure: 'remedial-training',
    reason: 'The password was not asked for.',
  });
  stage.tell('a complaint was founded; the case is decided by four factors: remedial training');
};

/** A breach on the Friday before Thanksgiving: the rule leaves seven business days to report it, the carrier promised seven days; seven business days more before customers may know. */
export const sufferBreach = async (stage: Stage, cast: Cast): Promise<void> => {
  const known = { intentional: 'yes' as const, cpni: ['call-detail' as const], customers: 40 };
  const found = await stage.run(cast.compliance, recordBreach, {
    discoveredAt: '2026-11-19T09:00:00-06:00',
    ...known,
    circumstances: 'A clerk sold call lists of forty customers.',
  });
  const breachId = found.id;
  await stage.run(cast.compliance, determineBreach, { breachId, determinedOn: '2026-11-20', ...known });
  await stage.at('2026-11-27T16:00:00Z');
  const report = {
    reportedAt: '2026-11-27T09:00:00-06:00',
    reference: 'DEMO-2026-4711',
    urgentHarm: null,
    consulted: null,
  };
  await stage.run(cast.compliance, reportBreach, { breachId, ...report });
  await stage.at('2026-12-04T16:00:00Z');
  const early = { breachId, notifiedAt: '2026-12-04T09:00:00-06:00', customers: 40 };
  await refused(
    stage,
    'Telling the customers a week after the report',
    stage.run(cast.compliance, notifyCustomers, early),
  );
  await stage.at('2026-12-14T16:00:00Z');
  await stage.run(cast.compliance, notifyCustomers, { ...early, notifiedAt: '2026-12-14T09:00:00-06:00' });
  stage.tell('breach reported on November 27, the day promised, forty customers told on December 14');
};

/** The mailbox is down for three days in summer; the nil report of the year will say so. */
export const loseMailbox = async (stage: Stage, cast: Cast, registers: Registers): Promise<void> => {
  const { sourceId } = registers;
  await stage.run(cast.compliance, sourceDown, { sourceId, from: '2026-06-28T15:00:00Z', why: 'password expired' });
  await stage.run(cast.compliance, sourceUp, { sourceId, until: '2026-07-01T15:00:00Z' });
};

/** Signs what did not happen in 2026. */
export const signNils = async (stage: Stage, cast: Cast): Promise<void> => {
  const { password } = cast.compliance;
  const none = await stage.run(cast.compliance, signNoComplaints, { year: 2026, password });
  const complete = none.complete ? 'without holes' : none.holes.join('; ');
  stage.tell(`no complaint in 2026, signed by ${none.signer}: ${complete}`);
};

/** Signs that nothing was known of data brokers and pretexters in 2026. */
export const signNoBrokers = async (stage: Stage, cast: Cast): Promise<void> => {
  const { password } = cast.compliance;
  await stage.run(cast.compliance, signNoPretexting, { register: 'data-brokers', year: 2026, password });
  await stage.run(cast.compliance, signNoPretexting, { register: 'pretexters', year: 2026, password });
};

/** Looks through who may see CPNI before the year is over: all stay; whoever looks is looked at by the officer. */
export const reviewAccess = async (stage: Stage, { compliance, officer }: Cast): Promise<void> => {
  await stage.at('2026-12-08T16:00:00Z');
  const { items } = await stage.run(compliance, openReview, {});
  const why = 'The work of this role needs it.';
  for (const { id: itemId, personId } of items)
    await stage.run(personId === compliance.id ? officer : compliance, decideAccess, { itemId, verdict: 'kept', why });
  stage.tell(`access of ${items.length} members reviewed, none ended`);
};

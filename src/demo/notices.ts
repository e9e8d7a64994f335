import { approve as approveAnswer, refuseUse } from '../cpni/approvals/choose.ts';
import { decideSolicitation, proposeSolicitation } from '../cpni/campaigns/solicitations.ts';
import { approve } from '../cpni/notices/approve.ts';
import { bounce } from '../cpni/notices/bounce.ts';
import { draft } from '../cpni/notices/draft.ts';
import { formalNotice, letterNotice, spanishNotice, spokenNotice } from '../cpni/notices/examples/notices.ts';
import type { NoticeContent } from '../cpni/notices/record.ts';
import { recordDelivery } from '../cpni/notices/record-delivery.ts';
import { customerOf } from './customers.ts';
import type { Cast } from './people.ts';
import { refused, type Stage } from './stage.ts';
import { ask, marketLongDistance } from './uses.ts';

const adopt = async (
  stage: Stage,
  cast: Cast,
  content: NoticeContent,
  translationOf: string | null,
): Promise<string> => {
  const { id, contentHash } = await stage.run(cast.marketing, draft, { ...content, translationOf });
  await stage.run(cast.compliance, approve, { versionId: id, contentHash });
  return id;
};

/** An outbound request for approval: proposed by marketing, approved by a supervisor before it goes out. */
const request = async (stage: Stage, cast: Cast, noticeVersionId: string, channel: 'mail' | 'email'): Promise<void> => {
  const script = 'Please read the enclosed notice and tell us your choice.';
  const asked = await stage.run(cast.marketing, proposeSolicitation, { noticeVersionId, channel, script });
  const { id: solicitationId, contentHash } = asked;
  const note = 'Read; it may go out.';
  await stage.run(cast.supervisor, decideSolicitation, { solicitationId, contentHash, verdict: 'approved', note });
};

export type Notices = { readonly letter: string; readonly formal: string; readonly spoken: string };

/** A draft that lacks two demands is refused; then four notices are written by one person and approved by another. */
export const writeNotices = async (stage: Stage, cast: Cast): Promise<Notices> => {
  const body = formalNotice.body.replace('at any time', 'by mail').replace('24 hours a day, ', '');
  const lame = await stage.run(cast.marketing, draft, { ...formalNotice, body });
  await refused(
    stage,
    'Approving a notice that lacks something',
    stage.run(cast.compliance, approve, { versionId: lame.id, contentHash: lame.contentHash }),
  );
  const letter = await adopt(stage, cast, letterNotice, null);
  const formal = await adopt(stage, cast, formalNotice, null);
  await adopt(stage, cast, spanishNotice, formal);
  const spoken = await adopt(stage, cast, spokenNotice, null);
  await request(stage, cast, letter, 'mail');
  await request(stage, cast, formal, 'email');
  await request(stage, cast, spoken, 'mail');
  stage.tell(
    'four notices drafted by marketing, approved by compliance; the requests for approval approved by a supervisor',
  );
  return { letter, formal, spoken };
};

/** E-mails to those who consented to e-mail, one of which comes back; a wait that is not over; a no and a yes. */
export const sendAndChoose = async (stage: Stage, cast: Cast, notices: Notices): Promise<void> => {
  const { agent, marketing } = cast;
  const deliveries: { id: string; customerId: string }[] = [];
  for (const n of [9, 19, 29, 39, 49]) {
    const customerId = await customerOf(stage, agent, `P-${String(n).padStart(6, '0')}`);
    const sent = { customerId, versionId: notices.formal, method: 'email' as const, sent: '2026-01-12T10:00:00-06:00' };
    deliveries.push(await stage.run(marketing, recordDelivery, { ...sent, reference: `mail-${n}` }));
  }
  const [back, fine] = deliveries;
  if (back === undefined || fine === undefined) throw new Error('five were sent');
  await stage.run(agent, bounce, { deliveryId: back.id, at: '2026-01-12', why: 'undeliverable-email' });
  stage.tell('five notices e-mailed, one came back');
  await stage.at('2026-01-20T16:00:00Z');
  await ask(
    stage,
    marketing,
    fine.customerId,
    'Offer long distance by call records eight days after the notice',
    marketLongDistance,
  );
  const no = await customerOf(stage, agent, 'P-000001');
  await stage.run(agent, refuseUse, { customerId: no, method: 'phone', covers: null });
  await ask(stage, marketing, no, 'The same to a customer who said no a moment ago', marketLongDistance);
  const yes = await customerOf(stage, agent, 'P-000059');
  const read = { customerId: yes, versionId: notices.spoken, method: 'mail' as const, sent: '2026-01-15' };
  const opened = await stage.run(agent, recordDelivery, { ...read, reference: null });
  await stage.run(agent, approveAnswer, { customerId: yes, notice: opened.id, method: 'written', proof: null });
  await ask(stage, marketing, yes, 'The same to a customer who signed a yes', marketLongDistance);
  await stage.at('2026-03-02T16:00:00Z');
  await ask(stage, marketing, fine.customerId, 'The same after the wait', marketLongDistance);
  await ask(stage, marketing, back.customerId, 'The same where the notice came back', marketLongDistance);
};

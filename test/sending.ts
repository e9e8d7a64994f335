import { configureMail } from '../src/carriers/mail/settings.ts';
import { addCustomer } from '../src/cpni/customers/add.ts';
import { addContact } from '../src/cpni/customers/contacts.ts';
import { emailConsent } from '../src/cpni/customers/email-consent.ts';
import { addService } from '../src/cpni/customers/services.ts';
import { formalNotice } from '../src/cpni/notices/examples/notices.ts';
import { approveRun, showRun } from '../src/cpni/sendings/approve-run.ts';
import { prepareRun } from '../src/cpni/sendings/prepare-run.ts';
import { operations } from '../src/operations.ts';
import { sendMail } from '../src/outside/mail-out.ts';
import type { Outside } from '../src/outside/outside.ts';
import type { Staff, TestCarrier, TestHouse } from './house.ts';
import { mailSettingsAt } from './mail.ts';
import { noOutside } from './outside.ts';
import type { MailServer } from './smtp.ts';
import { workAll } from './work.ts';

const { 'notices.draft': draft, 'notices.approve': approveNotice } = operations;
const { 'solicitations.propose': propose, 'solicitations.decide': decide } = operations;

/** A carrier whose notice is approved and may go out by e-mail, and who does what there. */
export type Sending = {
  readonly carrier: TestCarrier;
  /** prepares */
  readonly mark: Staff;
  /** looks after customers and rules */
  readonly carla: Staff;
  /** approves */
  readonly sol: Staff;
  readonly groupId: string;
  readonly versionId: string;
  readonly solicitationId: string;
  /** what the mail domains publish, by name */
  readonly published: Map<string, string>;
  readonly outside: Outside;
  customer(account: string, consents: 'consents' | 'silent'): Promise<string>;
  prepare(...accounts: string[]): Promise<string>;
  /** Prepares, has it approved and does all work that is due. */
  send(...accounts: string[]): Promise<string>;
  work(): Promise<readonly string[]>;
  messages(runId: string): Promise<Record<string, number>>;
  /** The accepted deliveries of a customer as events: each starts a wait. */
  waits(customerId: string): Promise<readonly { readonly method: string | null; readonly waitDays: number | null }[]>;
};

const approvedRequest = async (carrier: TestCarrier, mark: Staff, sol: Staff, noticeVersionId: string) => {
  const asked = await carrier.run(mark, propose, { noticeVersionId, channel: 'email', script: 'See notice.' });
  const decision = { solicitationId: asked.id, contentHash: asked.contentHash, note: 'Read.' };
  await carrier.run(sol, decide, { ...decision, verdict: 'approved' });
  return asked.id;
};

/** A carrier of this house that mails through this server, its records published. */
export const sendingAt = async (home: TestHouse, server: MailServer): Promise<Sending> => {
  const carrier = await home.carrier({});
  const mark = await carrier.person('Mark Bell', 'marketing', 'compliance');
  const carla = await carrier.person('Carla Stein', 'compliance');
  const sol = await carrier.person('Sol Reyes', 'supervisor');
  const drafted = await carrier.run(mark, draft, formalNotice);
  const { groupId, id: versionId, contentHash } = drafted;
  await carrier.run(carla, approveNotice, { versionId, contentHash });
  const solicitationId = await approvedRequest(carrier, mark, sol, versionId);
  const { publish } = await carrier.run(carla, configureMail, mailSettingsAt(server.port));
  const published = new Map(publish.map(({ name, text }) => [name, text]));
  const outside: Outside = {
    ...noOutside,
    sendMail,
    lookUpText: async (name) => (published.has(name) ? [published.get(name) ?? ''] : []),
  };
  const work = () => workAll(home, outside);
  await work();
  const prepare = async (...accounts: string[]) =>
    (await carrier.run(mark, prepareRun, { groupId, solicitationId, accounts })).id;
  return {
    ...{ carrier, mark, carla, sol, groupId, versionId, solicitationId, published, outside, work, prepare },
    async customer(account, consents) {
      const { id: customerId } = await carrier.run(carla, addCustomer, { account, name: 'A Customer' });
      await carrier.run(carla, addService, { customerId, category: 'interconnected-voip' });
      await carrier.run(carla, addContact, { customerId, kind: 'email', value: `${account}@mail.example` });
      if (consents === 'consents')
        await carrier.run(carla, emailConsent, { customerId, consent: 'given', how: 'online', proof: 'form 7' });
      return customerId;
    },
    async send(...accounts) {
      const runId = await prepare(...accounts);
      await carrier.run(sol, approveRun, { runId });
      await work();
      return runId;
    },
    messages: async (runId) => (await carrier.run(carla, showRun, { runId })).messages,
    waits: (customerId) =>
      carrier.look((ctx) =>
        ctx.tx
          .selectFrom('permissionEvent')
          .select(['method', 'waitDays'])
          .where('customerId', '=', customerId)
          .where('type', '=', 'notice')
          .execute(),
      ),
  };
};

import { sql } from 'kysely';
import { addCustomer } from '../src/cpni/customers/add.ts';
import { addContact } from '../src/cpni/customers/contacts.ts';
import { emailConsent } from '../src/cpni/customers/email-consent.ts';
import { addService } from '../src/cpni/customers/services.ts';
import { formalNotice, formalOnPaper, spanishNotice, spanishOnPaper } from '../src/cpni/notices/examples/notices.ts';
import type { NoticeContent } from '../src/cpni/notices/record.ts';
import { operations } from '../src/operations.ts';
import type { Mail } from '../src/outside/mail-out.ts';
import type { Outside } from '../src/outside/outside.ts';
import type { Staff, TestCarrier, TestHouse } from './house.ts';
import { noOutside } from './outside.ts';
import { workAll } from './work.ts';

const {
  'notices.draft': draft,
  'notices.approve': approveNotice,
  'solicitations.propose': propose,
  'solicitations.show': showRequest,
  'solicitations.decide': decide,
  'mail.configure': configureMail,
  'sendings.prepare': prepareRun,
  'sendings.approve': approveRun,
} = operations;

/** A carrier whose notice goes out by e-mail in two languages, with people for each step. */
export type Posting = {
  readonly carrier: TestCarrier;
  readonly mara: Staff;
  readonly carla: Staff;
  readonly sol: Staff;
  readonly groupId: string;
  /** The latest request that a supervisor approved. */
  readonly solicitationId: string;
  /** The e-mail versions. */
  readonly versions: { readonly en: string; readonly es: string };
  /** Every e-mail that went out. */
  readonly sent: Mail[];
  version(content: NoticeContent, kin: { translationOf?: string; formOf?: string }): Promise<string>;
  /** Has the request approved anew, with the words as they are now. */
  approveWords(): Promise<string>;
  /** Both paper forms, approved, and the request with them. */
  onPaper(): Promise<{ readonly en: string; readonly es: string }>;
  customer(account: string, given: Partial<Given>): Promise<string>;
  /** Prepares, approves and sends to these accounts; everybody who gets no e-mail waits for a letter. */
  send(...accounts: string[]): Promise<string>;
  work(): Promise<readonly string[]>;
};

export type Given = {
  readonly name: string;
  readonly language: 'en' | 'es';
  readonly email: 'consents' | 'none';
  readonly address: string | null;
};

const mail = {
  host: '127.0.0.1',
  port: 25,
  security: 'none',
  userName: null,
  fromName: 'Prairie Voice',
  fromAddress: 'privacy@prairievoice.example',
  replyDomain: 'reply.prairievoice.example',
  returnDomain: 'bounce.prairievoice.example',
  dkimDomain: 'prairievoice.example',
  dkimSelector: 'c1',
  choiceAddress: 'https://choice.prairievoice.example',
  password: null,
} as const;

/** Customers with an address and no e-mail, by one statement; their accounts. */
export const byPost = async (carrier: TestCarrier, count: number): Promise<readonly string[]> => {
  await carrier.look(async (ctx) => {
    await sql`insert into customer (id, account, name, language, subscribes, since, left_at, salt)
      select gen_random_uuid(), 'm-' || n, 'Customer ' || n, 'en', 8, null, null, md5(n::text) from generate_series(1, ${count}::int) n`.execute(
      ctx.tx,
    );
    await sql`insert into customer_contact (id, customer_id, kind, value, key, linked_day)
      select gen_random_uuid(), id, 'postal', '9 Birch Lane, Ames, IA 50010', account, '2025-01-01' from customer where account like 'm-%'`.execute(
      ctx.tx,
    );
  });
  return Array.from({ length: count }, (_, n) => `m-${n + 1}`);
};

/** The carrier with its notice approved, its request approved and its mail domains found right. */
export const posting = async (home: TestHouse, carrier: TestCarrier): Promise<Posting> => {
  const mara = await carrier.person('Mara Quill', 'marketing', 'compliance');
  const carla = await carrier.person('Carla Stein', 'compliance');
  const sol = await carrier.person('Sol Reyes', 'supervisor');
  const sent: Mail[] = [];
  const outside: Outside = {
    ...noOutside,
    async sendMail(_server, mails) {
      sent.push(...mails);
      return mails.map(() => ({ outcome: 'accepted' as const, code: '250', at: Number.MAX_SAFE_INTEGER }));
    },
    lookUpText: async () => [],
  };
  const version: Posting['version'] = async (content, kin) => {
    const drafted = await carrier.run(mara, draft, { ...content, ...kin });
    const { id: versionId, contentHash } = drafted;
    await carrier.run(carla, approveNotice, { versionId, contentHash });
    return versionId;
  };
  const en = await version(formalNotice, {});
  const es = await version(spanishNotice, { translationOf: en });
  let request = '';
  const approveWords: Posting['approveWords'] = async () => {
    const asked = { noticeVersionId: en, channel: 'email', script: 'See notice.' } as const;
    const { id: solicitationId } = await carrier.run(mara, propose, asked);
    const { contentHash } = await carrier.run(mara, showRequest, { solicitationId });
    await carrier.run(sol, decide, { solicitationId, contentHash, verdict: 'approved', note: 'Read.' });
    request = solicitationId;
    return solicitationId;
  };
  await approveWords();
  await carrier.run(carla, configureMail, { ...mail, sendingIps: ['192.0.2.10'] });
  const work = () => workAll(home, outside);
  await work();
  await carrier.look((ctx) => ctx.tx.updateTable('mailSetting').set({ faults: [] }).execute());
  return {
    carrier,
    mara,
    carla,
    sol,
    groupId: en,
    get solicitationId() {
      return request;
    },
    approveWords,
    versions: { en, es },
    sent,
    version,
    work,
    async onPaper() {
      const onPaper = {
        en: await version(formalOnPaper, { formOf: en }),
        es: await version(spanishOnPaper, { formOf: es }),
      };
      await approveWords();
      return onPaper;
    },
    async customer(account, given) {
      const {
        name = `Customer ${account}`,
        language = 'en',
        email = 'none',
        address = '9 Birch Lane, Ames, IA 50010',
      } = given;
      const { id: customerId } = await carrier.run(carla, addCustomer, { account, name, language });
      await carrier.run(carla, addService, { customerId, category: 'interconnected-voip' });
      if (address !== null) await carrier.run(carla, addContact, { customerId, kind: 'postal', value: address });
      if (email === 'consents') {
        await carrier.run(carla, addContact, { customerId, kind: 'email', value: `${account}@mail.example` });
        await carrier.run(carla, emailConsent, { customerId, consent: 'given', how: 'online', proof: 'form 7' });
      }
      return customerId;
    },
    async send(...accounts) {
      const run = await carrier.run(mara, prepareRun, { groupId: en, solicitationId: request, accounts });
      await carrier.run(sol, approveRun, { runId: run.id });
      await work();
      return run.id;
    },
  };
};

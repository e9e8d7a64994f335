// What tests of signing in share: persons of a real carrier with passwords of their own, servers, and an app that shows codes.
import type { FastifyInstance } from 'fastify';
import { signIn } from '../src/carriers/sign-in/sign-in.ts';
import { codeOfStep, stepAt } from '../src/carriers/sign-in/totp.ts';
import { createPerson } from '../src/carriers/staff/create-person.ts';
import { systemAsks } from '../src/db/context.ts';
import { workOnce } from '../src/interfaces/jobs/work.ts';
import { randomIds } from '../src/kernel/id.ts';
import type { Role } from '../src/kernel/operation.ts';
import type { Mail, Sent } from '../src/outside/mail-out.ts';
import type { TestHouse } from './house.ts';
import { noOutside } from './outside.ts';

export type Newcomer = { readonly id: string; readonly email: string; readonly password: string };

/** A person whom the operator made known, with the password that was given to him; he must change it. */
export const newcomer = async (
  home: TestHouse,
  carrierId: string,
  name: string,
  ...roles: Role[]
): Promise<Newcomer> => {
  const asking = systemAsks(carrierId, 'test', Date.now());
  const id = randomIds(Date.now())();
  const email = `${name.toLowerCase().replaceAll(' ', '.')}.${id.slice(-8)}@carrier.example`;
  const password = `given by hand ${id.slice(-6)}`;
  await createPerson(home.connections, asking, { id, email, name, password, roles, title: roles.join(), demo: false });
  return { id, email, password };
};

/** The token of a session that a person opens now. */
export const tokenOf = async (
  home: TestHouse,
  carrierId: string,
  { email, password }: Pick<Newcomer, 'email' | 'password'>,
): Promise<string> => {
  const asked = { email, password, code: null, carrierId, agent: '' };
  return (await signIn(home.connections, asked, Date.now())).token;
};

/** A person who has a password of his own, and the token of a session of his at that carrier. */
export const signedIn = async (
  home: TestHouse,
  carrierId: string,
  name: string,
  ...roles: Role[]
): Promise<Newcomer & { readonly token: string }> => {
  const person = await newcomer(home, carrierId, name, ...roles);
  await home.connections.platform
    .updateTable('person')
    .set({ mustChange: false })
    .where('id', '=', person.id)
    .execute();
  return { ...person, token: await tokenOf(home, carrierId, person) };
};

/** Does the work that waits, with a mail server that answers so; gives the mails it was handed. */
export const mailed = async (
  { connections }: TestHouse,
  publicUrl: string,
  outcome: Sent['outcome'],
): Promise<readonly Mail[]> => {
  const mails: Mail[] = [];
  const outside = {
    ...noOutside,
    publicUrl,
    lookUpText: async () => [],
    lookUpAddresses: async () => [],
    sendMail: async (_server: unknown, given: readonly Mail[]) => {
      mails.push(...given);
      return given.map((): Sent => ({ outcome, code: 'told', at: Date.now() }));
    },
  };
  while (await workOnce(connections, outside, () => {}));
  return mails;
};

/** The secret of the link in a mail. */
export const secretIn = (mail: Mail | undefined): string => /#([\w-]{43})\s/.exec(mail?.text ?? '')?.[1] ?? '';

export type Asked = { readonly token: string | null; readonly payload: object | null };

/** Asks a server as the holder of a token. */
export const ask = (app: FastifyInstance, method: 'GET' | 'POST' | 'DELETE', url: string, { token, payload }: Asked) =>
  app.inject({
    method,
    url,
    headers: {
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(payload === null ? {} : { payload }),
  });

const bits = (text: string) =>
  [...text].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0')).join('');

/** What an app that has read the secret shows so many steps of thirty seconds from now. */
export const shownByApp = (secret: string, steps: number): string =>
  codeOfStep(
    Buffer.from((bits(secret).match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2))),
    stepAt(Date.now()) + steps,
  );

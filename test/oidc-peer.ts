import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Whom the provider knows, by the name that he types: what it says of him. */
export type Known = { readonly email?: string; readonly email_verified?: boolean };

/** A real OIDC provider on loopback (oidc-provider), with its own pages to sign in and to consent. */
export type OidcPeer = {
  readonly issuer: string;
  readonly people: Map<string, Known>;
  /** Goes to an address of it as a browser would, signs in as that person, and gives the address that it sends back to. */
  signIn(url: string, as: string): Promise<string>;
  close(): Promise<void>;
};

const readCookies = (jar: Map<string, string>, response: Response): void => {
  for (const line of response.headers.getSetCookie()) {
    const [pair = ''] = line.split(';', 1);
    const at = pair.indexOf('=');
    jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
};

export const oidcPeer = async (client: { id: string; secret: string; returnsTo: string }): Promise<OidcPeer> => {
  const people = new Map<string, Known>();
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [client.returnsTo] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['for this test'] },
    pkce: { required: () => true, methods: ['S256'] },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
  });
  server.on('request', provider.callback());

  const signIn = async (url: string, as: string): Promise<string> => {
    const jar = new Map<string, string>();
    const visit = async (to: string, form: string | null): Promise<Response> => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const type = form === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
      const method = form === null ? 'GET' : 'POST';
      const response = await fetch(to, { method, redirect: 'manual', body: form, headers: { cookie, ...type } });
      readCookies(jar, response);
      return response;
    };
    let to = url;
    for (let steps = 0; steps < 12; steps += 1) {
      if (!to.startsWith(issuer)) return to;
      const response = await visit(to, null);
      let next = response.headers.get('location');
      if (next === null) {
        const prompt = (await response.text()).includes('name="login"') ? 'login' : 'consent';
        next = (await visit(to, `prompt=${prompt}&login=${as}&password=any`)).headers.get('location');
      }
      if (next === null) throw new Error(`the provider went nowhere from ${to}`);
      to = new URL(next, to).href;
    }
    throw new Error('the provider went round and round');
  };
  return {
    issuer,
    people,
    signIn,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

import * as oidc from 'openid-client';

/** An OIDC provider, and as whom we ask it. */
export type IdentityProvider = { readonly issuer: string; readonly clientId: string; readonly clientSecret: string };

/** What is kept by the browser between going to the provider and coming back. */
export type Journey = { readonly state: string; readonly nonce: string; readonly verifier: string };

/** Whom a provider names. */
export type NamedPerson = {
  readonly subject: string;
  readonly email: string | null;
  /** whether it says that the address is verified */
  readonly verified: boolean;
};

const patienceSeconds = 10;

// its own description is read anew each time: keys and addresses change, and people sign in seldom
const described = ({ issuer, clientId, clientSecret }: IdentityProvider): Promise<oidc.Configuration> => {
  const server = new URL(issuer);
  // an issuer without TLS is taken on this machine only, by whoever entered it
  const execute = server.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
  return oidc.discovery(server, clientId, clientSecret, undefined, { execute, timeout: patienceSeconds });
};

/** The provider's page that asks a person who he is, and what to keep until he comes back. Throws where the provider does not answer. */
export const journeyTo = async (
  provider: IdentityProvider,
  returnsTo: string,
): Promise<{ readonly url: string; readonly journey: Journey }> => {
  const configuration = await described(provider);
  const journey = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
  };
  const { href } = oidc.buildAuthorizationUrl(configuration, {
    ...{ redirect_uri: returnsTo, scope: 'openid email', state: journey.state, nonce: journey.nonce },
    ...{ code_challenge: await oidc.calculatePKCECodeChallenge(journey.verifier), code_challenge_method: 'S256' },
  });
  return { url: href, journey };
};

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Whom the provider names by the address on which a person came back; throws where that is not this journey's, or cannot be proved. */
export const namedBy = async (
  provider: IdentityProvider,
  cameTo: URL,
  { state, nonce, verifier }: Journey,
): Promise<NamedPerson> => {
  const configuration = await described(provider);
  const tokens = await oidc.authorizationCodeGrant(configuration, cameTo, {
    ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new Error('the provider gave no ID token');
  // some name the address only where they are asked for it
  const { email, email_verified: verified } =
    text(claims.email) === null
      ? await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)
      : { email: claims.email, email_verified: claims.email_verified };
  return { subject: claims.sub, email: text(email), verified: verified === true };
};

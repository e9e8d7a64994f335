import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { askPerson } from './session.ts';

// the server and the browser speak of bytes: the one in base64url, the other in buffers
const bytesOf = (text: string): ArrayBuffer =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0)).buffer;

const textOf = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

type Known = { readonly id: string; readonly transports?: readonly string[] };

/** What the server asks of a device: to make a passkey, or to sign with one. */
type Wanted = {
  readonly challenge: string;
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly excludeCredentials?: readonly Known[];
  readonly allowCredentials?: readonly Known[];
};

const listOf = (known: readonly Known[]): PublicKeyCredentialDescriptor[] =>
  known.map(({ id }) => ({ id: bytesOf(id), type: 'public-key' }));

/** Whether this browser, at this address, can hold passkeys at all. */
export const canUsePasskeys = (): boolean => isSecureContext && 'PublicKeyCredential' in window;

const ask = async (path: string): Promise<Wanted> => (await (await askPerson('POST', path, {})).json()) as Wanted;

const made = (credential: Credential | null): PublicKeyCredential => {
  if (credential instanceof PublicKeyCredential) return credential;
  throw new Error('The device gave no passkey.');
};

const shared = ({ id, rawId, type }: PublicKeyCredential) => ({ id, rawId: textOf(rawId), type });

const makeKey = async (): Promise<object> => {
  const { challenge, user, excludeCredentials = [], ...rest } = await ask('/v1/persons/current/passkeys:begin');
  const options = {
    ...(rest as unknown as PublicKeyCredentialCreationOptions),
    challenge: bytesOf(challenge),
    user: { ...user, id: bytesOf(user.id) },
    excludeCredentials: listOf(excludeCredentials),
  };
  const key = made(await navigator.credentials.create({ publicKey: options }));
  const response = key.response as AuthenticatorAttestationResponse;
  return {
    ...shared(key),
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      attestationObject: textOf(response.attestationObject),
      transports: response.getTransports(),
    },
  };
};

const signBy = async (asked: string): Promise<object> => {
  const { challenge, allowCredentials = [], ...rest } = await ask(asked);
  const options = {
    ...(rest as unknown as PublicKeyCredentialRequestOptions),
    challenge: bytesOf(challenge),
    allowCredentials: listOf(allowCredentials),
  };
  const key = made(await navigator.credentials.get({ publicKey: options }));
  const response = key.response as AuthenticatorAssertionResponse;
  return {
    ...shared(key),
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      authenticatorData: textOf(response.authenticatorData),
      signature: textOf(response.signature),
    },
  };
};

/** Adds a passkey of this device, under a name of its own. */
export const useAddPasskey = (): UseMutationResult<unknown, Error, string> => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (name) => askPerson('POST', '/v1/persons/current/passkeys', { name, key: await makeKey() }),
    onSuccess: () => queries.invalidateQueries(),
  });
};

/** Signs in by a passkey: the device knows whose it is. */
export const useSignInByPasskey = (): UseMutationResult<unknown, Error, void> => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () =>
      askPerson('POST', '/v1/sessions:by-passkey', { key: await signBy('/v1/sessions:ask-passkey') }),
    onSuccess: () => queries.resetQueries(),
  });
};

/** Shows by a passkey that one is still oneself. */
export const useProveByPasskey = (): UseMutationResult<unknown, Error, void> =>
  useMutation({
    mutationFn: async () =>
      askPerson('POST', '/v1/sessions/current:prove-by-passkey', {
        key: await signBy('/v1/sessions/current:ask-passkey'),
      }),
  });

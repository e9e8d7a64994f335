import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openToken } from './open-token.ts';
import { openVerifierTrust } from './verifier-trust.ts';
import { verify } from './verify.ts';

const token = z.object({
  id: z.string(),
  token: z.string().optional(),
  identity: z.string().optional(),
  compact: z.string().optional(),
});
const path = join(import.meta.dirname, '../../../test/fixtures/stir/vectors.json');
const { tokens } = z.object({ tokens: z.array(token) }).parse(JSON.parse(readFileSync(path, 'utf8')));

const noCertificate = openVerifierTrust(async () => ({
  outcome: 'failed',
  why: 'the certificate is not kept',
  fault: 'address',
}));

/** The Identity header of a published token; where only the token was printed, with the address inside it. */
const identityOf = (id: string): string => {
  const found = tokens.find((one) => one.id === id);
  if (found?.identity !== undefined) return found.identity;
  const [header = ''] = found?.token?.split('.') ?? [];
  const { x5u } = z.object({ x5u: z.string() }).parse(JSON.parse(Buffer.from(header, 'base64url').toString()));
  return `${found?.token};info=<${x5u}>;alg=ES256;ppt=shaken`;
};
const outcome = async (identity: string, call: { from: string; to: string; time: number }) => {
  const { reason } = await verify({ ...call, to: [call.to], identity }, noCertificate, call.time * 1000);
  return reason === null ? 'passed' : `${reason.row}: ${reason.reasondesc}`;
};
const call = { from: '12155551212', to: '12155551213', time: 1_443_208_345 };

describe('A published token', () => {
  it('of a live carrier holds in all that can be weighed without its certificate', async () => {
    const live = { from: '+19205551234', to: '12125551234', time: 1_629_357_305 };
    expect(await outcome(identityOf('xrobau-pastebin'), live)).toBe('E8: the certificate is not kept');
    expect(openToken(identityOf('xrobau-pastebin'), 'shaken')).toMatchObject({
      x5u: 'https://stir.tel/c/704J',
      warnings: [],
    });
  });

  it('of the drafts of RFC 8225 is no SHAKEN token, and its compact form is refused', async () => {
    expect(await outcome(identityOf('rfc8225-7.1-draft'), call)).toBe('E9: The header of the token lacks ppt.');
    const compact = tokens.find(({ id }) => id === 'rfc8225-7.1-draft')?.compact;
    expect(await outcome(`${compact};info=<https://cert.example.org/passport.cer>`, call)).toMatch(
      /^E4: .*compact form/,
    );
  });

  it('of RFC 8225 appendix A likewise', async () => {
    expect(await outcome(identityOf('rfc8225-A'), { ...call, time: 1_471_375_418 })).toBe(
      'E9: The header of the token lacks ppt.',
    );
  });

  it('of ATIS-1000082, which lacks a dot, is refused', async () => {
    expect(await outcome(identityOf('atis-1000082-example-nodot'), { ...call, time: 1_471_375_418 })).toMatch(/^E4/);
  });

  it('of libstirshaken has texts for orig and dest, and is refused though its signature holds', async () => {
    expect(await outcome(identityOf('libstirshaken-ref'), { ...call, time: 1_603_458_131 })).toBe(
      'E14: The claims of the token lack orig.tn, dest.tn in the form of RFC 8225 and 8588.',
    );
  });

  it('of Vesper has its header in another order, which is a warning, and no telephone numbers', async () => {
    expect(openToken(identityOf('vesper-doc'), 'shaken')).toMatchObject({ warnings: [{ code: 'not-canonical' }] });
    expect(await outcome(identityOf('vesper-doc'), { ...call, time: 32_312_341 })).toMatch(/^E16/);
  });
});

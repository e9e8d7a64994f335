import { describe, expect, test } from 'vitest';
import { aligned, dmarcOf } from './dmarc.ts';

const publishing = (records: Readonly<Record<string, string>>) => async (name: string) => {
  const record = records[name.replace(/^_dmarc\./, '')];
  return record === undefined ? [] : [record];
};
const plain = 'v=DMARC1; p=reject';

describe('A domain that vouches for a message is aligned with its sender', () => {
  test('where it is the same, in either mode', async () => {
    for (const mode of ['r', 's'] as const)
      expect(await aligned(publishing({}), mode, 'carrier.example', 'carrier.example')).toBe(true);
  });

  test('where both stand under one organisation, unless the record is strict', async () => {
    const look = publishing({ 'carrier.example': plain });
    expect(await aligned(look, 'r', 'mail.carrier.example', 'carrier.example')).toBe(true);
    expect(await aligned(look, 'r', 'carrier.example', 'news.carrier.example')).toBe(true);
    expect(await aligned(look, 's', 'mail.carrier.example', 'carrier.example')).toBe(false);
    expect(await aligned(look, 'r', 'notcarrier.example', 'carrier.example')).toBe(false);
  });

  test('but two customers of one host are not, though the public suffix has a record of its own', async () => {
    const look = publishing({ 'co.example': 'v=DMARC1; p=reject; psd=y', 'one.co.example': plain });
    expect(await aligned(look, 'r', 'mail.one.co.example', 'one.co.example')).toBe(true);
    expect(await aligned(look, 'r', 'two.co.example', 'one.co.example')).toBe(false);
  });

  test('by the record of the sender’s domain, or of the organisation where it has none', async () => {
    const look = publishing({ 'carrier.example': 'v=DMARC1; p=none; adkim=s', 'a.carrier.example': 'v=DMARC1;aspf=s' });
    expect(await dmarcOf(look, 'carrier.example')).toEqual({ adkim: 's', aspf: 'r' });
    expect(await dmarcOf(look, 'a.carrier.example')).toEqual({ adkim: 'r', aspf: 's' });
    expect(await dmarcOf(look, 'b.carrier.example')).toEqual({ adkim: 's', aspf: 'r' });
    expect(await dmarcOf(look, 'other.example')).toBeNull();
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tnAuthListOf } from '../../../test/certificates.ts';
import { readTnAuthList } from './tn-auth-list.ts';

const file = z.object({ tnauthlist: z.array(z.object({ spc: z.string(), der_base64: z.string() })) });
const path = join(import.meta.dirname, '../../../test/fixtures/stir/vectors.json');
const [published] = file.parse(JSON.parse(readFileSync(path, 'utf8'))).tnauthlist;
const read = (hex: string) => readTnAuthList(Buffer.from(hex, 'hex'));

describe('A TNAuthList', () => {
  it('of one service provider code is read as published', () => {
    expect(readTnAuthList(Buffer.from(published?.der_base64 ?? '', 'base64'))).toEqual([
      { kind: 'spc', spc: published?.spc },
    ]);
    expect(tnAuthListOf('818H').toString('base64')).toBe(published?.der_base64);
  });

  it('may hold several codes, a range and a number', () => {
    expect(readTnAuthList(tnAuthListOf('818H', '709J'))).toEqual([
      { kind: 'spc', spc: '818H' },
      { kind: 'spc', spc: '709J' },
    ]);
    expect(read(`3014a1123010160b${Buffer.from('12155550100').toString('hex')}020164`)).toEqual([
      { kind: 'range', from: '12155550100', count: 100 },
    ]);
    expect(read(`300fa20d160b${Buffer.from('12155550100').toString('hex')}`)).toEqual([
      { kind: 'number', number: '12155550100' },
    ]);
  });

  it('is none where it is empty, cut off, followed by more, or holds an entry of another kind', () => {
    for (const hex of [
      '',
      '3000',
      '3008a0061604383138',
      '3008a006160438313848ff',
      '0500',
      '3003020101',
      '3008a306160438313848',
      '3008a0060c0438313848',
    ])
      expect(read(hex), hex).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../test/processor.ts';
import { longestIdentity, readIdentity } from './identity-header.ts';

const uri = 'https://cert.example.org/passport.cer';
const full = { form: 'full', header: 'aa', payload: 'bb', signature: 'cc', info: uri, alg: 'ES256', ppt: 'shaken' };

describe('An Identity header', () => {
  it('is read with its parameters in any order and case, quoted or not, spaced or not', () => {
    for (const value of [
      `aa.bb.cc;info=<${uri}>;alg=ES256;ppt=shaken`,
      `aa.bb.cc;ppt="shaken";info=<${uri}>;alg=ES256`,
      ` aa.bb.cc ; ALG = "ES256" ; Info = <${uri}>\t;PPT=shaken`,
      `aa.bb.cc;alg=ES256;info="<${uri}>";ppt=shaken`,
      `aa.bb.cc;info=${uri};alg=ES256;ppt=shaken;canon=none`,
    ])
      expect(readIdentity(value), value).toEqual(full);
  });

  it('keeps a semicolon inside the address', () => {
    expect(readIdentity('aa.bb.cc;info=<https://a.example/x;y>;alg=ES256')?.info).toBe('https://a.example/x;y');
  });

  it('says when it is compact', () => {
    expect(readIdentity(`..cc;info=<${uri}>`)?.form).toBe('compact');
    expect(readIdentity(`aa..cc;info=<${uri}>`)?.form).toBe('compact');
  });

  it('says which parameters are absent', () => {
    expect(readIdentity('aa.bb.cc')).toEqual({ ...full, info: null, alg: null, ppt: null });
  });

  it('is none with a part missing or too many, a parameter twice, an open bracket, or over 8 KiB', () => {
    for (const value of [
      '',
      'garbage',
      'aa.bb;info=<x>',
      'aa.bb.cc.dd',
      'aa.bb.',
      'aa.b b.cc',
      'aa.b=.cc',
      `aa.bb.cc;info=<${uri}>;info=<${uri}>`,
      `aa.bb.cc;info=<${uri}`,
      'aa.bb.cc;ppt="shaken',
      'aa.bb.cc;ppt',
      'aa.bb.cc;;ppt=shaken',
      `aa.bb.cc${';a=b'.repeat(17)}`,
      `aa.bb.${'c'.repeat(longestIdentity)}`,
    ])
      expect(readIdentity(value), value).toBeNull();
  });

  it('of the longest size that is taken is refused at once, however it is made', () => {
    const spent = processorTime();
    for (const part of ['<', '"', ';', '<"', ';a=', ' ', 'a', ';a=<', '.', '\t;'])
      readIdentity(part.repeat(longestIdentity / part.length));
    expect(spent()).toBeLessThan(1000);
  });
});

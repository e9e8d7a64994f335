import { describe, expect, it } from 'vitest';
import { passwordFault } from './password-rules.ts';

const ana = { email: 'ana.ruiz@prairievoice.example', name: 'Ana Ruiz' };

describe('A password that somebody chooses', () => {
  it.each(['four quiet grey herons', 'Ueberm9ass-Kaktus', 'correct horse battery', 'tT7#kd92!mQz'])(
    '%s is taken',
    (word) => {
      expect(passwordFault(word, ana)).toBeNull();
    },
  );

  it.each([
    ['elevenchars', /shorter than 12/],
    ['x'.repeat(201), /longer than 200/],
    ['Password1234!', /everybody tries first/],
    ['P@ssw0rd2026', /everybody tries first/],
    ['passwordpassword', /everybody tries first/],
    ['Football!!!!1', /everybody tries first/],
    ['dragon-202611', /everybody tries first/],
    ['1234567890123', /everybody tries first/],
    ['qwertyuiopqwertyuiop', /everybody tries first/],
    ['abcdefghijklmnop', /everybody tries first/],
    ['aaaaaaaaaaaa', /everybody tries first/],
    ['abababababab', /everybody tries first/],
    ['prairievoice-ruiz1', /your own name or address/],
    ['ana.ruiz.2026', /your own name or address/],
  ])('%s is refused, and told why', (word, fault) => {
    expect(passwordFault(word, ana)).toMatch(fault);
  });
});

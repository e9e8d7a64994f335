import { describe, expect, test } from 'vitest';
import { formal, letter, short } from '../notices/examples/texts.ts';
import { tellsOfBreach } from './words.ts';

describe('Words that tell of a breach', () => {
  test('are found in English and Spanish, over line breaks and accents', () => {
    for (const [language, text, words] of [
      ['en', 'We write to tell you of a data breach at our company.', 'breach'],
      ['en', 'On May 3 your call records were\nunlawfully accessed by a stranger.', 'were unlawfully accessed'],
      ['en', 'Somebody gained access to your account.', 'gained access to'],
      ['en', 'There was a security incident.', 'security incident'],
      ['es', 'Le informamos de una violación de datos.', 'violacion de datos'],
      ['es', 'Sus registros fueron indebidamente divulgados.', 'fueron indebidamente divulgados'],
      ['es', 'Un tercero obtuvo acceso a su cuenta.', 'obtuvo acceso a'],
    ] as const)
      expect(tellsOfBreach(language, text)).toBe(words);
  });

  test('are none of those by which a notice says that CPNI is protected', () => {
    for (const text of [formal, letter, short, 'We protect your CPNI from unauthorized access and disclosure.'])
      expect(tellsOfBreach('en', text)).toBeNull();
    expect(tellsOfBreach('es', 'Protegemos su CPNI contra el acceso no autorizado.')).toBeNull();
  });
});

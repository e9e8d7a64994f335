import { describe, expect, test } from 'vitest';
import {
  formalNotice,
  formalOnPaper,
  letterNotice,
  spanishNotice,
  spanishOnPaper,
} from '../notices/examples/notices.ts';
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

  test('are found where somebody did it, and as one bare word', () => {
    for (const [language, text, words] of [
      ['en', 'Hackers stole some of your call records.', 'stole some of your call records'],
      ['en', 'An unknown person accessed your account on May 3.', 'accessed your account'],
      ['en', 'A former agent viewed and copied customers’ call records.', 'copied customers call records'],
      ['en', 'Somebody may have taken our customer data.', 'taken our customer data'],
      ['en', 'Unauthorized access to your records occurred on May 3.', 'access to your records occurred'],
      ['en', 'We write about the breach of May 3.', 'breach'],
      ['en', 'Somebody breaching our systems read them.', 'breaching'],
      ['es', 'Le escribimos por la brecha del 3 de mayo.', 'brecha'],
      ['es', 'Hubo una vulneración.', 'vulneracion'],
      ['es', 'Le informamos de la filtración.', 'filtracion'],
      ['es', 'Un desconocido accedió a sus registros de llamadas.', 'accedio a sus registros'],
      ['es', 'Alguien ha robado los datos de su cuenta.', 'ha robado los datos'],
      ['es', 'Un antiguo empleado copió sin permiso su información.', 'copio sin permiso su informacion'],
      ['es', 'Se divulgaron los datos de sus llamadas.', 'divulgaron los datos'],
      ['es', 'Sus datos se han visto comprometidos.', 'han visto comprometidos'],
      ['es', 'El 3 de mayo se produjo un acceso no autorizado.', 'se produjo un acceso'],
    ] as const)
      expect(tellsOfBreach(language, text)).toBe(words);
  });

  test('are none of those by which a notice says that CPNI is protected', () => {
    for (const text of [formal, letter, short, 'We protect your CPNI from unauthorized access and disclosure.'])
      expect(tellsOfBreach('en', text)).toBeNull();
    for (const { language, subject, body } of [
      formalNotice,
      letterNotice,
      spanishNotice,
      formalOnPaper,
      spanishOnPaper,
    ])
      expect(tellsOfBreach(language, `${subject}\n\n${body}`)).toBeNull();
    for (const text of [
      'Protegemos su CPNI contra el acceso no autorizado.',
      'Si otra persona tuviera acceso a su cuenta, llámenos.',
      'La CPNI es la información que obtuvimos al prestarle el servicio.',
    ])
      expect(tellsOfBreach('es', text)).toBeNull();
    for (const text of [
      'CPNI is information that we obtained solely by virtue of serving you.',
      'You have the right, and we the duty under federal law, to protect it.',
      'We took your choice of May 3 down.',
    ])
      expect(tellsOfBreach('en', text)).toBeNull();
  });
});

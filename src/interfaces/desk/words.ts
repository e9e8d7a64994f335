type Language = 'en' | 'es';

/** What a person hears on a call that we placed to his number of record. */
export const callWords: Readonly<Record<Language, Readonly<Record<'ask' | 'connect' | 'over', string>>>> = {
  en: {
    ask: 'This is {carrier}. Somebody asked us about your account, so we call you at its telephone number. If it was you, press {key} to be connected. If it was not, hang up: nothing is told to anybody.',
    connect: 'Thank you. We connect you now.',
    over: 'We could not reach you. Nothing was told to anybody. Goodbye.',
  },
  es: {
    ask: 'Le habla {carrier}. Alguien nos preguntó por su cuenta y por eso le llamamos a su número. Si fue usted, marque {key} para comunicarle. Si no fue usted, cuelgue: no se dice nada a nadie.',
    connect: 'Gracias. Le comunicamos ahora.',
    over: 'No pudimos comunicarnos con usted. No se dijo nada a nadie. Adiós.',
  },
};

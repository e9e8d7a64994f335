type Language = 'en' | 'es';

/** What a person hears on a call that brings a code to his number of record. */
export const codeCallWords: Readonly<Record<Language, Readonly<Record<'ask' | 'speak' | 'over', string>>>> = {
  en: {
    ask: 'This is {carrier}. Somebody asked us for a code {serves}, so we call you at the telephone number of the account. If it was you, press {key} to hear the code. If it was not, hang up: nothing is told to anybody.',
    speak:
      'Your code is: {code}. Once more: {code}. And again: {code}. It works once, until fifteen minutes after you asked for it. Type it in yourself: nobody of ours asks you for it. Goodbye.',
    over: 'There is no code on this call. If you need one, ask for another. Goodbye.',
  },
  es: {
    ask: 'Le habla {carrier}. Alguien nos pidió un código {serves} y por eso le llamamos al número de la cuenta. Si fue usted, marque {key} para oír el código. Si no fue usted, cuelgue: no se dice nada a nadie.',
    speak:
      'Su código es: {code}. Una vez más: {code}. Y de nuevo: {code}. Sirve una vez, hasta quince minutos después de pedirlo. Escríbalo usted mismo: nadie de nuestra empresa se lo pedirá. Adiós.',
    over: 'No hay ningún código en esta llamada. Si necesita uno, pida otro. Adiós.',
  },
};

/** What a code is for, within a sentence. */
export const codeServesWords: Readonly<Record<Language, Readonly<Record<'online' | 'choice', string>>>> = {
  en: {
    online: 'for online access to your account',
    choice: 'to say yes or see what you chose about your phone records',
  },
  es: {
    online: 'para el acceso en línea a su cuenta',
    choice: 'para decir que sí o ver lo que decidió sobre sus registros telefónicos',
  },
};

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

/** The page on which a customer types his password. */
export const pageWords: Readonly<
  Record<
    Language,
    Readonly<
      Record<
        | 'title'
        | 'titleAfter'
        | 'label'
        | 'hint'
        | 'send'
        | 'ask'
        | 'askSecret'
        | 'wrong'
        | 'right'
        | 'locked'
        | 'over',
        string
      >
    >
  >
> = {
  en: {
    title: 'Type your password',
    titleAfter: 'Your password',
    label: 'Password of your account',
    hint: 'The one that you set for the telephone. It is not a PIN that we gave you, and nothing printed on your bill.',
    send: 'Send',
    ask: 'You are speaking with {carrier}. The person who serves you sees only whether the password is right, never the password. Nobody will ask you to say it aloud.',
    askSecret:
      'You are speaking with {carrier}. We have sent a code to the number or address that we have on record for you. Type it here with what you want to set. The person who serves you sees none of it.',
    wrong: 'That was not the password. Try again.',
    right: 'The password is right. You may close this page and go on speaking.',
    locked: 'Too many tries were wrong. This account rests: the person who serves you can offer another way.',
    over: 'This page takes no password any more. Ask the person who serves you for a new one.',
  },
  es: {
    title: 'Escriba su contraseña',
    titleAfter: 'Su contraseña',
    label: 'Contraseña de su cuenta',
    hint: 'La que usted eligió para el teléfono. No es un PIN que le dimos ni algo impreso en su factura.',
    send: 'Enviar',
    ask: 'Usted está hablando con {carrier}. Quien le atiende solo ve si la contraseña es correcta, nunca la contraseña. Nadie le pedirá que la diga en voz alta.',
    askSecret:
      'Usted está hablando con {carrier}. Le enviamos un código al número o a la dirección que tenemos registrados. Escríbalo aquí junto con lo que quiere elegir. Quien le atiende no ve nada de ello.',
    wrong: 'Esa no es la contraseña. Inténtelo de nuevo.',
    right: 'La contraseña es correcta. Puede cerrar esta página y seguir hablando.',
    locked: 'Hubo demasiados intentos incorrectos. Esta cuenta descansa: quien le atiende puede ofrecerle otra forma.',
    over: 'Esta página ya no acepta contraseñas. Pida una nueva a quien le atiende.',
  },
};

/** What a caller hears who keys in his password. */
export const keyWords: Readonly<
  Record<Language, Readonly<Record<'ask' | 'wrong' | 'right' | 'locked' | 'over', string>>>
> = {
  en: {
    ask: 'Please key in the password of your account, then press the pound key. Nobody hears it.',
    wrong: 'That was not the password. Please key it in again, then press the pound key.',
    right: 'Thank you. We connect you again.',
    locked: 'Too many tries were wrong. We connect you again; there are other ways.',
    over: 'This took too long. We connect you again.',
  },
  es: {
    ask: 'Marque la contraseña de su cuenta y luego la tecla numeral. Nadie la oye.',
    wrong: 'Esa no es la contraseña. Márquela de nuevo y luego la tecla numeral.',
    right: 'Gracias. Le comunicamos de nuevo.',
    locked: 'Hubo demasiados intentos incorrectos. Le comunicamos de nuevo; hay otras formas.',
    over: 'Tardó demasiado. Le comunicamos de nuevo.',
  },
};

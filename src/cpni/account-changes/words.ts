type Language = 'en' | 'es';
type What = 'password' | 'backup-method' | 'online-account' | 'address-of-record';

/** What is said of each change. Nothing is filled in: whoever reads it without right learns no new value. */
const said: Readonly<Record<Language, Readonly<Record<What, string>>>> = {
  en: {
    password: 'The password of your account was set or changed.',
    'backup-method': 'The back-up method for a lost password of your account was set or changed.',
    'online-account': 'Online access to your account was set up or changed.',
    'address-of-record': 'An address on your account was added, changed or taken off.',
  },
  es: {
    password: 'Se creó o cambió la contraseña de su cuenta.',
    'backup-method': 'Se creó o cambió el método de respaldo por si pierde la contraseña de su cuenta.',
    'online-account': 'Se creó o cambió el acceso en línea a su cuenta.',
    'address-of-record': 'Se añadió, cambió o retiró una dirección de su cuenta.',
  },
};

const ifNot: Readonly<Record<Language, string>> = {
  en: 'If you did not ask for it, call us at once at the number on your bill.',
  es: 'Si usted no lo pidió, llámenos de inmediato al número de su factura.',
};

export const subjects: Readonly<Record<Language, string>> = {
  en: 'A change on your account',
  es: 'Un cambio en su cuenta',
};

/** The whole notice: who speaks, which kind of thing was changed, what to do. The change itself does not come in here. */
export const wordsOf = (language: Language, carrier: string, what: What): string =>
  `${carrier}: ${said[language][what]} ${ifNot[language]}`;

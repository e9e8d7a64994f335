import type { DeskPrompt, DeskSession } from './record.ts';

type Language = 'en' | 'es';

const byPhone = {
  en: 'To protect your records I can discuss your calls only after you key in your password. I can also mail them to your address on file, or we call you back on your service number. If you tell me the call yourself, with its number and day, we can speak of that call.',
  es: 'Para proteger sus registros, solo puedo hablar de sus llamadas después de que usted marque su contraseña. También puedo enviarlas a su dirección registrada, o le llamamos al número de su servicio. Si usted mismo me dice la llamada, con su número y su día, podemos hablar de esa llamada.',
} as const;
const online = {
  en: 'To protect your records I can show you account information here only after you type your password on the page that I send you. I can also mail your calls to your address on file.',
  es: 'Para proteger sus registros, aquí solo puedo mostrarle información de su cuenta después de que usted escriba su contraseña en la página que le envío. También puedo enviar sus llamadas a su dirección registrada.',
} as const;
const inStore = {
  en: 'To protect your records I need a valid photo ID that matches the account before I show them to you. I can also mail your calls to your address on file.',
  es: 'Para proteger sus registros, necesito una identificación con foto vigente que coincida con la cuenta antes de mostrárselos. También puedo enviar sus llamadas a su dirección registrada.',
} as const;

const sayings: Readonly<Record<DeskSession['channel'], Readonly<Record<Language, string>>>> = {
  'phone-inbound': byPhone,
  'phone-outbound': byPhone,
  online,
  store: inStore,
};

/** What the agent may always say, whatever is locked: in the customer's language first, then in the other. */
export const sayingsFor = (channel: DeskSession['channel'], first: Language) =>
  (first === 'es' ? (['es', 'en'] as const) : (['en', 'es'] as const)).map((language) => ({
    language,
    text: sayings[channel][language],
  }));

const toType: Readonly<Record<DeskPrompt['serves'], Readonly<Record<Language, string>>>> = {
  password: { en: 'type your password', es: 'escriba su contraseña' },
  'new-password': {
    en: 'type the code that came to you and a new password',
    es: 'escriba el código que recibió y una nueva contraseña',
  },
  'backup-method': {
    en: 'type the code that came to you and your back-up question',
    es: 'escriba el código que recibió y su pregunta de respaldo',
  },
};

/** The text that carries the address of the page on which the password is typed, or set. */
export const linkWords = (language: Language, carrier: string, url: string, serves: DeskPrompt['serves']): string =>
  language === 'es'
    ? `${carrier}: ${toType[serves].es} en esta página dentro de diez minutos: ${url} Nadie de nuestro personal lo ve ni se lo pedirá.`
    : `${carrier}: ${toType[serves].en} on this page within ten minutes: ${url} None of our staff sees it or will ask you for it.`;

import { field, fields, heading, monoField, type Page, paragraph } from './block.ts';
import type { Frame } from './frame.ts';
import { requireInstant, requireText } from './require.ts';

/** What a customer keeps after he chose; it names nobody. */
export interface ChoiceReceipt extends Frame {
  readonly kind: 'choice-receipt';
  readonly language: 'en' | 'es';
  readonly number: string;
  readonly choice: 'no' | 'yes';
  /** RFC 3339 in the carrier's zone. */
  readonly at: string;
  readonly entryId: string;
}

const words = {
  en: {
    title: 'Receipt of your choice',
    description: 'Receipt of a choice about phone-record information (CPNI)',
    no: 'You said no. From this moment our systems refuse to use or share your phone-record information for offers.',
    yes: 'You said yes. You can say no at any later time.',
    service: 'Your service does not change.',
    number: 'Receipt',
    at: 'Saved',
    by: 'Carrier',
    entry: 'Entry in the record',
    verify: 'Anyone can check this receipt by its number on the page /verify of the same web address. It names nobody.',
  },
  es: {
    title: 'Recibo de su decisión',
    description: 'Recibo de una decisión sobre la información de registros telefónicos (CPNI)',
    no: 'Usted dijo que no. Desde este momento nuestros sistemas se niegan a usar o compartir la información de sus registros telefónicos para hacerle ofertas.',
    yes: 'Usted dijo que sí. Puede decir que no en cualquier momento posterior.',
    service: 'Su servicio no cambia.',
    number: 'Recibo',
    at: 'Guardado',
    by: 'Compañía',
    entry: 'Asiento en el registro',
    verify:
      'Cualquier persona puede comprobar este recibo por su número en la página /verify de la misma dirección web. No nombra a nadie.',
  },
} as const;

/** The receipt on one page, in the language of choice. */
export function choiceReceipt({ language, number, choice, at, entryId, carrier }: ChoiceReceipt): Page {
  const say = words[language];
  requireInstant('at', at);
  return {
    title: `${say.title}, ${requireText('number', number)}`,
    name: say.title,
    description: say.description,
    legends: [],
    blocks: [
      heading(1, say.title),
      paragraph(say[choice]),
      paragraph(say.service),
      fields([monoField(say.number, number), field(say.at, at), field(say.by, carrier), monoField(say.entry, entryId)]),
      paragraph(say.verify),
    ],
  };
}

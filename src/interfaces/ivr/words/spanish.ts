import type { Script } from './script.ts';

/** The same in Spanish, whole: 47 CFR 64.2008(c)(6). */
export const spanish: Script = {
  greeting: 'Esta es la línea de privacidad de {carrier}. La llamada es gratuita, a cualquier hora.',
  language: 'Para español, oprima el 2.',
  whose:
    'Usted llama desde el número que termina en {ending}. Para decir que no en la cuenta de este número, oprima el 1. Para otra cuenta, oprima el 2.',
  enter:
    'Para decir que no, marque con las teclas de su teléfono una de estas cosas y oprima la tecla de número: las 16 letras y cifras del código de su aviso, o su número de teléfono con código de área, o su número de cuenta.',
  confirm:
    'Usted pide a {carrier} que no use la información de sus registros telefónicos para ofrecerle otros servicios. Su servicio no cambia. Para confirmar, oprima el 1. Para marcar otro número, oprima el 2.',
  saved: 'Guardado. Desde este momento nuestros sistemas niegan este uso.',
  receipt: 'Su número de recibo es: {spelled}. Para oírlo otra vez, oprima el 1. Ya puede colgar.',
  'not-understood': 'No entendimos eso.',
  'not-found': 'No encontramos ninguna cuenta con lo que usted marcó.',
  over: 'Su decisión no se guardó. Para hablar con una persona, llame al {people}. Adiós.',
  failed:
    'Su decisión no se guardó. Nuestros sistemas no responden. Para intentarlo de nuevo, oprima el 1. O llame al {people}.',
  yes: 'Para decir que sí, o para oír lo que decidió antes, hable con una persona: llame al {people}.',
};

import { type Block, lines, paragraph } from './block.ts';

const office = [
  'Office of the Secretary',
  'Federal Communications Commission',
  '45 L Street NE',
  'Washington, DC 20554',
];

/** The address of the Secretary of the FCC since 2020; a null name addresses the office alone. */
export function addressOfSecretary(name: string | null): Block {
  return lines([name === null ? 'The Secretary' : `${name}, Secretary`, ...office], 1.6);
}

/** The salutation that goes with the address. */
export function salutation(name: string | null): Block {
  return paragraph(`Dear ${name ?? 'Secretary'}:`);
}

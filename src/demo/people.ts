import type { Role } from '../kernel/operation.ts';
import type { Player, Stage } from './stage.ts';

const parts = {
  compliance: ['Compliance manager', ['compliance']],
  officer: ['Chief executive officer', ['officer']],
  marketing: ['Marketing manager', ['marketing']],
  supervisor: ['Sales supervisor', ['supervisor']],
  agent: ['Customer service agent', ['agent']],
  people: ['People and training', ['people']],
  administrator: ['Administrator', ['administrator']],
} as const satisfies Record<string, readonly [string, readonly Role[]]>;

export type Part = keyof typeof parts;
export type Cast = Readonly<Record<Part, Player>>;

/** Names of the persons of a carrier, by part. */
export type Names = Readonly<Record<Part, string>>;

/** Brings seven named persons on, one a part. */
export const enterCast = async (stage: Stage, names: Names): Promise<Cast> => {
  const enter = (part: Part): Promise<Player> => stage.enter(names[part], parts[part][0], parts[part][1]);
  return {
    compliance: await enter('compliance'),
    officer: await enter('officer'),
    marketing: await enter('marketing'),
    supervisor: await enter('supervisor'),
    agent: await enter('agent'),
    people: await enter('people'),
    administrator: await enter('administrator'),
  };
};

export const namesOf = {
  marketer: {
    compliance: 'Carla Byrne',
    officer: 'Omar Diaz',
    marketing: 'Mara Quill',
    supervisor: 'Sol Reyes',
    agent: 'Agnes Ortiz',
    people: 'Petra Moss',
    administrator: 'Ada Minh',
  },
  reseller: {
    compliance: 'Cleo Ward',
    officer: 'Otto Lang',
    marketing: 'Milo Frost',
    supervisor: 'Sara Penn',
    agent: 'Abel Croft',
    people: 'Pia North',
    administrator: 'Amos Hill',
  },
  quiet: {
    compliance: 'Cora Stone',
    officer: 'Olive Marsh',
    marketing: 'Mona Field',
    supervisor: 'Seth Brook',
    agent: 'Anna Reed',
    people: 'Paul Heath',
    administrator: 'Alma Rowe',
  },
  contactCentre: {
    compliance: 'Carl Vega',
    officer: 'Oona Park',
    marketing: 'Max Rivers',
    supervisor: 'Stella Cruz',
    agent: 'Aldo Finch',
    people: 'Pam Wells',
    administrator: 'Arne Holt',
  },
} as const satisfies Record<string, Names>;

import { english } from './english.ts';
import { spanish } from './spanish.ts';

/** What one language says no, yes and worse with; all are matched on small letters without accents. */
export type Words = {
  /** Looks like a no and is none: `no problem`. */
  readonly idioms: readonly RegExp[];
  /** A no to the no: `do not opt me out`. A person reads it. */
  readonly turned: readonly RegExp[];
  readonly no: readonly RegExp[];
  /** A no that asks for an act: a bare `yes` before it agrees to that act. */
  readonly commands: readonly RegExp[];
  readonly yes: readonly RegExp[];
  /** Politeness that is a yes only where nothing else is said. */
  readonly weakYes: readonly RegExp[];
  readonly complaint: readonly RegExp[];
  /** The whole message or subject, nothing around it. */
  readonly alone: RegExp;
};

const languages: readonly Words[] = [english, spanish];

/** All languages are tried on every reply: customers do not keep to the notice's. */
export const words = {
  idioms: languages.flatMap(({ idioms }) => idioms),
  turned: languages.flatMap(({ turned }) => turned),
  no: languages.flatMap(({ no, commands }) => [...commands, ...no]),
  commands: languages.flatMap(({ commands }) => commands),
  yes: languages.flatMap(({ yes }) => yes),
  weakYes: languages.flatMap(({ weakYes }) => weakYes),
  complaint: languages.flatMap(({ complaint }) => complaint),
  alone: languages.map(({ alone }) => alone),
} as const;

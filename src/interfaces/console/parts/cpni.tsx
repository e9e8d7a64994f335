import type { OutputOf } from '../../client/types.ts';
import { SomeOf } from './fields.tsx';
import { words } from './words.ts';

/** A class of CPNI. */
export type CpniClass = OutputOf<'breaches.show'>['cpni'][number];

/** The classes in words. */
export const cpniWords: Readonly<Record<CpniClass, string>> = words.cpni;

/** The classes as words, in one line. */
export const classesInWords = (cpni: readonly CpniClass[]): string => cpni.map((one) => cpniWords[one]).join(', ');

type Props = {
  readonly label: string;
  readonly value: readonly CpniClass[];
  readonly onChange: (to: readonly CpniClass[]) => void;
};

/** Which classes of CPNI: chosen from the list, for free text is not enough. */
export const Classes = ({ label, value, onChange }: Props) => (
  <SomeOf label={label} of={cpniWords} value={value} onChange={onChange} />
);

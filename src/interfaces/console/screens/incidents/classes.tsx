import { Checkbox, Stack } from '@mantine/core';
import type { Breach } from './states.ts';
import { words } from './words.ts';

export type CpniClass = Breach['cpni'][number];

const known = (value: string): value is CpniClass => value in words.classes;

/** The classes as words, in one line. */
export const classesInWords = (cpni: readonly CpniClass[]): string => cpni.map((one) => words.classes[one]).join(', ');

type Props = { readonly value: readonly CpniClass[]; readonly onChange: (to: readonly CpniClass[]) => void };

/** Which classes of CPNI: chosen from the list, for free text is not enough. */
export const Classes = ({ value, onChange }: Props) => (
  <Checkbox.Group label={words.cpni} value={[...value]} onChange={(chosen) => onChange(chosen.filter(known))}>
    <Stack gap={6} mt={4}>
      {Object.entries(words.classes).map(([name, label]) => (
        <Checkbox key={name} value={name} label={label} />
      ))}
    </Stack>
  </Checkbox.Group>
);

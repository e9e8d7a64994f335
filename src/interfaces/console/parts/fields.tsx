import { Checkbox, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { words } from './words.ts';

type Common = { readonly label: string; readonly value: string; readonly onChange: (to: string) => void };

/** One line that must be given. */
export const Line = ({ label, value, onChange }: Common) => (
  <TextInput
    label={label}
    required
    withAsterisk={false}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

/** One line that may stay empty. */
export const MaybeLine = ({ label, value, onChange }: Common) => (
  <TextInput
    label={`${label} (${words.maybe})`}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

/** Sentences that must be given. */
export const Lines = ({ label, value, onChange }: Common) => (
  <Textarea
    label={label}
    required
    withAsterisk={false}
    autosize
    minRows={2}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

/** A legal date. */
export const DateField = ({ label, value, onChange }: Common) => (
  <TextInput
    type="date"
    label={label}
    required
    withAsterisk={false}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

/** A legal date that may stay empty. */
export const MaybeDate = ({ label, value, onChange }: Common) => (
  <TextInput
    type="date"
    label={`${label} (${words.maybe})`}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

/** Sentences that may stay empty. */
export const MaybeLines = ({ label, value, onChange }: Common) => (
  <Textarea
    label={`${label} (${words.maybe})`}
    autosize
    minRows={2}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

/** A count that must be given, as digits. */
export const Count = ({ label, value, onChange }: Common) => (
  <TextInput
    label={label}
    inputMode="numeric"
    pattern="\d+"
    required
    withAsterisk={false}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

type OfProps<T extends string> = {
  readonly label: string;
  readonly of: Readonly<Record<T, string>>;
  readonly value: T;
  readonly onChange: (to: T) => void;
};

/** One of a few, each in words. */
export const OneOf = <T extends string>({ label, of, value, onChange }: OfProps<T>) => (
  <Select
    label={label}
    allowDeselect={false}
    data={Object.entries<string>(of).map(([key, says]) => ({ value: key, label: says }))}
    value={value}
    onChange={(chosen) => {
      const known = Object.keys(of).find((key): key is T => key === chosen);
      if (known !== undefined) onChange(known);
    }}
  />
);

/** One of those that there are; none is chosen before a person chooses. */
export const OneOfThese = ({ label, of, value, onChange }: OfProps<string>) => (
  <Select
    label={label}
    // a field that takes text is one that the browser asks to be filled
    searchable
    required
    withAsterisk={false}
    allowDeselect={false}
    data={Object.entries(of).map(([key, says]) => ({ value: key, label: says }))}
    value={value === '' ? null : value}
    onChange={(chosen) => onChange(chosen ?? '')}
  />
);

type CountProps = {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (to: number | null) => void;
};

/** A count, or that it is not known. */
export const MaybeCount = ({ label, value, onChange }: CountProps) => (
  <NumberInput
    label={`${label} (${words.emptyUnknown})`}
    min={0}
    allowDecimal={false}
    hideControls
    value={value ?? ''}
    onChange={(given) => onChange(typeof given === 'number' ? given : null)}
  />
);

type SomeProps<T extends string> = {
  readonly label: string;
  readonly of: Readonly<Record<T, string>>;
  readonly value: readonly T[];
  readonly onChange: (to: readonly T[]) => void;
};

/** Some of a few, each in words. */
export const SomeOf = <T extends string>({ label, of, value, onChange }: SomeProps<T>) => {
  const known = (key: string): key is T => key in of;
  return (
    <Checkbox.Group label={label} value={[...value]} onChange={(chosen) => onChange(chosen.filter(known))}>
      <Stack gap={6} mt={4}>
        {Object.entries<string>(of).map(([key, says]) => (
          <Checkbox key={key} value={key} label={says} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
};

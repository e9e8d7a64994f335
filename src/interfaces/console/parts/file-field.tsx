import { FileInput } from '@mantine/core';

type FileProps = {
  readonly label: string;
  readonly accept: string;
  readonly value: File | null;
  readonly onChange: (to: File | null) => void;
};

/** A file of this computer. */
export const FileField = ({ label, accept, value, onChange }: FileProps) => (
  <FileInput label={label} accept={accept} required withAsterisk={false} value={value} onChange={onChange} />
);

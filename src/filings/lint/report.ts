import type { Finding } from './finding.ts';

const shortened = (quote: string): string => {
  const flat = quote.replace(/\s+/g, ' ').trim();
  return flat.length > 100 ? `${flat.slice(0, 97)}…` : flat;
};

/** The findings of one file in words: where, how grave, which code, what it means, the words meant, the paragraph. */
export const findingLines = (file: string, findings: readonly Finding[]): readonly string[] => {
  if (findings.length === 0) return [`${file}: nothing found`];
  return findings.flatMap((each) => [
    `${file}:${each.line ?? '-'}  ${each.severity}  ${each.code}`,
    `    ${each.message}`,
    ...(each.quote === null ? [] : [`    > ${shortened(each.quote)}`]),
    `    ${each.cite}`,
  ]);
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

type Count = { readonly errors: number; readonly warnings: number; readonly infos: number };

/** The last line: how many files, errors, warnings and notes. */
export const closingLine = (files: number, counts: readonly Count[]): string => {
  const sum = (of: (count: Count) => number): number => counts.reduce((total, count) => total + of(count), 0);
  const parts = [
    counted(
      sum((each) => each.errors),
      'error',
    ),
    counted(
      sum((each) => each.warnings),
      'warning',
    ),
    counted(
      sum((each) => each.infos),
      'note',
    ),
  ];
  return `${counted(files, 'file')}: ${parts.join(', ')}.`;
};

export const words = {
  returns: 'Returns',
  lead: 'What came back of it, by the file of whoever sent it out. Bounces and returned mail are counted; whoever answered “stop” has said no, and the very next decision knows it.',
  notYet: 'Nothing comes back before the campaign is released.',
  kinds: { bounce: 'bounced', 'returned-mail': 'came back by post', stop: 'said stop: a no' },
  noReturns: 'Nothing has come back so far.',
  countOf: (count: number, kind: string) => `${count.toLocaleString('en-US')} ${kind}`,
  take: 'Take a file in',
  takeLead:
    'CSV with the columns account, kind and on: the kind is bounce, returned-mail or stop, the day is written as 2026-03-09. A line that is already there changes nothing.',
  file: 'The file, CSV',
  mode: 'How',
  modes: { 'dry-run': 'try it: nothing is written', commit: 'write it' },
  go: 'Read it',
  summary: (recorded: string, known: string, refused: string) =>
    `${recorded} taken, ${known} known already, ${refused} not taken.`,
  tried: (recorded: string, known: string, refused: string) =>
    `Tried: ${recorded} would be taken, ${known} are known already, ${refused} would not be taken.`,
  refused: 'Lines that were not taken',
  line: 'Line',
  field: 'Field',
  why: 'Why',
  files: 'Files',
  noFiles: 'No file was taken in.',
  takenAt: 'Taken in',
  takenBy: 'By',
  rows: 'Lines',
  recorded: 'Taken',
  known: 'Known',
  notTaken: 'Not taken',
  open: (count: number) => (count === 1 ? '1 line: see why' : `${count.toLocaleString('en-US')} lines: see why`),
  hash: 'SHA-256 of the file',
  refusedLead: (shown: number, all: number) =>
    shown < all
      ? `The first ${shown.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} lines. What stood in them is kept nowhere: mend the file and take it in again.`
      : 'What stood in them is kept nowhere: mend the file and take it in again.',
} as const;

/** A line of a list: the number with its country code and, of reassigned numbers, the database's answer. */
export type ListedLine = { readonly number: number; readonly answer: 'listed' | 'yes' | 'no' | 'no-data' };

const answers: Readonly<Record<string, ListedLine['answer']>> = {
  yes: 'yes',
  no: 'no',
  'no data': 'no-data',
  nodata: 'no-data',
};

const tenDigits = (digits: string): number | null => {
  const bare = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  return /^[2-9]\d{9}$/.test(bare) ? Number(`1${bare}`) : null;
};

/** Reads a line of the registry: ten digits in any writing, also as area code and number beside it; null for another line. */
const registryLine = (line: string): ListedLine | null => {
  if (line.length > 40 || /[a-z]/i.test(line)) return null;
  const number = tenDigits(line.replace(/\D/g, ''));
  return number === null ? null : { number, answer: 'listed' };
};

/** Reads an answer of the Reassigned Numbers Database: a number, whatever stands between, and yes, no or no data. */
const answerLine = (line: string): ListedLine | null => {
  if (line.length > 400) return null;
  const cells = line.split(/[,;\t|]/).map((cell) => cell.trim().replace(/^"|"$/g, ''));
  const number = tenDigits((cells[0] ?? '').replace(/\D/g, ''));
  const said = cells.slice(1).map((cell) => answers[cell.toLowerCase().replaceAll(/[\s_-]+/g, ' ')]);
  const answer = said.find((one) => one !== undefined);
  return number === null || answer === undefined ? null : { number, answer };
};

export const readLine = { 'do-not-call': registryLine, reassigned: answerLine } as const;

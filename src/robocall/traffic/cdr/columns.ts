/** Top-level parts of a configuration line: commas inside brackets and braces do not part. */
const partsOf = (line: string): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < line.length; at += 1) {
    const mark = line[at];
    if (mark === '(' || mark === '{') depth += 1;
    else if (mark === ')' || mark === '}') depth = Math.max(0, depth - 1);
    else if ((mark === ',' || mark === ';') && depth === 0) {
      parts.push(line.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(line.slice(from));
  return parts;
};

/** The column that a part names: `${CSV_QUOTE(${CDR(src)})}` is src, `start(int64)` start, `"${uuid}"` uuid, `src` itself. */
const columnOf = (part: string): string => {
  const text = part.trim().replace(/^"|"$/g, '');
  const detail = /\bCDR\((\w+)/i.exec(text)?.[1];
  if (detail !== undefined) return detail.toLowerCase();
  const caller = /\b(CALLERID|CHANNEL)\(([\w-]+)/i.exec(text);
  if (caller !== null) return `${caller[1]}(${caller[2]})`.toLowerCase();
  const variables = [...text.matchAll(/\$\{(\w[\w.-]*)\}/g)].map(([, name = '']) => name);
  return (variables[0] ?? /^[\w .:/-]+/.exec(text)?.[0] ?? '').trim().toLowerCase();
};

const unescaped = (text: string): string =>
  text
    .replace(/^\s*<template\b[^>]*>|<\/template>\s*$/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/**
 * The columns that a template or configuration line writes, in order and lower case: a FreeSWITCH template, a line of
 * `cdr_custom.conf` or `cel_custom.conf`, or a plain list with commas. Null when it names none or one without a name.
 */
export const columnsIn = (given: string): readonly string[] | null => {
  const line = unescaped(given.trim()).replace(/^[\w./-]+\s*=>\s*/, '');
  const columns = partsOf(line).map(columnOf);
  return columns.length > 1 && columns.every((name) => name !== '') ? columns : null;
};

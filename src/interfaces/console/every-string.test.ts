import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';

// Whoever translates the console translates its `words.ts` and nothing else: no page has words of its own.

const home = new URL('./', import.meta.url);
const pages = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.tsx?$/.test(name) && !/words\.ts$|routes\.ts$|theme\.ts$|\.test\.ts$|\.d\.ts$/.test(name),
);

// names of attributes that are for the browser and for code
const unspoken =
  /^(className|type|key|role|size|c|variant|component|href|accept|autoComplete|justify|align|position|shadow|aria-keyshortcuts)$/;
// what is called so in every language
const names = /Compline|SHA-256|&nbsp;/g;

const spoken = (text: string): boolean => /\p{L}{2,}/u.test(text.replaceAll(names, ''));
const inWords = (text: string): boolean => /\p{L}+ \p{L}+/u.test(text) || /^\p{Lu}\p{Ll}+$/u.test(text);

const isAttribute = (node: ts.Node): node is ts.JsxAttribute => ts.isJsxAttribute(node);

/** Whether a string is told to nobody: a class, a module, what only a programmer reads. */
const silent = (node: ts.Node): boolean => {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    if (isAttribute(at) && unspoken.test(at.name.getText())) return true;
    if (ts.isImportDeclaration(at) || (ts.isNewExpression(at) && at.expression.getText() === 'Error')) return true;
    if (ts.isPropertyAssignment(at.parent) && at.parent.name === at) return true;
    if (ts.isLiteralTypeNode(at) || ts.isTypeNode(at)) return true;
    if (ts.isBinaryExpression(at) && /^(===|!==)$/.test(at.operatorToken.getText())) return true;
    if (ts.isVariableDeclaration(at) && ts.isIdentifier(at.name) && at.name.text.endsWith('Key')) return true;
  }
  return false;
};

/** The words in the code of a page that stand in no list of words, each with its line. */
const ownWords = (name: string, code: string): readonly string[] => {
  const file = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    const text = ts.isJsxText(node) || ts.isStringLiteralLike(node) || ts.isTemplateHead(node) ? node.text : null;
    const told = text !== null && (ts.isJsxText(node) ? spoken(text) : inWords(text) && spoken(text) && !silent(node));
    if (told) found.push(`${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${text?.trim()}`);
    ts.forEachChild(node, look);
  };
  look(file);
  return found;
};

it('a page that says something of its own is found', () => {
  expect(ownWords('page.tsx', 'const P = () => <p title="Not yet">Late by {n} days</p>;')).toEqual([
    '1: Not yet',
    '1: Late by',
    '1: days',
  ]);
  expect(ownWords('page.tsx', 'const P = () => <p className="big card">{late ? \'Late\' : words.onTime}</p>;')).toEqual(
    ['1: Late'],
  );
  expect(ownWords('page.tsx', 'announce("The file is too large");')).toEqual(['1: The file is too large']);
  expect(ownWords('page.tsx', 'const P = () => <p className="big card">{words.late(n)} · Compline</p>;')).toEqual([]);
});

it.each(pages)('%s takes its words from a list', (name) => {
  expect(ownWords(name, readFileSync(new URL(name, home), 'utf8'))).toEqual([]);
});

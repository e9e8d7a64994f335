import { describe, expect, it } from 'vitest';
import { openNote, readNote, signNote } from './note.ts';
import { generateSigningKey, isKeyName, readVerifierKey, signingKeyFromPem, type VerifierKey } from './note-key.ts';

const keyOf = (text: string): VerifierKey => readVerifierKey(text) ?? expect.fail(`not a key: ${text}`);

// The example in the documentation of Go's golang.org/x/mod/sumdb/note, signed by code that is not ours.
const neumann = keyOf('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
const neumannNote = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

// The example in C2SP signed-note: a text with an empty line in it. Its key is not published.
const poem = `Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
`;

const ours = generateSigningKey('compline.example/a');
const theirs = generateSigningKey('witness.example/w');

describe('A signed note', () => {
  it('of the Go implementation verifies', () => {
    expect(openNote(neumannNote, [neumann])).toMatchObject({ opened: true, signers: [neumann] });
  });

  it('of the specification is taken apart at its last empty line', () => {
    const read = readNote(poem);
    expect(read?.text).toMatch(/sera\.\n$/);
    expect(read?.signatures).toMatchObject([{ name: 'quasimodo.example/salvatore', hash: '367ba04b' }]);
    expect(openNote(poem, [neumann])).toEqual({
      opened: false,
      why: "it is signed by quasimodo.example/salvatore (367ba04b), not by the ledger's key",
    });
  });

  it('of ours verifies, also among signatures of strangers', () => {
    const note = signNote('one\n\ntwo\n', [theirs, ours]);
    expect(openNote(note, [ours.verifier])).toEqual({ opened: true, text: 'one\n\ntwo\n', signers: [ours.verifier] });
  });

  it('does not verify once any character is another', () => {
    for (let at = 0; at < neumannNote.length; at += 1) {
      const other = neumannNote[at] === 'x' ? 'y' : 'x';
      const changed = neumannNote.slice(0, at) + other + neumannNote.slice(at + 1);
      expect(openNote(changed, [neumann]).opened, `character ${at}`).toBe(false);
    }
  });

  it('is rejected whole when one of two known signatures is wrong', () => {
    const mixed = signNote('one\n', [ours]) + (signNote('two\n', [theirs]).split('\n\n')[1] ?? '');
    expect(openNote(mixed, [ours.verifier])).toMatchObject({ opened: true });
    expect(openNote(mixed, [ours.verifier, theirs.verifier])).toMatchObject({ opened: false });
  });

  it.each([
    ['no signature', 'one\n\n'],
    ['no empty line', 'one\n— a b\n'],
    ['a hyphen for the dash', neumannNote.replace('—', '-')],
    ['a carriage return', neumannNote.replaceAll('\n', '\r\n')],
    ['no newline at the end', neumannNote.trimEnd()],
    ['base64 in another spelling', neumannNote.replace('nAM=', 'nAN=')],
    ['a control character', neumannNote.replace('answer', 'ans\u0007wer')],
    ['a signature of four bytes', 'one\n\n— a AAAAAA==\n'],
    ['a name with a plus', neumannNote.replace('— PeterNeumann', '— Peter+Neumann')],
  ])('with %s has not the form', (_what, note) => {
    expect(readNote(note)).toBeNull();
  });

  it('cannot be made of text that could be read in two ways', () => {
    expect(() => signNote('no newline', [ours])).toThrow('ending in a newline');
    expect(() => signNote('bell \u0007\n', [ours])).toThrow('without control characters');
  });
});

describe('A verifier key', () => {
  it('of sum.golang.org has the hash it is published with', () => {
    const key = keyOf('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8');
    expect([key.name, key.hash]).toEqual(['sum.golang.org', '033de0ae']);
  });

  it('is read back from its text, and its private half from PEM', () => {
    expect(keyOf(ours.verifier.text)).toMatchObject({ name: 'compline.example/a', hash: ours.verifier.hash });
    const pem = ours.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(signingKeyFromPem('compline.example/a', pem).verifier.text).toBe(ours.verifier.text);
  });

  it('is none once any character is another', () => {
    const { text } = neumann;
    for (let at = 0; at < text.length; at += 1) {
      const other = text[at] === '1' ? '2' : '1';
      expect(readVerifierKey(text.slice(0, at) + other + text.slice(at + 1)), `character ${at}`).toBeNull();
    }
  });

  it('shows nothing of the private half when it is printed', () => {
    const secret = ours.privateKey.export({ format: 'jwk' }).d ?? expect.fail('no private half');
    expect(JSON.stringify(ours)).not.toContain(secret);
    expect(`${ours.privateKey}`).not.toContain(secret);
  });

  it('has a name without spaces and plus signs', () => {
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\nb']) expect(isKeyName(name)).toBe(false);
    expect(() => generateSigningKey('a b')).toThrow('cannot be the name of a key');
  });
});

import { describe, expect, it } from 'vitest';
import { checkpointText, readCheckpoint, signCheckpoint } from './checkpoint.ts';
import { appendLeaf, emptyFrontier, keepNoSubtrees, leafHash, rootOf } from './merkle.ts';
import { openNote, readNote } from './note.ts';
import { generateSigningKey } from './note-key.ts';

// The example in C2SP tlog-checkpoint.
const example = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`;

const text = readNote(example)?.text ?? expect.fail('the example is a note');

describe('A checkpoint', () => {
  it('of the specification is read and written the same', () => {
    const checkpoint = readCheckpoint(text) ?? expect.fail('the example is a checkpoint');
    expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 });
    expect(checkpointText(checkpoint)).toBe(text);
  });

  it('may carry extension lines, which are passed over', () => {
    expect(readCheckpoint(`${text}an extension\n`)).toEqual(readCheckpoint(text));
  });

  it('of a tree is signed under the origin as name', () => {
    const key = generateSigningKey('compline.example/a');
    const frontier = emptyFrontier();
    for (const each of ['a', 'b', 'c']) appendLeaf(frontier, leafHash(Buffer.from(each)), keepNoSubtrees);
    const opened = openNote(signCheckpoint(frontier, key), [key.verifier]);
    expect(opened).toMatchObject({ opened: true });
    expect(readCheckpoint(opened.opened ? opened.text : '')).toEqual({
      origin: 'compline.example/a',
      size: 3,
      root: rootOf(frontier),
    });
  });

  it.each([
    ['leading zero', text.replace('20852163', '020852163')],
    ['a sign', text.replace('20852163', '+20852163')],
    ['a size beyond exact integers', text.replace('20852163', '9007199254740993')],
    ['a fraction', text.replace('20852163', '1.5')],
    ['no origin', text.replace('example.com/behind-the-sofa', '')],
    ['a short root', text.replace('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=', 'CsUYapGGPo4dkMgIAUqomw==')],
    ['base64url', text.replace('/X', '_X')],
    ['an empty line', `${text}\n`],
    ['two lines only', 'a\n1\n'],
    ['no newline', text.trimEnd()],
  ])('with %s is none', (_what, other) => {
    expect(readCheckpoint(other)).toBeNull();
  });
});

import { useState } from 'react';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Line, Lines, MaybeLine } from '../../parts/fields.tsx';
import { given } from '../../parts/given.ts';
import { words } from './words.ts';

/** The call as it is known where somebody asks: what is not known is empty. */
export type KnownCall = Readonly<Record<'called' | 'calling' | 'at' | 'callKey', string>>;

type Props = {
  readonly tracebackId: string | null;
  readonly known: KnownCall;
  readonly onClose: () => void;
};

/** Asks the provider to whom we handed a call where it went. */
export const AskForward = ({ tracebackId, known, onClose }: Props) => {
  const [text, setText] = useState({ ...known, downstream: '', contact: '', why: '' });
  const put = (name: keyof typeof text) => (to: string) => setText({ ...text, [name]: to });
  const { downstream, contact, called, calling, at, callKey, why } = text;
  return (
    <Dialog title={words.ask} onClose={onClose}>
      <p className="dim">{words.askLead}</p>
      <ActFormThen
        act="traceForwards.ask"
        input={() => ({
          ...{ tracebackId, downstream, contact, why },
          call: { called, calling, at: at.trim(), callKey: given(callKey) },
        })}
        button={words.send}
        done={words.sent}
        onDone={onClose}
      >
        <Line label={words.downstream} value={downstream} onChange={put('downstream')} />
        <Line label={words.contactField} value={contact} onChange={put('contact')} />
        <Line label={words.called} value={called} onChange={put('called')} />
        <Line label={words.calling} value={calling} onChange={put('calling')} />
        <Line label={words.at} value={at} onChange={put('at')} />
        <MaybeLine label={words.keyField} value={callKey} onChange={put('callKey')} />
        <Lines label={words.whyField} value={why} onChange={put('why')} />
      </ActFormThen>
    </Dialog>
  );
};

// Bundled by the test: node mail-process.mjs <socket> <port> <database> <data> <published records as JSON>. The background work of a
// server, until it is killed.
import { connect } from '../../src/db/connect.ts';
import { work } from '../../src/interfaces/jobs/work.ts';
import { sendMail } from '../../src/outside/mail-out.ts';
import { realOutside } from '../../src/outside/real.ts';

const [, , socket = '', port = '', database = '', data = '', published = '{}'] = process.argv;
const records: Readonly<Record<string, string>> = JSON.parse(published);
const connections = connect({ socket, port: Number(port), database }, 8, data);
const lookUpText = async (name: string) => (records[name] === undefined ? [] : [records[name]]);
work(connections, { ...realOutside(), sendMail, lookUpText }, (line) => process.stderr.write(`${line}\n`));

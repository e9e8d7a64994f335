// Sets letters in a thread of its own, so that the server answers meanwhile. Plain JavaScript: a thread starts from a file, and
// Node 20 reads no other.
import { parentPort, workerData } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import QRCode from 'qrcode';

const { templates, fonts } = workerData;
const typst = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths: [fonts] }] });

/** The dark squares of a QR code as one path, with the four light squares around it that readers need. */
const drawn = (link) => {
  const { modules } = QRCode.create(link, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let y = 0; y < modules.size; y += 1)
    for (let x = 0, end = 0; x < modules.size; x = end + 1) {
      for (end = x; end < modules.size && modules.get(y, end); ) end += 1;
      if (end > x) path += `M${x} ${y}h${end - x}v1h-${end - x}z`;
    }
  const side = modules.size + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${side} ${side}"><path d="${path}"/></svg>`;
};

const typeset = (text) => {
  const facts = JSON.parse(text);
  const letters = facts.letters.map((letter) =>
    letter.link === undefined ? letter : { ...letter, qr: drawn(letter.link) },
  );
  const inputs = { letters: JSON.stringify({ ...facts, letters }) };
  const compiled = typst.compile({ mainFilePath: `${templates}letters.typ`, inputs });
  if (compiled.result === null) {
    const fault = compiled.takeDiagnostics();
    throw new Error(`Typst refused the letters: ${JSON.stringify(fault && typst.fetchDiagnostics(fault))}`);
  }
  const pdf = new Uint8Array(typst.pdf(compiled.result, { pdfStandard: 'ua-1' }));
  const pages = compiled.result.numOfPages;
  typst.evictCache(0);
  return { pdf, pages };
};

parentPort.on('message', ({ id, facts }) => {
  try {
    const { pdf, pages } = typeset(facts);
    parentPort.postMessage({ id, pdf, pages }, [pdf.buffer]);
  } catch (error) {
    parentPort.postMessage({ id, fault: error instanceof Error ? error.message : String(error) });
  }
});

/** The thread in which files are taken apart that other programs wrote. It gets bytes and answers with an extraction, or ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { extractDocx } from './docx.ts';
import { extractPdf } from './pdf.ts';
import { type Extraction, Refused } from './pieces.ts';

const EXTRACT = { docx: extractDocx, pdf: extractPdf } as const;

export interface Work {
  readonly format: keyof typeof EXTRACT;
  readonly bytes: Uint8Array;
}

async function extract({ format, bytes }: Work): Promise<Extraction> {
  try {
    return await EXTRACT[format](bytes);
  } catch (cause) {
    if (cause instanceof Refused) return { refusals: cause.refusals };
    if (cause instanceof RangeError)
      return { refusals: [{ rule: 'import-limit', message: 'The document is nested too deep to be read.' }] };
    throw cause;
  }
}

parentPort?.postMessage(await extract(workerData as Work)); // what `apart.ts` gives it

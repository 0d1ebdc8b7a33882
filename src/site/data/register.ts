/**
 * The register: every edition of the site with its dates, marking and state, and its files with their digests, as JSON for programs.
 * `templates/register.schema.json` describes it. Keys stand in a fixed order; what is absent is left out.
 */
import type { EditionFacts } from '../../model/facts.ts';
import { formatMarking } from '../../model/marking.ts';
import type { EditionCard } from '../../model/surroundings.ts';
import { comparisonDataAddress, editionDataAddress, type MadeFiles, pdfAddress } from '../../render/html/html.ts';
import type { Listed } from '../listing.ts';
import type { KeepText, Registered } from './told.ts';

export const REGISTER = 'register.json';

type FileOf = (address: string, type: string) => object;

/** A file with what is known of it; a preview makes the register without the files. */
const fileOf =
  ({ absolute }: Registered, files: MadeFiles | undefined): FileOf =>
  (address, type) => {
    const made = files?.get(address.endsWith('/') ? `${address}index.html` : address);
    return { type, address: absolute(address), bytes: made?.bytes, pages: made?.pages, sha256: made?.sha256 };
  };

function editionValue(entry: EditionFacts, card: EditionCard, file: FileOf, { formats, digests }: Registered): object {
  const { matter, standing } = entry;
  const { label, kind, from, on } = card.phase;
  return {
    identifier: entry.identifier,
    edition: entry.edition,
    title: matter.title,
    summary: matter.summary,
    language: matter.language,
    marking: formatMarking(card.marking),
    text: matter.text,
    date: standing.date,
    created: matter.dateCreated,
    state: { label, kind, from: on ?? from },
    digest: digests?.get(entry.identifier),
    corrections: matter.corrections.map(({ date, reason, clauses }) => ({ date, reason, clauses })),
    changes: matter.changes.map(({ note, clauses, minor }) => ({ note, clauses, minor: minor || undefined })),
    renditions: [
      file(card.address, 'text/html'),
      ...(formats.includes('pdf') ? [file(pdfAddress(card.address), 'application/pdf')] : []),
      ...(formats.includes('json') ? [file(editionDataAddress(card.address), 'application/json')] : []),
    ],
  };
}

function workValue({ work, card }: Listed, told: Registered): object {
  const file = fileOf(told, told.files?.get(work.identifier));
  return {
    identifier: card.identifier,
    family: card.family,
    title: card.title,
    address: told.absolute(card.address),
    inForce: card.inForce,
    editions: card.editions.flatMap((one) => {
      const entry = work.editions.find(({ edition }) => edition === one.edition);
      return entry ? [editionValue(entry, one, file, told)] : [];
    }),
    comparisons: card.comparisons.map(({ old, new: newer, address }) => ({
      old,
      new: newer,
      address: told.absolute(address),
      data: told.formats.includes('json') ? told.absolute(comparisonDataAddress(address)) : undefined,
    })),
  };
}

/** Works whose texts are kept together: a changed text has as many of them made anew. */
const BLOCK = 32;

/** All that the texts of these works are made of, beside what is the same for all works. */
function namesOf(works: readonly Listed[], { facts, digests, files }: Registered): readonly unknown[] {
  return works.map(({ work }) => {
    const { identifier, editions } = work;
    const own = [...(files?.get(identifier) ?? [])].map(([path, { sha256 }]) => [path, sha256]);
    return [identifier, facts?.get(identifier), editions.map((entry) => digests?.get(entry.identifier)), own];
  });
}

/** Works in the form in which they stand in the list of all. */
function worksText(works: readonly Listed[], told: Registered): string {
  const texts = works.map((one) => JSON.stringify(workValue(one, told), undefined, 1).replaceAll(/^/gmu, '  '));
  return texts.join(',\n');
}

/** In pieces: it tells of every edition. `keep` gives the text that was made of the same before, or that which it makes. */
export function* register(told: Registered, keep: KeepText): Generator<string> {
  const { publication, asAt, listings, formats } = told;
  const works = listings
    .flatMap(({ listed }) => listed)
    .toSorted((a, b) => (a.work.identifier < b.work.identifier ? -1 : 1));
  const head = {
    version: 1,
    title: publication.title,
    publisher: publication.publisher,
    address: told.absolute(''),
    asAt,
    view: publication.pastDay === undefined ? undefined : true,
  };
  const common = [publication, asAt, formats];
  // The works come last, put there as the text that they are.
  yield `${JSON.stringify(head, undefined, 1).slice(0, -'\n}'.length)},\n "works": [`;
  for (let at = 0; at < works.length; at += BLOCK) {
    const own = works.slice(at, at + BLOCK);
    yield at === 0 ? '\n' : ',\n';
    yield keep(
      () => ['register', common, namesOf(own, told)],
      () => worksText(own, told),
    );
  }
  yield works.length === 0 ? ']\n}\n' : '\n ]\n}\n';
}

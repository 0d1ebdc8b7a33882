/**
 * Editions, works and the site in the words of schema.org. Types are the plainest that are true: guidance and letters are documents, not
 * laws. An author may be a person or a body, which is not recorded, so authors are left to the page.
 */
import type { Matter, Publication } from '../../model/edition.ts';
import { type EditionCard, isPublished, type Surroundings, type WorkCard } from '../../model/surroundings.ts';
import { editionTitle } from '../naming.ts';
import { TEXT_LABEL } from '../wording.ts';
import { canonical, editionDataAddress, pdfAddress } from './address.ts';
import type { JsonObject } from './metadata.ts';

type Absolute = (address: string) => string;

const wholeAddresses =
  ({ baseAddress }: Publication): Absolute =>
  (address) =>
    canonical(baseAddress, address);

const publisherData = ({ publisher }: Publication): JsonObject => ({ '@type': 'Organization', name: publisher });

const siteData = ({ title }: Publication, absolute: Absolute): JsonObject => ({
  '@type': 'WebSite',
  '@id': absolute(''),
  name: title,
});

function encodings(address: string, absolute: Absolute, formats: readonly string[]): readonly JsonObject[] {
  const file = (at: string, encodingFormat: string) => ({
    '@type': 'MediaObject',
    contentUrl: absolute(at),
    encodingFormat,
  });
  return [
    ...(formats.includes('pdf') ? [file(pdfAddress(address), 'application/pdf')] : []),
    ...(formats.includes('json') ? [file(editionDataAddress(address), 'application/json')] : []),
  ];
}

/** A page of an edition; nothing for a plain file. */
export function editionData(
  { identifier, edition, phase, address }: EditionCard,
  matter: Matter,
  around: Surroundings,
  formats: readonly string[],
): JsonObject | undefined {
  if (!isPublished(around)) return undefined;
  const { publication, work } = around;
  const absolute = wholeAddresses(publication);
  return {
    '@type': 'DigitalDocument',
    '@id': absolute(address),
    url: absolute(address),
    identifier,
    name: `${matter.title}, ${editionTitle(edition)}`,
    version: edition,
    description: matter.summary,
    inLanguage: matter.language,
    dateCreated: matter.dateCreated,
    creativeWorkStatus: phase.label,
    disambiguatingDescription: TEXT_LABEL[matter.text]?.long,
    publisher: publisherData(publication),
    isPartOf: siteData(publication, absolute),
    exampleOfWork: { '@type': 'CreativeWork', '@id': absolute(work.address), name: work.title },
    encoding: encodings(address, absolute, formats),
  };
}

/** A page that compares two editions. */
export function comparisonData(
  old: string,
  newer: string,
  { publication, work }: Surroundings,
): JsonObject | undefined {
  const sides = [old, newer].map((name) => work.editions.find(({ edition }) => edition === name));
  const absolute = wholeAddresses(publication);
  const shown = sides.flatMap((card) => (card ? [{ '@type': 'DigitalDocument', '@id': absolute(card.address) }] : []));
  return shown.length === 2
    ? { '@type': 'WebPage', about: shown, isPartOf: siteData(publication, absolute) }
    : undefined;
}

export function workData({ title, identifier, address, editions }: WorkCard, publication: Publication): JsonObject {
  const absolute = wholeAddresses(publication);
  return {
    '@type': 'CreativeWork',
    '@id': absolute(address),
    url: absolute(address),
    identifier,
    name: title,
    publisher: publisherData(publication),
    workExample: editions.map((card) => ({
      '@type': 'DigitalDocument',
      '@id': absolute(card.address),
      version: card.edition,
      creativeWorkStatus: card.phase.label,
    })),
  };
}

/** The site, with its search and its register. */
export function homeData(publication: Publication, register: string): JsonObject {
  const absolute = wholeAddresses(publication);
  const target = { '@type': 'EntryPoint', urlTemplate: `${absolute('search/')}?q={words}` };
  const search = { '@type': 'SearchAction', target, 'query-input': 'required name=words' };
  return {
    ...siteData(publication, absolute),
    url: absolute(''),
    inLanguage: publication.language,
    publisher: publisherData(publication),
    potentialAction: publication.search === false ? undefined : search,
    hasPart: {
      '@type': 'Dataset',
      name: `Register of editions: ${publication.title}`,
      description: 'Every edition of this site, with its dates, its marking, its state and the digests of its files.',
      creator: publisherData(publication),
      distribution: { '@type': 'DataDownload', contentUrl: absolute(register), encodingFormat: 'application/json' },
    },
  };
}

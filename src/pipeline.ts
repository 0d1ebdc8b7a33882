/**
 * The whole journey: content is read, checked, cleared for an audience, compared, rendered, surrounded by the site and released.
 * Data flows one way; every stage returns a value and its findings. Nothing is published while any finding is an error.
 */
import path from 'node:path';
import { type CheckResult, check } from './check/check.ts';
import { clear } from './clear/clear.ts';
import { diff } from './diff/diff.ts';
import { FAMILIES } from './families/families.ts';
import type { Host } from './host.ts';
import { dateOfEpoch, type PartialDate } from './model/date.ts';
import type { Audience, Checked, Publication, Work } from './model/edition.ts';
import { UsageFault } from './model/fault.ts';
import { compareFindings, type Finding } from './model/finding.ts';
import { comparedPairs, surroundingsOf } from './model/surroundings.ts';
import { read } from './read/read.ts';
import { type Published, type Staging, stage } from './release/release.ts';
import {
  type FormatName,
  openPress,
  type Press,
  type Rendered,
  renderComparison,
  renderEdition,
} from './render/render.ts';
import { site } from './site/site.ts';

export interface BuildRequest {
  /** The content folder. */
  readonly content: string;
  /** Where the site is to stand: an absolute path. */
  readonly out: string;
  readonly audience: Audience;
  readonly formats: readonly FormatName[];
  readonly asAt?: PartialDate | undefined;
}

export interface Built {
  readonly findings: readonly Finding[];
  /** Absent when an error kept the old site in its place. */
  readonly published?: Published | undefined;
  readonly editions: number;
  readonly comparisons: number;
}

const sorted = (findings: readonly Finding[]) => findings.toSorted(compareFindings);

export const hasError = (findings: readonly Finding[]): boolean =>
  findings.some(({ severity }) => severity === 'error');

/** Reads and checks a content folder; all findings of both stages, in order of file and place. */
export function inspect(host: Host, content: string): CheckResult {
  if (host.kind(content) !== 'folder') throw new UsageFault(`There is no content folder ${content}.`);
  const { corpus, findings: unread } = read(host, content);
  if (!corpus) return { findings: sorted(unread) };
  const { checked, findings } = check(corpus, unread);
  return { checked, findings: sorted([...unread, ...findings]) };
}

/** The date as at which states are computed: asked for, else of the source, else of the publication. Never the clock. */
export function effectiveDate(host: Host, asked: PartialDate | undefined, publication: Publication): PartialDate {
  const epoch = host.environment('SOURCE_DATE_EPOCH');
  const dated = epoch !== undefined && /^\d{1,12}$/.test(epoch) ? dateOfEpoch(Number(epoch)) : undefined;
  const date = asked ?? dated ?? publication.asAt;
  if (!date)
    throw new UsageFault('No date is known: give --as-at DATE, set SOURCE_DATE_EPOCH, or write as-at in press.yaml.');
  return date;
}

const hasPages = ({ family }: Work) => FAMILIES.some(({ name, published }) => name === family && published);

/** Renders everything about one work, each rendition as soon as it is made. */
async function* renderWork(
  checked: Checked,
  work: Work,
  asAt: PartialDate,
  request: BuildRequest,
  press: Press,
): AsyncGenerator<Rendered> {
  const around = surroundingsOf(checked, work, asAt);
  const cleared = new Map(
    work.editions.map(({ edition, identifier }) => [edition, clear(checked.load(identifier), request.audience)]),
  );
  for (const edition of cleared.values()) yield renderEdition(edition, around, press, request.formats);
  for (const pair of comparedPairs(work, asAt)) {
    const [old, newer] = pair.map(({ edition }) => cleared.get(edition));
    if (!old || !newer) throw new Error(`${work.identifier} compares an edition that it does not have`);
    yield renderComparison({ comparison: diff(old, newer), old, newer }, around, press, request.formats);
  }
}

async function fill(
  staging: Staging,
  checked: Checked,
  asAt: PartialDate,
  request: BuildRequest,
  press: Press,
): Promise<readonly Finding[]> {
  const works = checked.works.filter(hasPages);
  const findings: Finding[] = [];
  for (const work of works) {
    for await (const rendered of renderWork(checked, work, asAt, request, press)) {
      findings.push(...rendered.findings);
      rendered.renditions.forEach(staging.add);
    }
  }
  site({ ...checked, works }, asAt, press.templates).forEach(staging.add);
  return findings;
}

/** Publishes a content folder, or says why not and leaves the old site as it is. */
export async function build(host: Host, request: BuildRequest): Promise<Built> {
  const { checked, findings } = inspect(host, request.content);
  if (!checked) return { findings, editions: 0, comparisons: 0 };
  const asAt = effectiveDate(host, request.asAt, checked.publication);
  const staging = stage(host, path.resolve(request.out));
  try {
    const all = sorted([...findings, ...(await fill(staging, checked, asAt, request, openPress(host)))]);
    const works = checked.works.filter(hasPages);
    const editions = works.reduce((sum, work) => sum + work.editions.length, 0);
    const comparisons = works.reduce((sum, work) => sum + comparedPairs(work, asAt).length, 0);
    return { findings: all, editions, comparisons, published: hasError(all) ? undefined : staging.publish(asAt) };
  } finally {
    staging.close();
  }
}

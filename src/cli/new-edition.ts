/** `press new edition WORK NAME`: the next edition of a document begins with the text of the one in force. */
import path from 'node:path';
import { newEdition } from '../draft/draft.ts';
import { familyNamed } from '../families/families.ts';
import type { EditionEntry } from '../model/edition.ts';
import { isEdition } from '../model/editions.ts';
import { UsageFault } from '../model/fault.ts';
import { surroundingsIn } from '../model/surroundings.ts';
import { effectiveDate } from '../rewind/rewind.ts';
import { read } from '../read/read.ts';
import { type Options, textOption, type World } from './command.ts';
import type { Exit } from './exit.ts';
import { begin, begunContent, contentWords, soundName } from './new-file.ts';
import { editionNamed, workNamed } from './works.ts';

/** Lines of the new file that lead into the edition it was copied from, which may be meant so or not. */
function linksBack({ links, family, work, edition }: EditionEntry, shift: number): readonly string[] {
  const lines = links
    .filter(
      ({ target, url }) => target.work === `${family}/${work}` && target.edition === edition && !url.startsWith('#'),
    )
    .map(({ place }) => place.line + shift);
  if (lines.length === 0) return [];
  const where = `${lines.length === 1 ? 'Line' : 'Lines'} ${[...new Set(lines)].join(', ')}`;
  return [`${where} of it: links into the edition ${edition}. Where the new one is meant, write "#ID" alone.`];
}

export function beginEdition(world: World, [name, edition, ...rest]: readonly string[], options: Options): Exit {
  const { host } = world;
  if (name === undefined || edition === undefined || rest.length > 0)
    throw new UsageFault('Name the document and its new edition: press new edition guidance/NAME 2025');
  soundName('an edition', edition);
  const content = begunContent(host, options);
  const { corpus } = read(host, content);
  if (!corpus) throw new UsageFault(`The press.yaml of "${content}" is not finished yet: "press check" tells why.`);
  const work = workNamed(host, content, corpus, name);
  const asked = textOption(options, 'from');
  const { publication } = corpus;
  const inForce =
    publication.asAt && surroundingsIn(corpus, effectiveDate(host, undefined, publication))(work).work.inForce;
  const newest = work.editions.at(-1);
  const entry = (asked ?? inForce) ? editionNamed(work, asked ?? inForce ?? '') : newest;
  const family = familyNamed(work.family);
  if (!entry || !family || !newest) throw new Error(`${work.identifier} has no edition or no family`);
  const source = path.join(content, entry.file);
  const file = path.join(path.dirname(source), `${edition}.md`);
  if (host.kind(file) !== undefined)
    throw new UsageFault(`There is a ${work.identifier}@${edition} already; choose another name.`);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(host.read(source));
  const draft = newEdition(family, entry.file, text, entry.edition);
  if (!draft) throw new UsageFault(`The fields of ${source} can be copied when each stands on a line of its own.`);
  const isOlder = !isEdition(newest, entry) && asked === undefined;
  return begin(world, content, file, draft.text, [
    `It holds the text of ${entry.edition}, clause by clause. When that is changed: press changes ${work.identifier} ${edition} --write${contentWords(content)}`,
    ...(isOlder
      ? [`${newest.edition} is newer and not yet in force; to copy that one, add --from ${newest.edition}.`]
      : []),
    ...linksBack(entry, draft.shift),
  ]);
}

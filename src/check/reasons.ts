/** Why something is withheld: the balance of public interest on a qualified exemption, the harm on one that rests on it, and words at least on any other. */
import type { Corpus, EditionEntry } from '../model/edition.ts';
import { type Finding, finding } from '../model/finding.ts';
import type { CitedGround } from '../model/ground.ts';
import { type Answering, answering, type UsedGround } from './disclosure.ts';

/** The grounds for which passages of a kind give reasons. One that names none speaks of the only ground that needs it. */
function reasoned({ citations, groundsOf }: Answering, use: 'harm' | 'public-interest', needy: readonly UsedGround[]) {
  const passages = citations.filter((one) => one.use === use);
  const named = passages.flatMap(({ ground }) => groundsOf(ground).map(({ cited }) => cited));
  const [only, ...others] = needy;
  const unnamed = passages.some(({ ground }) => ground === undefined) && only && others.length === 0;
  return new Set(unnamed ? [...named, only.ground.cited] : named);
}

const needsBalance = ({ kind }: CitedGround) => kind === 'qualified';
const needsHarm = ({ basis }: CitedGround) => basis === 'prejudice';

/** How words may name a ground: with all its limbs, with the outer of them, or by its section alone. */
function namesOf({ cited }: CitedGround): readonly string[] {
  const [section = '', ...limbs] = cited.replace(/^s\./, '').split(/(?=\()/);
  return [section, ...limbs.map((_, index) => `${section}${limbs.slice(0, index + 1).join('')}`)];
}

export function checkReasons(entry: EditionEntry, corpus: Corpus): readonly Finding[] {
  const answer = answering(entry, corpus);
  if (!answer) return [];
  const { used } = answer;
  const lacking = (use: 'harm' | 'public-interest', needs: (ground: CitedGround) => boolean) => {
    const needy = used.filter(({ ground }) => needs(ground));
    const given = reasoned(answer, use, needy);
    return needy.filter(({ ground }) => !given.has(ground.cited));
  };
  const unbalanced = lacking('public-interest', needsBalance).map(({ ground, place }) => {
    const message = `"${ground.cited}" (${ground.title}) is a qualified exemption, and no passage weighs the public interest; write ":::public-interest{ground="${ground.cited}"}".`;
    return finding('public-interest-missing', entry.file, place, message);
  });
  const harmless = lacking('harm', needsHarm).map(({ ground, place }) => {
    const message = `"${ground.cited}" (${ground.title}) rests on prejudice, and no passage states the harm; write ":::harm{ground="${ground.cited}"}".`;
    return finding('harm-missing', entry.file, place, message);
  });
  const spoken = new Set(entry.answer?.sections);
  const explained = new Set(
    answer.citations.flatMap(({ use, ground }) =>
      use === 'harm' || use === 'public-interest' ? answer.groundsOf(ground).map(({ cited }) => cited) : [],
    ),
  );
  const silent = used.filter(({ ground }) => {
    const bare = !needsBalance(ground) && !needsHarm(ground);
    return bare && !explained.has(ground.cited) && !namesOf(ground).some((name) => spoken.has(name));
  });
  const unexplained = silent.map(({ ground, place }) => {
    const message = `No words of the answer say why ${ground.words} (${ground.title}) applies.`;
    return finding('refusal-reason', entry.file, place, message);
  });
  return [...unbalanced, ...harmless, ...unexplained];
}

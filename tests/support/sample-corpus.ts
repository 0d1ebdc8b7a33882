/**
 * A content folder that shows everything a reader can come upon: the documents of this repository, the town's papers, and a
 * document for each state, outcome, block and extreme that those lack. The base address has a path. Whoever adds a state or a
 * kind of page adds a document for it here; the tests in `tests/browser` find it by themselves.
 */
import { townCorpus } from './corpus.ts';
import { type Files, filesIn } from './folder.ts';
import { random, sentence, vocabulary } from './known-edits.ts';
import { PLAIN, pngOf } from './picture-files.ts';

export const SAMPLE_ADDRESS = 'https://town.example/papers/';

export const PRESS_YAML = `title: A town's papers
publisher: A town
base-address: ${SAMPLE_ADDRESS}
as-at: 2025-06-01
notice: Written for tests; nobody's official site.
contacts:
  - label: E-mail
    value: clerk@town.example
  - label: Post
    value: The clerk, Town Hall, 1 Long Street
`;

/** What the sample says of itself beyond that. */
const STATEMENTS = `renamed:
  guidance/trees: guidance/elms
accessibility:
  compliance: partial
  prepared: 2025-01-10
  tested: 2024-12-01
  testing: The clerk looked at ten pages.
  improvements: Descriptions of old pictures are written.
  problems:
    - what: Old drawings have short descriptions.
      reason: not-compliant
      criterion: 1.1.1 Non-text Content
      plan: They are described by the end of 2026.
    - what: Maps of 1890 are not described.
      reason: disproportionate-burden
  contact:
    email: clerk@town.example
    post: The clerk, Town Hall, 1 Long Street
    reply-within: five working days
  enforcement: great-britain
accessible-documents:
  prepared: 2025-01-10
  practice: [Each document has headings., Each table has headers.]
  contact:
    telephone: 01632 960000
`;

/** Lines of front matter with those that every document has, and the text behind them. */
const documentOf = (fields: string, body: string) => `---
classification: OFFICIAL
author: The clerk
force-organisation: The town
${/^text:/m.test(fields) ? '' : 'text: full\n'}${fields}---

${body}`;

/** A word that no hyphen divides. */
export const UNBROKEN = 'Straßenverkehrszulassungsordnungsänderungsbekanntmachung'.repeat(3);
export const LONG_TITLE = `${'On the keeping, cleaning, lighting and mending of the lanes, yards and steps of the town '.repeat(4)}(${UNBROKEN})`;
/** A title that would end a script, an attribute, a comment and a section of XML, if it were let. */
export const HOSTILE_TITLE = `Signs </script><script>alert(1)</script> "double" 'single' ]]> --> & <b>bold</b> \${x}`;

const everyBlock = documentOf(
  `title: Every kind of passage
summary: A document that has each kind of block, so that each is seen.
date-created: 2025-02
effective-from: 2025-03-01
review-date: 2027-03-01
applies-to: [England, Wales]
status-of-guidance: policy
`,
  `## Purpose {#purpose}

Words that are *emphasised*, **strong**, ~~struck~~, \`code\`, [the first principle](#first), [the care of elms](../../guidance/elms/2019.md#care),
[another site](https://example.org/a) and a footnote[^one] that another note[^two] joins. ${UNBROKEN} and
https://example.org/${'a-very-long-address/'.repeat(12)}

> What somebody said, in two paragraphs.
>
> And the second.

:::note{title="In short"}
A call-out with a title.
:::

:::note
One without.
:::

### Principles {#principles}

:::principle{#first number=1}
The first principle, in a paragraph and a list:

1. one
3. three, because numbers are the author's
   - a point inside
     1. and one more
:::

:::clause{#c-4-2 number=4.2}
A numbered paragraph with a hard\\
break in it.
:::

:::definition{#def-lane term="lane"}
A way between two walls.
:::

:::quote{from="../../guidance/elms/2019.md#neighbours"}
Neighbours are told before work begins.
:::

#### A deeper heading {#deeper}

- [ ] to do
- [x] done

##### Deeper still {#deeper-still}

\`\`\`
a line of code that is far too long to stand on the screen of a telephone, ${'and goes on '.repeat(12)}
\`\`\`

---

## Tables {#tables}

| Lane | Length | Lamps | Steps | Cleaned | Mended | Remarks |
|------|-------:|:-----:|------:|---------|--------|---------|
${['High', 'Low', 'Mill', 'Church'].map((name, at) => `| ${name} Lane | ${(at + 1) * 120} m | ${at} | ${at * 7} | every week | in 20${10 + at} | ${'kept by those who live there '.repeat(at + 1)}|`).join('\n')}

| Alone |
|-------|
| in its column |

## A picture {#picture}

![A grey square that fades to green](square.png)

Text with ![a small mark](square.png) a picture inside.

[^one]: A note that leads [to the purpose](#purpose).
[^two]: Another, which is said
    in two lines.
`,
);

const rightToLeft = documentOf(
  `title: دليل العناية بالأزقة
summary: وثيقة باللغة العربية
language: ar
date-created: 2025-01
effective-from: 2025-01-01
`,
  `## الغرض {#purpose}

هذا الدليل عن الأزقة (انظر [المبدأ الأول](#first)) وفيه رقم 10:30 وكلمة English في وسطه.

:::principle{#first number=1}
تُنظَّف الأزقة كل أسبوع، ويُكتب ما وُجد.
:::

- نقطة أولى
- نقطة ثانية

| الزقاق | الطول |
|--------|------:|
| العالي | 120 |
`,
);

const mixedDirections = documentOf(
  'title: Names of lanes in other scripts\ndate-created: 2025-01\neffective-from: 2025-01-01\n',
  `## Names {#names}

The lane is called הרחוב הראשי on old maps, and زقاق السوق (12 m) on older ones.

הרחוב הראשי נקרא כך מאז 1890.
`,
);

/** Guidance of about so many words: sections of eight numbered paragraphs, made-up words as varied as those of English prose. */
export function longGuidance(words: number, fields: string, seed = 1): string {
  const next = random(seed);
  const rare = vocabulary(random(7), 3_000);
  const say = (length: number) => sentence(next, rare, length);
  const sections = Array.from({ length: Math.ceil(words / 400) }, (_, at) => {
    const clauses = Array.from({ length: 8 }, (__, number) => {
      const label = `${at + 1}.${number + 1}`;
      return `:::clause{#c-${label.replace('.', '-')} number=${label}}\n${say(18)} ${say(20)} ${say(12)}\n:::\n`;
    });
    return `## ${say(4).slice(0, -1)} {#section-${at + 1}}\n\n${clauses.join('\n')}`;
  });
  return documentOf(fields, sections.join('\n'));
}

const ordinary = (year: number) =>
  longGuidance(1_500, `title: Ordinary guidance\ndate-created: ${year}-01\neffective-from: ${year}-02-01\n`, year);

const guidanceStates: Files = {
  'guidance/ordinary/2024.md': ordinary(2024),
  'guidance/every-block/2025.md': everyBlock,
  'guidance/every-block/square.png': pngOf({
    ...PLAIN,
    width: 1200,
    height: 600,
    pixel: (x, y) => [90, y % 256, x % 90],
  }),
  'guidance/withdrawn/2020.md': documentOf(
    'title: Withdrawn guidance\ndate-created: 2020-01\neffective-from: 2020-01-01\nwithdrawn:\n  date: 2022-05-04\n  reason: the lanes were sold\n',
    '## Purpose {#purpose}\n\nWhat stood until the lanes were sold.\n',
  ),
  'guidance/superseded-elsewhere/2018.md': documentOf(
    'title: Guidance that another body replaced\ndate-created: 2018\neffective-from: 2018\nsuperseded-on: 2021\n',
    '## Purpose {#purpose}\n\nIts successor is not held here.\n',
  ),
  'guidance/to-come/2026.md': documentOf(
    'title: Guidance to come\ndate-created: 2025-05-30\neffective-from: 2026-01-01\n',
    '## Purpose {#purpose}\n\nNothing stands before it.\n',
  ),
  'guidance/about-to-change/2020.md': documentOf(
    'title: Guidance that is about to change\ndate-created: 2020-01\neffective-from: 2020-01-01\n',
    '## Purpose {#purpose}\n\nLanes **should** be lit until ten.\n\n## Old ways {#old-ways}\n\nLamps are lit by hand.\n',
  ),
  'guidance/about-to-change/2026.md': documentOf(
    'title: Guidance that is about to change\ndate-created: 2025-05-30\neffective-from: 2026-01-01\nchanges:\n  - note: Lanes must be lit until eleven, and no longer by hand.\n    clauses: [purpose, old-ways]\n',
    '## Purpose {#purpose}\n\nLanes **must** be lit until eleven.\n',
  ),
  'guidance/illustrative/2024.md': documentOf(
    'title: Demonstration\ntext: illustrative\ntext-source: Written for tests.\ndate-created: 2024-01\neffective-from: 2024-01-01\n',
    '## Purpose {#purpose}\n\nShows what such guidance looks like.\n',
  ),
  'guidance/extract/2024.md': documentOf(
    'title: An extract\ntext: extract\ntext-source: Quoted in minutes.\ninterventions:\n  - The rest is not held.\ndate-created: 2024-01\neffective-from: 2024-01-01\n',
    '## Purpose {#purpose}\n\nOnly this is known.\n',
  ),
  'guidance/not-held/2012.md': documentOf(
    'title: Words that are not held\ntext: not-held\nclassification-as-printed: not stated\ndate-created: 2012\neffective-from: 2012\nsuperseded-on: 2016\n',
    'No copy is held. It is named in the minutes of 2013.\n',
  ),
  'guidance/long-title/2024.md': documentOf(
    `title: "${LONG_TITLE}"\nsummary: "${LONG_TITLE}"\ndate-created: 2024-01\neffective-from: 2024-01-01\n`,
    `## ${LONG_TITLE} {#purpose}\n\nA document whose title is long.\n\n:::principle{#${'very-'.repeat(14)}long number=1.2.3.4.5.6.7.8}\n${UNBROKEN}\n:::\n`,
  ),
  'guidance/hostile/2024.md': documentOf(
    `title: '${HOSTILE_TITLE.replaceAll("'", "''")}'\nsummary: '${HOSTILE_TITLE.replaceAll("'", "''")}'\ndate-created: 2024-01\neffective-from: 2024-01-01\n`,
    `## Signs \\</script> "double" ]]> {#purpose}\n\nWords with \\</script>, ]]> and --> inside.\n`,
  ),
};

const ask = (body: string, more = '') =>
  `${body}\n\n:::question{#q1 number=1}\nAre the lanes clean?\n:::\n\n:::question{#q2 number=2}\nWho sweeps them, and when?\n:::\n${more}`;

const letter = (fields: string, more = '') => documentOf(fields, ask('We ask for your views.', more));

const consultationStates: Files = {
  'consultations/lanes-to-come/2025-05-20.md': letter(`title: Views on lanes, not yet open
date-created: 2025-05-20
opens: 2025-09-01
closes: 2025-10-31
respond-by-email: lanes@town.example
`),
  'consultations/lanes-open/2025-05-01.md': letter(`title: Views on lanes, open
summary: Asks everybody who uses a lane.
date-created: 2025-05-01
reference: C/2025/1
opens: 2025-05-01
closes: 2025-07-31
to: [Those who live there, Those who pass]
from: The clerk
subject: guidance/about-to-change@2020
respond-by-email: lanes@town.example
respond-by-post: The clerk, Town Hall, 1 Long Street
respond-online: https://town.example/reply
analysed-by: The lanes committee
response-due: 2025-11-01
`),
  'consultations/lanes-closed/2025-01-10.md': letter(`title: Views on lanes, closed
date-created: 2025-01-10
opens: 2025-01-10
closes: 2025-03-31
respond-by-email: lanes@town.example
response-due: 2025-08-01
`),
  'consultations/lanes-outcome/2024-01-10.md': letter(
    `title: Views on lanes, with an outcome
date-created: 2024-01-10
opens: 2024-01-10
closes: 2024-03-31
respond-by-email: lanes@town.example
outcome-published: 2024-09-01
subject: guidance/elms@2023
`,
    '\n:::outcome{to=q1}\nMost said no. [Principle 1](../../guidance/elms/2025.md#care) now asks for inspections.\n:::\n\n:::outcome{to=q2}\nNothing changes.\n:::\n',
  ),
};

const RIGHTS = '\n::include{file="../../boilerplate/review-of-refusals/2005.md"}\n';

const reply = (outcome: string, question: string, fields: string, body: string) =>
  documentOf(
    `title: "Lanes: ${question}"
date-created: 2025-03-10
date-received: 2025-02-24
date-answered: 2025-03-10
reference: 2025/${outcome}
outcome: ${outcome}
${fields}`,
    `:::question{#q1 number=1}\n${question}?\n:::\n\n${body}${RIGHTS}`,
  );

const plainReply = (outcome: string, question: string, words: string, attributes = '') =>
  reply(outcome, question, '', `:::answer{to=q1${attributes}}\n${words}\n:::\n`);

const partly = reply(
  'disclosed-in-part',
  'Who sweeps the lanes, when, and under which plan',
  'exemptions: [s.31(1)(a), s.40(2)]\ndecision-maker: The clerk\ninternal-review: Write to the clerk\nfoi-disclosable: in-part\n',
  `::::answer{to=q1 outcome=disclosed-in-part}
Twelve sweepers in all, of whom :withheld[seventeen and a half]{ground="s.31(1)(a)"} at night, led by :withheld[Aurelia Quillfeather]{ground="s.40(2)"}.

:::withheld{ground="s.31(1)(a)" marking="OFFICIAL-SENSITIVE"}
The nightly rounds begin at the granary and end behind the tannery.
:::

| Lane | Sweeper |
|------|---------|
| Mill | :withheld[Barnaby Thistlewood]{ground="s.40(2)"} |
| Church | nobody |

:::harm{ground="s.31(1)(a)"}
Whoever knows the rounds can plan around them.
:::

:::public-interest{ground="s.31(1)(a)"}
Openness speaks for disclosure, safety against; safety weighs more.
:::

Section 40(2) applies because disclosure to the world would not be fair.
::::
`,
);

const refusal = (outcome: string, ground: string, question: string, stated: string, words: string) =>
  reply(
    outcome,
    question,
    `exemptions: ["${ground}"]\n`,
    `::::answer{to=q1 outcome=${stated} ground="${ground}"}\n${words}\n::::\n`,
  );

const WEIGHED = (ground: string, harm: boolean) =>
  `${harm ? `:::harm{ground="${ground}"}\nIt would help those who plan theft.\n:::\n\n` : ''}:::public-interest{ground="${ground}"}\nSafety weighs more than the interest in knowing.\n:::`;

const answerOutcomes: Files = {
  'foi/lanes-in-full/2025.md': plainReply(
    'disclosed-in-full',
    'How many lanes are there',
    'There are 41.',
    ' outcome=disclosed',
  ),
  'foi/lanes-in-part/2025.md': partly,
  'foi/lanes-refused/2025.md': refusal(
    'refused',
    's.31(1)(a)',
    'Where are the keys kept',
    'refused',
    `We do not say.\n\n${WEIGHED('s.31(1)(a)', true)}`,
  ),
  'foi/lanes-cost/2025.md': refusal(
    'refused-cost',
    's.12(1)',
    'Every letter on lanes since 1900',
    'refused',
    'To find them would cost more than the limit of section 12(1).',
  ),
  'foi/lanes-vexatious/2025.md': refusal(
    'refused-vexatious',
    's.14(1)',
    'The same as in forty requests before',
    'refused',
    'Section 14(1) applies: it is the forty-first request of its kind.',
  ),
  'foi/lanes-not-held/2025.md': plainReply(
    'not-held',
    'What did the lanes cost in 1066',
    'Nothing is held.',
    ' outcome=not-held',
  ),
  'foi/lanes-outside/2025.md': plainReply(
    'not-held-provided-outside-the-act',
    'Why are there lanes',
    'Nothing is held. It is said that carts were narrower.',
    ' outcome=provided-outside-the-act',
  ),
  'foi/lanes-neither/2025.md': refusal(
    'neither-confirmed-nor-denied',
    's.24(2)',
    'Is a lane watched',
    'neither-confirmed-nor-denied',
    `We neither confirm nor deny it.\n\n${WEIGHED('s.24(2)', false)}`,
  ),
  'foi/lanes-transferred/2025.md': plainReply(
    'transferred',
    'Who owns the river',
    'The harbour board answers this.',
    ' outcome=not-held',
  ),
  'foi/lanes-withdrawn/2025.md': plainReply(
    'withdrawn',
    'How wide is a lane',
    'The request was taken back.',
    ' outcome=advice-given',
  ),
};

const REVIEW_OF_REFUSALS = documentOf(
  'title: Review rights\ndate-created: 2005-01-01\n',
  ':::review-rights\n## If you are not content {#not-content}\n\nAsk the clerk for an internal review within 40 working days. Complain to the Information Commissioner after that.\n:::\n',
);

/** The whole sample, by path below the content folder. */
export function sampleCorpus(): Files {
  return {
    ...filesIn('content'),
    ...townCorpus(),
    ...guidanceStates,
    ...consultationStates,
    ...answerOutcomes,
    'boilerplate/review-of-refusals/2005.md': REVIEW_OF_REFUSALS,
    'press.yaml': PRESS_YAML + STATEMENTS,
  };
}

/** Documents that run from right to left, or have words that do. PDFs of them are refused, so they are no part of the sample. */
export function rightToLeftCorpus(): Files {
  return {
    'guidance/arabic/2025.md': rightToLeft,
    'guidance/other-scripts/2025.md': mixedDirections,
    'press.yaml': PRESS_YAML,
  };
}

/** A work with so many editions, one a month, each with a clause that differs from the one before. */
export function manyEditions(count: number): Files {
  const months = Array.from(
    { length: count },
    (_, at) => `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
  );
  return Object.fromEntries(
    months.map((month, at) => [
      `guidance/monthly/${month}.md`,
      documentOf(
        `title: Guidance that is revised each month\ndate-created: ${month}\neffective-from: ${month}-15\n${at > 0 ? 'changes:\n  - note: One lamp more.\n    clauses: [lamps]\n' : ''}`,
        `## Lamps {#lamps}\n\nLanes **must** have ${at + 2} lamps.\n\n## Steps {#steps}\n\nSteps are swept.\n`,
      ),
    ]),
  );
}

/** So many answers of some years, with outcomes in turn. */
export function manyAnswers(count: number): Files {
  const answers = Array.from({ length: count }, (_, at): readonly [string, string] => {
    const [outcome, stated] = at % 3 === 0 ? ['not-held', 'not-held'] : ['disclosed-in-full', 'disclosed'];
    const day = `${2010 + (at % 15)}-0${(at % 9) + 1}-1${at % 10}`;
    const front = `title: What lane number ${at + 1} cost\ndate-created: ${day}\ndate-answered: ${day}\nreference: "${at + 1}"\noutcome: ${outcome}\n`;
    const body = `:::question{#q1}\nWhat did lane ${at + 1} cost?\n:::\n\n:::answer{to=q1 outcome=${stated}}\nSee the book of ${2010 + (at % 15)}.\n:::\n`;
    return [`foi/lane-${at + 1}/2025.md`, documentOf(front, body + RIGHTS)];
  });
  return { ...Object.fromEntries(answers), 'boilerplate/review-of-refusals/2005.md': REVIEW_OF_REFUSALS };
}

/**
 * The accessibility statement and the policy on accessible documents, from what the body states in `press.yaml`; in the order of the
 * United Kingdom's model statement (Public Sector Bodies Accessibility Regulations 2018). What is not stated is not claimed: a page
 * without a statement says that there is none.
 */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type {
  AccessContact,
  AccessibilityStatement,
  Compliance,
  DocumentsPolicy,
  Enforcer,
  KnownProblem,
  ProblemReason,
} from '../model/accessibility.ts';
import { formatDate, type PartialDate } from '../model/date.ts';
import type { Publication } from '../model/edition.ts';
import { controlList } from '../render/html/html.ts';

export interface Statement {
  readonly address: string;
  readonly title: string;
  readonly content: readonly ElementContent[];
}

const COMPLIANCE_WORDS: Readonly<Record<Compliance, string>> = {
  full: 'This site meets the ',
  partial: 'This site meets a part of the ',
  none: 'This site does not meet the ',
};
const COMPLIANCE_END: Readonly<Record<Compliance, string>> = {
  full: ' in full.',
  partial: '; what it does not meet, and what is exempt, is listed below.',
  none: '; what it does not meet, and what is exempt, is listed below.',
};

const REASON_TITLE: Readonly<Record<ProblemReason, string>> = {
  'not-compliant': 'Not in line with the Regulations',
  'disproportionate-burden': 'Disproportionate burden',
  'out-of-scope': 'Outside the scope of the Regulations',
};

const section = (title: string, ...content: readonly (ElementContent | undefined)[]): ElementContent =>
  h('section', h('h2', title), ...content.filter((part) => part !== undefined));

const paragraph = (words: string | undefined) => (words === undefined ? undefined : h('p', words));

function problem({ what, criterion, plan }: KnownProblem): ElementContent {
  const beside = [criterion && `Success criterion ${criterion}.`, plan].filter(Boolean).join(' ');
  return h('li', beside === '' ? what : [what, ' ', h('span', { className: 'hint' }, beside)]);
}

function problems(all: readonly KnownProblem[], heading: 'h2' | 'h3'): readonly ElementContent[] {
  const reasons = Object.keys(REASON_TITLE) as readonly ProblemReason[]; // keys() forgets the literal types
  return reasons.flatMap((reason) => {
    const own = all.filter((one) => one.reason === reason);
    return own.length === 0 ? [] : [h(heading, REASON_TITLE[reason]), h('ul', own.map(problem))];
  });
}

function contactList({ email, telephone, post, replyWithin }: AccessContact): readonly ElementContent[] {
  const ways = [
    email && ['E-mail', h('a', { href: `mailto:${email}` }, email)],
    telephone && ['Telephone', telephone],
    post && ['Post', post],
    replyWithin && ['Reply within', replyWithin],
  ] as const;
  const rows = ways.flatMap((way) => (way ? [h('div', h('dt', way[0]), h('dd', way[1]))] : []));
  return [h('dl', { className: 'facts' }, rows)];
}

const COMMISSION: Readonly<Record<Enforcer, string>> = {
  'great-britain':
    'The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not content with our answer, ask the Equality Advisory and Support Service.',
  'northern-ireland':
    'The Equality Commission for Northern Ireland hears complaints about the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not content with our answer, ask that commission.',
};

/** "on 1 April 2024", "in April 2024". */
const when = (date: PartialDate) => `${date.length === 'YYYY-MM-DD'.length ? 'on' : 'in'} ${formatDate(date)}`;

function dates(prepared: PartialDate, reviewed: PartialDate | undefined): string {
  const again = reviewed === undefined ? '' : ` It was last reviewed ${when(reviewed)}.`;
  return `This statement was prepared ${when(prepared)}.${again}`;
}

function tested({ tested: on, testing }: AccessibilityStatement): string | undefined {
  const last = on === undefined ? undefined : `This site was last tested ${when(on)}.`;
  return [last, testing].filter((part) => part !== undefined).join(' ') || undefined;
}

function stated(statement: AccessibilityStatement, { publisher, title }: Publication): readonly ElementContent[] {
  const { compliance, standard, improvements, enforcement } = statement;
  const known = problems(statement.problems, 'h3');
  return [
    h('p', `This statement is about the site “${title}”. ${publisher} publishes it.`),
    section('Compliance', h('p', `${COMPLIANCE_WORDS[compliance]}${standard}${COMPLIANCE_END[compliance]}`)),
    ...(known.length > 0 ? [section('What is not accessible', ...known)] : []),
    section(
      'If you cannot use a part of this site',
      h('p', 'Tell us what you need, and in what form. Tell us too of problems that are not listed here.'),
      ...contactList(statement.contact),
    ),
    ...(enforcement ? [section('If you are not content with our answer', h('p', COMMISSION[enforcement]))] : []),
    ...(improvements ? [section('What we are doing', h('p', improvements))] : []),
    section(
      'About this statement',
      h('p', dates(statement.prepared, statement.reviewed)),
      paragraph(tested(statement)),
    ),
  ];
}

function policy({ practice, problems: all, contact, prepared, reviewed }: DocumentsPolicy): readonly ElementContent[] {
  const known = problems(all, 'h3');
  return [
    ...(practice.length > 0
      ? [
          section(
            'What we do',
            h(
              'ul',
              practice.map((line) => h('li', line)),
            ),
          ),
        ]
      : []),
    ...(known.length > 0 ? [section('Documents that are not accessible', ...known)] : []),
    section(
      'If you need a document in another form',
      h('p', 'Tell us which document, and what you need.'),
      ...contactList(contact),
    ),
    section('About this policy', h('p', dates(prepared, reviewed).replace('statement', 'policy'))),
  ];
}

function unstated(what: string, { publisher, contacts }: Publication): readonly ElementContent[] {
  const ways = controlList(contacts);
  return [h('p', `${publisher} has not published ${what} for this site.`), ...(ways ? [ways] : [])];
}

function forms(formats: readonly string[]): ElementContent {
  const beside = [formats.includes('pdf') ? 'a PDF' : '', formats.includes('json') ? 'data' : ''].filter(Boolean);
  const also = beside.length === 0 ? '' : `, and can also be had as ${beside.join(' and as ')}`;
  return h('p', `Every document of this site is a web page${also}.`);
}

/** Both pages of every site. `formats` are those that are made. */
export function statements(publication: Publication, formats: readonly string[]): readonly Statement[] {
  const { accessibility, documents } = publication;
  return [
    {
      address: 'accessibility/',
      title: 'Accessibility statement',
      content: accessibility ? stated(accessibility, publication) : unstated('an accessibility statement', publication),
    },
    {
      address: 'accessible-documents/',
      title: 'Accessible documents',
      content: [
        forms(formats),
        ...(documents ? policy(documents) : unstated('a policy on accessible documents', publication)),
      ],
    },
  ];
}

/**
 * What the text of a document may become in HTML: the elements and attributes that our own functions write, and nothing else.
 * It is the second wall: the first is that authors' raw HTML and unsafe addresses are findings before anything is rendered.
 */
import type { Options } from 'rehype-sanitize';

const TAG_NAMES =
  'a blockquote br cite code del details dfn div em figcaption figure h2 h3 h4 h5 h6 hr img li ol p pre section span ' +
  'strong summary sup table tbody td th thead tr ul';

export const ALLOWED: Options = {
  tagNames: TAG_NAMES.split(' '),
  attributes: {
    a: ['href', 'dataClause', ['role', 'doc-noteref']],
    div: [
      ['role', 'note', 'group'],
      ['tabIndex', 0],
    ],
    img: ['src', 'alt', 'width', 'height'],
    pre: [['tabIndex', 0]],
    span: [['role', 'img']],
    td: ['colSpan', 'rowSpan'],
    th: ['colSpan', 'rowSpan', ['scope', 'col', 'row']],
    '*': ['id', 'title', 'ariaLabel', ['className', /^[a-z]+(?:-[a-z]+)*$/]],
  },
  protocols: { href: ['http', 'https', 'mailto', 'tel'], src: ['data'] },
  // Ids are published addresses. No script of a page looks for anything among the globals that an id can make.
  clobber: [],
  clobberPrefix: '',
  ancestors: { tbody: ['table'], td: ['table'], th: ['table'], thead: ['table'], tr: ['table'] },
  required: {},
  strip: ['script', 'style'],
  allowComments: false,
  allowDoctypes: false,
};

/**
 * What a PDF says of itself: the same in its information dictionary and in XMP, with the declarations of PDF/UA-1. pdfkit's own
 * XMP writer escapes nothing and says no language, so its packet is replaced by this one.
 */

import { heldText } from './objects.ts';

export interface About {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly keywords: string;
  readonly language: string;
  /** Milliseconds since 1970, from the document's own dates. */
  readonly created: number;
}

export const PRODUCER = 'guidance-press with PDFKit';
export const CREATOR = 'guidance-press';

/** XML 1.0 knows no other control characters, not even escaped. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** What both the information dictionary and XMP can say. */
function sayable(text: string): string {
  return heldText(text.toWellFormed().replace(FORBIDDEN, ''));
}

function escaped(text: string): string {
  return sayable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function description(prefix: string, namespace: string, inner: string): string {
  return `<rdf:Description rdf:about="" xmlns:${prefix}="${namespace}">${inner}</rdf:Description>\n`;
}

function alternatives(text: string): string {
  return `<rdf:Alt><rdf:li xml:lang="x-default">${escaped(text)}</rdf:li></rdf:Alt>`;
}

/** PDF/A wants every property explained that it does not know itself (ISO 19005-2, 6.6.2.3). */
const EXTENSION = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
`;

/** The XMP packet's own part; pdfkit adds the declaration of PDF/A-2a. */
export function xmpOf({ title, author, subject, keywords, language, created }: About): string {
  const date = `${new Date(created).toISOString().slice(0, 19)}Z`;
  const core = [
    `<dc:format>application/pdf</dc:format><dc:title>${alternatives(title)}</dc:title>`,
    author ? `<dc:creator><rdf:Seq><rdf:li>${escaped(author)}</rdf:li></rdf:Seq></dc:creator>` : '',
    subject ? `<dc:description>${alternatives(subject)}</dc:description>` : '',
    `<dc:language><rdf:Bag><rdf:li>${escaped(language)}</rdf:li></rdf:Bag></dc:language>`,
  ];
  return [
    description(
      'xmp',
      'http://ns.adobe.com/xap/1.0/',
      `<xmp:CreateDate>${date}</xmp:CreateDate><xmp:CreatorTool>${CREATOR}</xmp:CreatorTool>`,
    ),
    description('dc', 'http://purl.org/dc/elements/1.1/', core.join('')),
    description(
      'pdf',
      'http://ns.adobe.com/pdf/1.3/',
      `<pdf:Producer>${PRODUCER}</pdf:Producer><pdf:Keywords>${escaped(keywords)}</pdf:Keywords>`,
    ),
    description('pdfuaid', 'http://www.aiim.org/pdfua/ns/id/', '<pdfuaid:part>1</pdfuaid:part>'),
    EXTENSION,
  ].join('');
}

/** The information dictionary, in pdfkit's names. */
export function infoOf({ title, author, subject, keywords, created }: About): Record<string, string | Date> {
  const info = { Title: title, Author: author, Subject: subject, Keywords: keywords };
  const filled = Object.entries(info).flatMap(([name, value]) =>
    value === '' ? [] : [[name, sayable(value)] as const],
  );
  return { ...Object.fromEntries(filled), Creator: CREATOR, Producer: PRODUCER, CreationDate: new Date(created) };
}

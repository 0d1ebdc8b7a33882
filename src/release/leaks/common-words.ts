/**
 * Words that stand in output whatever authors write: the commonest words of English, and those that the program itself prints, in
 * pages, PDFs and data alike. A test renders documents of invented words and finds every other word here. Folded as `fold` does.
 */
const LANGUAGE =
  'able about above across after again against agree agreed ahead ' +
  'also although always among another answer anyone anything appear around asked away back became because become been before began ' +
  'behind being below best better between both brought called came cannot case cause certain change child clear close come coming ' +
  'could course does doing done door down during each early either else end enough even evening ever every example fact family far ' +
  'feel felt find first five follow following form found four free friend from full further gave general give given goes going ' +
  'good great group half hand hard have having head hear heard held help here herself high him himself hold home hour house however ' +
  'hundred idea important inside instead into issue itself january february march april june july august september october november ' +
  'december monday tuesday wednesday thursday friday saturday sunday just keep kept kind knew know known large last late later least ' +
  'leave left less letter life like likely line little live local long look made main make making many matter maybe mean means ' +
  'meeting member might mind mine minute miss money month more morning most move much must myself name near nearly need never next ' +
  'night nine none nothing number often once only open order other others ought ours over page paid part parts past people perhaps ' +
  'person place plan play please point possible present probably problem public quite rather reach read real really reason right ' +
  'room said same save saying school second seem seemed seen send sent service seven several shall she short should show side since ' +
  'small some someone something soon sort speak staff stand start state still stop such sure take taken tell text than thank that ' +
  'their theirs them themselves then there therefore these they thing think this those though thought thousand three through time ' +
  'times today together told took toward towards true turn twelve twenty under until unless upon used using usual various very ' +
  'wait want wants ward week well went were what whatever when where whether which while white whole whom whose will with within ' +
  'without woman word words work working world would write written year years yes yesterday yet you young your yours ' +
  'advice agency authority board body chief committee council court department director duty England force government guidance ' +
  'head information inspector law legal manager medical ministry national officer officers office police policy report safety sergeant';

const PROGRAM =
  'accessibility action actor added address adobe aiim analysed answered answers application asat assets audience author ' +
  'base baseaddress begin beside block breadcrumb changed changes charset classification clause clauses closed closes compare ' +
  'compared comparison consultations content contents control coordination copied corrections created current data date dates ' +
  'decision default definition delete deleted demonstration description destinations device disclosable disclosed ' +
  'disclosure document edition editions editorial editors effect elements ended enforcement entries evidence extension ' +
  'extract facts fate fates files folded followed footnote footnotes freedom grounds harm heading holds html http ' +
  'https identifier identity illustrative inforce index indicates initial inline insert inserted integer interest ' +
  'internal interventions item json kinds label lang language latest ledger letters link list maker manifest margin ' +
  'marking mediatype merged meta minor moved negation newest note noteref notes notice null obligation official ' +
  'organisation outcome paragraph paragraphs parsetype passage passages path pdfa pdfaextension pdfaid ' +
  'pdfaproperty pdfaschema pdfkit pdfua pdfuaid permanent personal phases post presenting press previous ' +
  'principle principles property published publisher punctuation purl question questions quotation quoted quotes ' +
  'reading received recorded reference referrer refused release removed reordered reply request resource review reviewed ' +
  'reworded scale schema secret section sections security self sensitive shown sides size skip source sources ' +
  'split srgb standard stands states status struck style submissions summary superseded syntax table test ' +
  'timeline title unchanged underlined universal value version view viewport views width withdrawn withheld ' +
  'wording xmlns xpacket';

/** Of the titles of exemptions, and of the schedule of what is withheld. */
const GROUNDS =
  'absolute accessible affairs applicant appropriate audit bodies certificates commercial commissioner compliance considered conduct confidence cost defence ' +
  'dealing economy effective environmental exceeds exemption exemptions formulation functions future ground health honours intended interests ' +
  'international investigations kingdom law limit matters means national opening operational parliamentary policy ' +
  'prejudice privilege proceedings professional prohibitions provided publication publicinterest qualified relating relations repeated ' +
  'requests required research schedule sensitivity sovereign supplementary supplied united vexatious withheld';

export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `${LANGUAGE} ${PROGRAM} ${GROUNDS}`.toLowerCase().split(/\s+/),
);

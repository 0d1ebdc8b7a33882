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
  'accessibility action actor added address addresses adobe agent aiim alternate analysed anchors answered answers ' +
  'application article asat assets atom audience author base baseaddress begin beside block breadcrumb ' +
  'breadcrumblist bytes category changed changes characters charset cite classification clause clauses closed ' +
  'closes compare compared comparison comparisons connect consultation consultations content contents contenturl ' +
  'context control coordination copied corrections count created creativework creativeworkstatus creator current ' +
  'data datadownload dataset date datecreated dated dates decision default definition delete deleted demonstration ' +
  'description destinations device digest digests digitaldocument disallow disclosable disclosed disclosure ' +
  'distribution document documents edition editions editorial editors effect element elements encoding ' +
  'encodingformat ended enforcement entries entry entrypoint eval evidence exampleofwork excerpts extension ' +
  'extract facts false fate fates feed filed files filter filters folded followed footnote footnotes fragment ' +
  'freedom generator grounds harm hash haspart heading hint holds href html http https identifier identity ' +
  'illustrative include index indicates inforce initial inlanguage inline input insert inserted integer interest ' +
  'internal interventions ispartof item itemlistelement javascript json kinds label lang language languages latest ' +
  'lead leading leads ledger lengths letters link list listitem lists load locale location looked maker manifest ' +
  'margin marked marking marks mediaobject mediatype merged meta minor moved narrow needs negation newest noindex ' +
  'note noteref notes notice null obligation occur octet official opened organisation organization outcome pages ' +
  'paragraph paragraphs parsetype passage passages path pdfa pdfaextension pdfaid pdfaproperty pdfaschema pdfkit ' +
  'pdfua pdfuaid permanent personal phases phrases pick plain position post potentialaction presenting press previous ' +
  'principle principles property published publisher punctuation purl query question questions quotation quoted ' +
  'quotes reader reading received recorded reference referrer refused register related release removed renditions ' +
  'reordered reply request resource results review reviewed reworded robots runs scale schema schemas script ' +
  'search searchaction searching secret section sections security self sensitive shown sides site sitemap sitemaps ' +
  'size skip source sources split srgb standard standings stands statement states status stem stood stream struck ' +
  'style submissions subtitle summary superseded switched syntax table target term test texts timeline title type ' +
  'unchanged underlined universal unsafe updated urltemplate user value version view viewport views ways webpage ' +
  'website widen width withdrawn withheld wording workexample works xmlns xpacket years';

/** Of the titles of exemptions, and of the schedule of what is withheld. */
const GROUNDS =
  'absolute accessible affairs applicant appropriate audit bodies certificates commercial commissioner compliance considered conduct confidence cost defence ' +
  'dealing economy effective environmental exceeds exemption exemptions formulation functions future ground health honours intended interests ' +
  'international investigations kingdom law limit matters means national opening operational parliamentary policy ' +
  'prejudice privilege proceedings professional prohibitions provided publication publicinterest qualified relating relations repeated ' +
  'requests required research schedule sensitivity sovereign supplementary supplied united vexatious withheld';

/** Of the page that checks files and passages. */
const CHECKING =
  'anew anywhere belongs browser certainty check checking choose command converted copy correction difference drop ' +
  'earlier elsewhere fetches file forgotten genuine github keeps looks manner minisig minisign paste pictures printed ' +
  'pick prints proves remembered saved shows signature signed somebody tells tools trust verify whoever';

/** Of views of the past. */
const PAST = 'beginning corrected counts gives layout links role';

export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `${LANGUAGE} ${PROGRAM} ${GROUNDS} ${CHECKING} ${PAST}`.toLowerCase().split(/\s+/),
);

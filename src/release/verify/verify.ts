/** Whether a release, a file or a passage is genuine: off-line, from the release and a public key. What other folders see of it. */
export { entriesIn, folderProblems } from './folder.ts';
export { type FileVerdict, verifyFile } from './file.ts';
export { isProblem, openSealed, type Problem, type Sealed } from './sealed.ts';
export { rollbackProblem } from './seen.ts';
export { keysOfList, type Trust } from './trust.ts';
export { about, lineText, refused, releaseName, signedBy, tellFile, tellWords, type Told } from './telling.ts';
export { type Found, type Nearest, verifyWords, type WordsVerdict } from './words.ts';
export { addKey, changeKey, formatKeyList, KEY_LIST_COMMENT, parseKeyList } from './key-list.ts';
export type { TrustedKey } from './key-problem.ts';

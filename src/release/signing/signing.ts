/** Keys and signatures: what other folders see of them. */
export {
  type AskPassword,
  KEY_VARIABLE,
  type KeyFiles,
  makeKey,
  openKey,
  openPublicKey,
  PASSWORD_VARIABLE,
  PUBLIC_VARIABLE,
} from './open-key.ts';
export {
  type Parsed,
  parsePublicKey,
  parseSignature,
  privateKeyOf,
  type PublicKey,
  signatureProblem,
  signFile,
} from './minisign.ts';
export type { SecretKey } from './secret-key.ts';

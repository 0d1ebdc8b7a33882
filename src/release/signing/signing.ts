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
export { answered, digestOf, privateKeyOf, signatureProblem, signFile } from './ed25519.ts';
export {
  askSignature,
  type Claim,
  formatPublicKey,
  type Parsed,
  parsePublicKey,
  parseSignature,
  type PublicKey,
} from './minisign.ts';
export type { SecretKey } from './secret-key.ts';

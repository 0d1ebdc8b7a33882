/** Texts for authors to go on from: a new document or publication, a new edition of an old one, change notes. Nothing is written here. */
export { draftNotes } from './changes.ts';
export { type EditionDraft, newEdition } from './edition.ts';
export { type EditorSetting, editorFiles, modeline, schemaFiles, schemaPath, type TextFiles } from './editor.ts';
export { notesText, withNotes } from './notes.ts';
export { publicationFields, publicationScaffold, scaffold, type Values } from './scaffold.ts';

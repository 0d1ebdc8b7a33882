/** The package gives the path of the checker's program, as a String object. */
declare module 'vnu-jar' {
  const file: object;
  export default file;
}

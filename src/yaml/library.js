/*
 * The one file that imports the `yaml` library. Its package exports only the Node build, which reads an environment
 * variable for every token; the browser build is the same code without that, so it is imported by its path. Node, tests
 * and the bundler all run this file; `library.d.ts` beside it gives it the library's own types. Lexer and parser are
 * copies with plain calls, see `generated`.
 */
// biome-ignore lint/performance/noBarrelFile: this is where the library comes in
export { Composer } from '../../node_modules/yaml/browser/dist/compose/composer.js';
export { isAlias, isMap, isScalar, isSeq } from '../../node_modules/yaml/browser/dist/nodes/identity.js';
export { BOM, DOCUMENT, FLOW_END, SCALAR, tokenType } from '../../node_modules/yaml/browser/dist/parse/cst.js';

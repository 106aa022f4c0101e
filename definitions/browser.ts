/** What the portal's preview carries into a browser: evaluate and explain, without schemas and without comparison. */
export { evaluate, judge } from './evaluate.ts';
export { narrate, reasons } from './sentences.ts';

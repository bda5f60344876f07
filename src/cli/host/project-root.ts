import path from 'node:path';

/** The project's folder: the one that holds package.json. */
export const PROJECT_ROOT = path.resolve(import.meta.dirname, '../../..');

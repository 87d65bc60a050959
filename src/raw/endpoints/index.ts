export * from './administration.js';
export * from './applicants.js';
export * from './details.js';
export * from './files.js';
export * from './jobs.js';
export * from './services.js';
export * from './sub-records.js';

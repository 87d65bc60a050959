import * as administration from './administration.js';
import * as applicants from './applicants.js';
import * as details from './details.js';
import * as files from './files.js';
import * as jobs from './jobs.js';
import * as services from './services.js';
import * as subRecords from './sub-records.js';

/** Every endpoint by its name, for tools and tables. A bundle that uses it has all of them. */
export const rawEndpoints = /* @__PURE__ */ allEndpoints();

function allEndpoints() {
  return { ...applicants, ...files, ...subRecords, ...details, ...jobs, ...administration, ...services };
}

// What is measured is the build that would be published, not its sources: a loader changes those.
import { buildPackage, distFile } from './build.js';

await buildPackage();

export const { ERecruiter }: typeof import('../src/index.js') = await import(distFile('index'));
export const { createMapperContext, toApplication, toCandidate, toJob }: typeof import('../src/mappers/index.js') =
  await import(distFile('mappers/index'));
export const {
  applicantView,
  applicationView,
  jobView,
  matches,
  questionnaireView,
}: typeof import('../src/schemas/index.js') = await import(distFile('schemas/index'));
export const { createSandbox }: typeof import('../src/sandbox/index.js') = await import(distFile('sandbox/index'));

import { endpoints } from '../api/endpoints.js';
import { parseInput } from '../core/parse-input.js';
import type { Services } from '../core/services.js';
import { decodeId, type MapperContext, toJobScreeningQuestions, toScreeningQuestions } from '../mappers/index.js';
import { hash32 } from '../mappers/values/hash.js';
import type { JobScreeningQuestion, ScreeningQuestion } from '../models/screening-question.js';
import type { CallOptions } from '../options.js';
import type { RawJobView, RawMandatorView, RawQuestionnaire } from '../schemas/index.js';
import { isBefore, withPlaces } from './cursor.js';
import { hasWantedId } from './filters.js';
import { jobsWithQuestions } from './job.js';
import { createModelListing, type Listing, type ListingStep } from './listing.js';
import { type ListQuery, querySchemas } from './query.js';

/** Lists each question once, however many jobs ask it. */
export function listScreeningQuestions(
  services: Services,
  query: ListQuery,
  options: CallOptions,
): Listing<ScreeningQuestion> {
  return listQuestions('screening questions', services, query, options, (_, questionnaire, context, catalogue) =>
    toScreeningQuestions(questionnaire, context, catalogue),
  );
}

/** Lists which job asks which question, in which place, and whether an answer is required. */
export function listJobScreeningQuestions(
  services: Services,
  query: ListQuery,
  options: CallOptions,
): Listing<JobScreeningQuestion> {
  return listQuestions('job screening questions', services, query, options, (jobId, questionnaire, context) =>
    toJobScreeningQuestions(jobId, questionnaire, context),
  );
}

function listQuestions<T extends { readonly id: string; readonly remote_id?: string | null }>(
  model: string,
  services: Services,
  query: ListQuery,
  options: CallOptions,
  toQuestions: (
    jobId: number,
    questionnaire: RawQuestionnaire,
    context: MapperContext,
    catalogue: RawMandatorView,
  ) => readonly T[],
): Listing<T> {
  const checked = parseInput(querySchemas.list, query);
  const isWanted = hasWantedId<T>(checked);
  return createModelListing(model, services, checked, options, async function* (reader, after, signal) {
    const context = await reader.context(endpoints.questionnaireByJob);
    const catalogue = await reader.mandator();
    const seen = new Set<string>();
    const [fromJob = 0, ...last] = after ?? [];
    const hasQuestions = (job: RawJobView): boolean => job.HasQuestionnaire === true;
    for await (const { job, questionnaire } of jobsWithQuestions(reader, undefined, fromJob, signal, hasQuestions)) {
      if (questionnaire !== undefined)
        yield* newQuestions(job.Id, toQuestions(job.Id, questionnaire, context, catalogue));
    }

    function* newQuestions(jobId: number, questions: readonly T[]): Generator<ListingStep<T>> {
      // By item numbers: positions shift if a questionnaire is edited between two runs.
      const numberOf = ({ id }: T): number => decodeId(id, services.ids)?.numbers[2] ?? hash32(id);
      for (const { record, place } of withPlaces(questions, numberOf)) {
        if (seen.has(record.id) || (jobId === fromJob && !isBefore(last, place))) continue;
        seen.add(record.id);
        if (isWanted(record)) yield { record, position: [jobId, ...place] };
      }
    }
  });
}

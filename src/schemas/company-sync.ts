import * as z from 'zod/mini';
import { code, list, maybe, text } from './tolerant.js';

/** A message about one record of a company synchronization. */
export const syncMessageSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Text: text,
    Severity: code,
  }))();
/** The data of {@link syncMessageSchema}. */
export type RawSyncMessage = z.infer<typeof syncMessageSchema>;

/** What happened to one record of a company synchronization, and to the records inside it. */
export interface RawSyncResult {
  [key: string]: unknown;
  Identifier?: string | null | undefined;
  Type?: string | null | undefined;
  Messages?: (RawSyncMessage | null | undefined)[] | null | undefined;
  NestedResults?: (RawSyncResult | null | undefined)[] | null | undefined;
}
/** What happened to one record of a company synchronization, and to the records inside it. */
export const syncResultSchema: z.ZodMiniType<RawSyncResult> = /* @__PURE__ */ z.lazy(() =>
  z.looseObject({
    Identifier: text,
    Type: text,
    Messages: list(syncMessageSchema),
    NestedResults: list(syncResultSchema),
  }),
);

/** The answer to a company synchronization; `Status` is a sum of flags. */
export const companySyncSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Status: code,
    Result: maybe(syncResultSchema),
  }))();
/** The data of {@link companySyncSchema}. */
export type RawCompanySync = z.infer<typeof companySyncSchema>;

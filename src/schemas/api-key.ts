import * as z from 'zod/mini';
import { API_KEY_PROPERTIES } from './body-properties.js';
import { propertyShape } from './property-shape.js';
import { flag, id, numeric, text } from './tolerant.js';

/** An API key. `Key` is the secret itself: do not log it. */
export const apiKeySchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Id: id,
    Name: text,
    Key: text,
    MandatorId: numeric,
    IsEnabled: flag,
    AccessLevels: propertyShape(API_KEY_PROPERTIES).AccessLevels,
  }))();
/** The data of {@link apiKeySchema}. */
export type RawApiKey = z.infer<typeof apiKeySchema>;

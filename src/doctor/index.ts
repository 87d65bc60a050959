/**
 * A first look at an eRecruiter installation: what can be reached, what a key may do, how answers differ from the
 * documentation, and which options fit.
 *
 * @module erecruiter-kombo/doctor
 */
export { diagnose } from './diagnose.js';
export { diagnoseWrites } from './diagnose-writes.js';
export { reportAsHtml } from './report-html.js';
export { reportAsText, type TextReportOptions } from './report-text.js';
export type {
  Chapter,
  ChapterId,
  Diagnosis,
  Finding,
  RecommendedOptions,
  ServerProfile,
  ShapeSummary,
  Verdict,
} from './diagnosis.js';
export type { DiagnoseOptions, DoctorProgress } from './options.js';
export type { WriteCheck, WritePlan } from './write-options.js';

import type { BodySpec } from '../data/body-types.js';
import { DAY_MS, NO_DATE, type SandboxClock } from '../data/clock.js';
import type { Json, JsonObject } from '../data/json.js';
import { jsonAnswer, unauthorized, type RequestRefusal, type ServerAnswer } from '../server/answers.js';
import type { RouteHandler, SandboxServer } from '../server/call.js';
import { BODY_TURNS, turnBody } from './body-turns.js';
import { FORMS, NO_DATE_MS } from './forms.js';
import { DIALECT, turnsOf, type TurnTable } from './knobs.js';
import { READ_TURNS } from './read-turns.js';
import { ERROR_BODIES, LEVEL_REFUSALS } from './refusals.js';
import { answerTypeOf, writeAnswer } from './shapes.js';
import { DRESSES, GATES, type GateView } from './wire-turns.js';
import { WRITE_TURNS } from './write-turns.js';

/** How a server differs from the default one, for each part of the way of a request. */
export interface ServerDialect {
  /** Whether http is answered, too. */
  readonly isHttpToo: boolean;
  /** Reads dates of bodies: what the server writes, it takes back as the same date. */
  readonly inbound: SandboxClock;
  /** Returns what stands between a request and the server. */
  pass(view: GateView): ServerAnswer | 'dropped' | number | undefined;
  /** Returns the handler of a route, such as `GET Users`. */
  handlerOf(route: string, run: RouteHandler): RouteHandler;
  /** Returns a body as it is stored; undefined if it is dropped. */
  bodyOf(value: Json, sent: Json, spec: BodySpec, stored: Readonly<JsonObject> | undefined): Json | undefined;
  /** Returns the answer for a key without the access level. */
  levelRefusal(): RequestRefusal;
  /** Writes the answer of a route. */
  answer(method: string, template: string, value: Json): ServerAnswer;
  /** Writes a refusal. */
  refuse(refusal: RequestRefusal): ServerAnswer;
  /** Writes the bytes of an answer. */
  dress(answer: ServerAnswer): ServerAnswer;
}

const WRITE_ANSWERS: TurnTable<(answer: ServerAnswer, isNew: boolean) => ServerAnswer> = {
  writeAnswers: {
    created: (answer) => ({ ...answer, status: 201 }),
    '204': (answer, isNew) => (isNew ? answer : { status: 204, text: '' }),
    null: (answer, isNew) => (isNew ? answer : jsonAnswer(200, null)),
  },
};

/** Writes whose answer has a number that no other answer has. */
const NUMBERING = ['Token', 'Applicant', 'Application'];

/** A clock that converts UTC to wall time and reads `/Date(ms)/`. */
function takingBack(clock: SandboxClock): SandboxClock {
  return {
    ...clock,
    wallTime(text) {
      const digits = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(text)?.[1];
      if (digits === undefined && !/z$/i.test(text)) return clock.wallTime(text);
      const ms = digits === undefined ? clock.instantOf(text) : Number(digits);
      return ms === undefined ? undefined : ms < NO_DATE_MS + DAY_MS ? NO_DATE : clock.databaseDate(ms);
    },
  };
}

/** Creates the dialect of a server; each has counters of its own. */
export function createServerDialect(server: SandboxServer, dialect: Readonly<Record<string, string>>): ServerDialect {
  const gates = turnsOf(GATES, dialect).map((create) => create());
  const routes = [...turnsOf(READ_TURNS, dialect), ...turnsOf(WRITE_TURNS, dialect)];
  const bodies = turnsOf(BODY_TURNS, dialect);
  const forms = turnsOf(FORMS, dialect).map((create) => create(server.clock));
  const dresses = turnsOf(DRESSES, dialect);
  const [errorBody] = turnsOf(ERROR_BODIES, dialect);
  const [levelRefusal = unauthorized] = turnsOf(LEVEL_REFUSALS, dialect);
  const [writeForm] = turnsOf(WRITE_ANSWERS, dialect);

  return {
    isHttpToo: dialect['address'] !== DIALECT.address[0],
    inbound: dialect['dates'] === DIALECT.dates[0] ? server.clock : takingBack(server.clock),
    pass(view) {
      for (const gate of gates) {
        const stop = gate(view);
        if (stop !== undefined) return stop;
      }
      return undefined;
    },
    handlerOf: (route, run) =>
      routes.reduce((inner, turns) => {
        const turn = turns[route];
        return turn === undefined ? inner : turn(inner);
      }, run),
    bodyOf: (value, sent, spec, stored) =>
      bodies.length === 0 ? value : turnBody(value, sent, bodies, spec, server, stored),
    levelRefusal,
    answer(method, template, value) {
      const type = answerTypeOf(template);
      const answer = jsonAnswer(
        200,
        forms.reduce((written, form) => writeAnswer(written, type, form), value),
      );
      const isWrite = method !== 'GET' && template !== 'Token';
      return isWrite && writeForm !== undefined ? writeForm(answer, NUMBERING.includes(template)) : answer;
    },
    refuse: (refusal) =>
      errorBody === undefined || refusal.status < 400
        ? refusal.toAnswer(server.settings.errorDetail)
        : errorBody(refusal),
    dress: (answer) => dresses.reduce((left, dress) => dress(left), answer),
  };
}

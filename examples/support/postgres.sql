-- A copy of eRecruiter in PostgreSQL. The order of the changes satisfies the keys.

CREATE TABLE IF NOT EXISTS jobs (
  id                 text PRIMARY KEY,
  remote_id          text,
  name               text,
  description        text,
  employment_type    text,
  status             text,
  category           text,
  post_url           text,
  experience_level   text,
  remote_work_status text,
  salary_amount      numeric,
  salary_amount_from numeric,
  salary_amount_to   numeric,
  salary_currency    text,
  salary_period      text,
  location           jsonb,
  custom_fields      jsonb,
  integration_fields jsonb,
  job_postings       jsonb,
  hiring_team        jsonb,
  opened_at          timestamptz,
  closed_at          timestamptz,
  remote_created_at  timestamptz,
  remote_updated_at  timestamptz,
  remote_deleted_at  timestamptz,
  changed_at         timestamptz NOT NULL
);

CREATE TABLE IF NOT EXISTS candidates (
  id                 text PRIMARY KEY,
  remote_id          text,
  first_name         text,
  last_name          text,
  source             text,
  phone_numbers      jsonb,
  email_addresses    jsonb,
  social_media       jsonb,
  location           jsonb,
  custom_fields      jsonb,
  integration_fields jsonb,
  tags               jsonb,
  remote_created_at  timestamptz,
  remote_updated_at  timestamptz,
  remote_deleted_at  timestamptz,
  changed_at         timestamptz NOT NULL
);

CREATE TABLE IF NOT EXISTS application_stages (
  id         text PRIMARY KEY,
  remote_id  text,
  name       text,
  changed_at timestamptz NOT NULL
);

CREATE TABLE IF NOT EXISTS applications (
  id                 text PRIMARY KEY,
  remote_id          text,
  candidate_id       text NOT NULL REFERENCES candidates (id),
  job_id             text NOT NULL REFERENCES jobs (id),
  current_stage_id   text REFERENCES application_stages (id),
  outcome            text CHECK (outcome IN ('PENDING', 'HIRED', 'DECLINED')),
  rejected_at        timestamptz,
  custom_fields      jsonb,
  integration_fields jsonb,
  remote_updated_at  timestamptz,
  changed_at         timestamptz NOT NULL
);

CREATE TABLE IF NOT EXISTS screening_questions (
  id          text PRIMARY KEY,
  remote_id   text,
  title       text,
  description text,
  format      jsonb,
  changed_at  timestamptz NOT NULL
);

CREATE TABLE IF NOT EXISTS job_screening_questions (
  id          text PRIMARY KEY,
  job_id      text NOT NULL REFERENCES jobs (id),
  question_id text NOT NULL REFERENCES screening_questions (id),
  "index"     integer,
  required    boolean,
  changed_at  timestamptz NOT NULL
);

CREATE INDEX IF NOT EXISTS applications_candidate ON applications (candidate_id);
CREATE INDEX IF NOT EXISTS applications_job ON applications (job_id);
CREATE INDEX IF NOT EXISTS applications_stage ON applications (current_stage_id);
CREATE INDEX IF NOT EXISTS job_screening_questions_job ON job_screening_questions (job_id);
CREATE INDEX IF NOT EXISTS job_screening_questions_question ON job_screening_questions (question_id);

CREATE TABLE IF NOT EXISTS sync_state (
  id    text PRIMARY KEY,
  entry json NOT NULL -- not jsonb, which rejects some names of jobs
);

CREATE TABLE IF NOT EXISTS sync_format (
  version integer PRIMARY KEY -- SYNC_STATE_VERSION of what is in sync_state, no row for a state of 0.1.0
);

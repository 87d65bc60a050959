-- The same in SQLite 3.37 or newer. SQLite checks foreign keys only on connections that ask for it.
PRAGMA foreign_keys = ON;

CREATE TABLE IF NOT EXISTS jobs (
  id                 TEXT PRIMARY KEY NOT NULL,
  remote_id          TEXT,
  name               TEXT,
  description        TEXT,
  employment_type    TEXT,
  status             TEXT,
  category           TEXT,
  post_url           TEXT,
  experience_level   TEXT,
  remote_work_status TEXT,
  salary_amount      REAL,
  salary_amount_from REAL,
  salary_amount_to   REAL,
  salary_currency    TEXT,
  salary_period      TEXT,
  location           TEXT CHECK (json_valid(location)),
  custom_fields      TEXT CHECK (json_valid(custom_fields)),
  integration_fields TEXT CHECK (json_valid(integration_fields)),
  job_postings       TEXT CHECK (json_valid(job_postings)),
  hiring_team        TEXT CHECK (json_valid(hiring_team)),
  opened_at          TEXT,
  closed_at          TEXT,
  remote_created_at  TEXT,
  remote_updated_at  TEXT,
  remote_deleted_at  TEXT,
  changed_at         TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS candidates (
  id                 TEXT PRIMARY KEY NOT NULL,
  remote_id          TEXT,
  first_name         TEXT,
  last_name          TEXT,
  source             TEXT,
  phone_numbers      TEXT CHECK (json_valid(phone_numbers)),
  email_addresses    TEXT CHECK (json_valid(email_addresses)),
  social_media       TEXT CHECK (json_valid(social_media)),
  location           TEXT CHECK (json_valid(location)),
  custom_fields      TEXT CHECK (json_valid(custom_fields)),
  integration_fields TEXT CHECK (json_valid(integration_fields)),
  tags               TEXT CHECK (json_valid(tags)),
  remote_created_at  TEXT,
  remote_updated_at  TEXT,
  remote_deleted_at  TEXT,
  changed_at         TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS application_stages (
  id         TEXT PRIMARY KEY NOT NULL,
  remote_id  TEXT,
  name       TEXT,
  changed_at TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS applications (
  id                 TEXT PRIMARY KEY NOT NULL,
  remote_id          TEXT,
  candidate_id       TEXT NOT NULL REFERENCES candidates (id),
  job_id             TEXT NOT NULL REFERENCES jobs (id),
  current_stage_id   TEXT REFERENCES application_stages (id),
  outcome            TEXT CHECK (outcome IN ('PENDING', 'HIRED', 'DECLINED')),
  rejected_at        TEXT,
  custom_fields      TEXT CHECK (json_valid(custom_fields)),
  integration_fields TEXT CHECK (json_valid(integration_fields)),
  remote_updated_at  TEXT,
  changed_at         TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS screening_questions (
  id          TEXT PRIMARY KEY NOT NULL,
  remote_id   TEXT,
  title       TEXT,
  description TEXT,
  format      TEXT CHECK (json_valid(format)),
  changed_at  TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS job_screening_questions (
  id          TEXT PRIMARY KEY NOT NULL,
  job_id      TEXT NOT NULL REFERENCES jobs (id),
  question_id TEXT NOT NULL REFERENCES screening_questions (id),
  "index"     INTEGER,
  required    INTEGER CHECK (required IN (0, 1)),
  changed_at  TEXT NOT NULL
) STRICT;

CREATE INDEX IF NOT EXISTS applications_candidate ON applications (candidate_id);
CREATE INDEX IF NOT EXISTS applications_job ON applications (job_id);
CREATE INDEX IF NOT EXISTS applications_stage ON applications (current_stage_id);
CREATE INDEX IF NOT EXISTS job_screening_questions_job ON job_screening_questions (job_id);
CREATE INDEX IF NOT EXISTS job_screening_questions_question ON job_screening_questions (question_id);

CREATE TABLE IF NOT EXISTS sync_state (
  id    TEXT PRIMARY KEY NOT NULL,
  entry TEXT NOT NULL CHECK (json_valid(entry))
) STRICT;

CREATE TABLE IF NOT EXISTS sync_format (
  version INTEGER PRIMARY KEY NOT NULL
) STRICT;

#include "kiosk/share/engine_tables.hpp"

namespace entre {

namespace {

// The table of entries is not partitioned: a private server has one seminar, on a municipality's a purge deletes some tens of
// thousands of rows once, and what stays in the files until they are reused is sealed. Partitions would need DDL in functions.
constexpr std::string_view tables = R"SQL(
SELECT pg_advisory_xact_lock(7305614); -- two administrators at once
DO $$
DECLARE newer int;
BEGIN
  IF to_regclass('entre.schema_number') IS NOT NULL THEN
    EXECUTE 'SELECT max(number) FROM entre.schema_number WHERE number > 2' INTO newer;
    IF newer IS NOT NULL THEN
      RAISE EXCEPTION 'schema entre is of a newer program: number %', newer USING ERRCODE = 'EN007';
    END IF;
  END IF;
  IF to_regrole('entre_kiosk') IS NULL THEN CREATE ROLE entre_kiosk NOLOGIN; END IF;
  IF to_regrole('entre_invited') IS NULL THEN CREATE ROLE entre_invited NOLOGIN; END IF;
END $$;

CREATE SCHEMA IF NOT EXISTS entre;

CREATE TABLE IF NOT EXISTS entre.schema_number (number int PRIMARY KEY);
INSERT INTO entre.schema_number VALUES (2) ON CONFLICT DO NOTHING;

CREATE TABLE IF NOT EXISTS entre.seminar (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  uuid uuid NOT NULL UNIQUE,
  list_version bigint NOT NULL DEFAULT 0,
  min_wire int NOT NULL DEFAULT 1,
  purged_at timestamptz, -- the row stays, so that a kiosk that comes back later purges, too
  purged_by int
);

-- Which role belongs to which seminar. Two kiosks have the same role after a seminar's folder was copied to another computer.
CREATE TABLE IF NOT EXISTS entre.login (
  role name PRIMARY KEY,
  seminar int NOT NULL REFERENCES entre.seminar,
  revoked_at timestamptz
);

CREATE TABLE IF NOT EXISTS entre.kiosk (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  seminar int NOT NULL REFERENCES entre.seminar,
  uuid uuid NOT NULL,
  name text NOT NULL,
  wanted_name text NOT NULL,
  login name NOT NULL REFERENCES entre.login,
  program text NOT NULL,
  last_number bigint NOT NULL DEFAULT 0,
  health jsonb NOT NULL DEFAULT '{}',
  set_aside_after bigint,
  purged_at timestamptz,
  marks bigint,
  traces bigint,
  UNIQUE (seminar, uuid),
  UNIQUE (seminar, name)
);

-- Unlogged: written every two seconds by every kiosk; empty after a crash, until they are heard again.
CREATE UNLOGGED TABLE IF NOT EXISTS entre.seen (
  kiosk int PRIMARY KEY,
  at timestamptz NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE IF NOT EXISTS entre.entry (
  seminar int NOT NULL,
  kiosk int NOT NULL REFERENCES entre.kiosk,
  number bigint NOT NULL CHECK (number > 0),
  sealed bytea NOT NULL,
  PRIMARY KEY (seminar, kiosk, number)
);
ALTER TABLE entre.entry ALTER COLUMN sealed SET STORAGE EXTERNAL; -- sealed bytes cannot be compressed

-- Unlogged: empty after a crash, which only means asking again.
CREATE UNLOGGED TABLE IF NOT EXISTS entre.claim (
  seminar int NOT NULL,
  person text NOT NULL, -- a hash under the seminar's key
  kiosk int NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (seminar, person)
) WITH (fillfactor = 70);

CREATE TABLE IF NOT EXISTS entre.lease ( -- whose turn it is to import a list
  seminar int PRIMARY KEY REFERENCES entre.seminar,
  kiosk int NOT NULL REFERENCES entre.kiosk,
  list_version bigint NOT NULL
);

CREATE TABLE IF NOT EXISTS entre.settings ( -- what all kiosks of the seminar have in common
  seminar int PRIMARY KEY REFERENCES entre.seminar,
  version bigint NOT NULL,
  kiosk int NOT NULL REFERENCES entre.kiosk,
  sealed bytea NOT NULL
);
ALTER TABLE entre.settings ALTER COLUMN sealed SET STORAGE EXTERNAL;

CREATE TABLE IF NOT EXISTS entre.invitation (
  role name PRIMARY KEY, -- may only call take_invitation
  seminar int NOT NULL REFERENCES entre.seminar,
  login name NOT NULL, -- the joining kiosk's role
  bundle bytea, -- sealed with the invitation's secret
  until timestamptz NOT NULL,
  taken_at timestamptz
);
)SQL";

}  // namespace

std::string_view engine_tables() { return tables; }

}  // namespace entre

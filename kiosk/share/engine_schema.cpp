#include "kiosk/share/engine_schema.hpp"

#include "kiosk/share/engine_tables.hpp"

namespace entre {

namespace {

// All access of a kiosk is through the functions below that are granted to entre_kiosk; no table is. They run with the owner's
// rights, know the kiosk by session_user, which it cannot change, and refuse a kiosk number that is not that role's. plpgsql, not
// SQL: its plans are kept. Errors that a kiosk tells apart have SQLSTATEs of their own: EN001 …, see connection.cpp.
//
// No advisory locks: every role may take any of them, so that a stolen kiosk could stop all others with one.
constexpr std::string_view functions = R"SQL(

CREATE OR REPLACE FUNCTION entre.hint(the_seminar int, what text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('entre_' || replace((SELECT s.uuid::text FROM entre.seminar s WHERE s.id = the_seminar), '-', ''), what);
END $$;

CREATE OR REPLACE FUNCTION entre.note_seen(asking int) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE entre.seen SET at = clock_timestamp() WHERE kiosk = asking AND at < clock_timestamp() - interval '1 s';
  IF NOT FOUND THEN
    INSERT INTO entre.seen VALUES (asking, clock_timestamp()) ON CONFLICT DO NOTHING;
  END IF;
END $$;

CREATE OR REPLACE FUNCTION entre.login_seminar() RETURNS int
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine entre.login;
BEGIN
  SELECT * INTO mine FROM entre.login l WHERE l.role = session_user;
  IF NOT FOUND THEN RAISE EXCEPTION 'role % belongs to no seminar', session_user USING ERRCODE = 'EN008'; END IF;
  IF mine.revoked_at IS NOT NULL THEN RAISE EXCEPTION 'role % is revoked', session_user USING ERRCODE = 'EN006'; END IF;
  RETURN mine.seminar;
END $$;

-- The asking kiosk, if it is the role's, also after a purge.
CREATE OR REPLACE FUNCTION entre.known(asking int) RETURNS entre.kiosk
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE me entre.kiosk; mine int := entre.login_seminar();
BEGIN
  SELECT * INTO me FROM entre.kiosk k WHERE k.id = asking AND k.login = session_user AND k.seminar = mine;
  IF NOT FOUND THEN RAISE EXCEPTION 'kiosk % is not of role %', asking, session_user USING ERRCODE = 'EN008'; END IF;
  PERFORM entre.note_seen(asking);
  RETURN me;
END $$;

CREATE OR REPLACE FUNCTION entre.check_not_purged(the_seminar int) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM entre.seminar s WHERE s.id = the_seminar AND s.purged_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the seminar is purged' USING ERRCODE = 'EN002';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION entre.free_name(the_seminar int, the_uuid uuid, wanted text) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  candidate text := wanted;
  digits text := substring(wanted from ' ([0-9]{1,6})$');
  stem text := CASE WHEN digits IS NULL THEN wanted ELSE left(wanted, -length(digits) - 1) END;
  next int := coalesce(digits::int, 1);
BEGIN
  WHILE EXISTS (SELECT FROM entre.kiosk k WHERE k.seminar = the_seminar AND k.name = candidate AND k.uuid <> the_uuid) LOOP
    next := next + 1;
    candidate := stem || ' ' || next;
  END LOOP;
  RETURN candidate;
END $$;

CREATE OR REPLACE FUNCTION entre.join_kiosk(the_seminar uuid, the_uuid uuid, wanted text, the_program text, the_wire int)
RETURNS TABLE (kiosk int, kiosk_name text, own_last bigint, list_version bigint, engine_ms bigint, is_purged boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  own entre.seminar;
  me entre.kiosk;
  is_new boolean;
  asked text := coalesce(nullif(left(trim(wanted), 60), ''), 'Kiosk');
BEGIN
  SELECT * INTO own FROM entre.seminar s WHERE s.id = entre.login_seminar() FOR UPDATE;
  IF own.uuid <> the_seminar THEN RAISE EXCEPTION 'the role is of another seminar' USING ERRCODE = 'EN008'; END IF;
  IF the_wire < own.min_wire THEN RAISE EXCEPTION 'the program is too old' USING ERRCODE = 'EN003'; END IF;
  SELECT * INTO me FROM entre.kiosk k WHERE k.seminar = own.id AND k.uuid = the_uuid;
  is_new := NOT FOUND;
  IF is_new THEN
    INSERT INTO entre.kiosk (seminar, uuid, name, wanted_name, login, program)
    VALUES (own.id, the_uuid, entre.free_name(own.id, the_uuid, asked), asked, session_user, the_program) RETURNING * INTO me;
  ELSIF me.login <> session_user AND NOT EXISTS (SELECT FROM entre.login l WHERE l.role = me.login AND l.revoked_at IS NULL) THEN
    RAISE EXCEPTION 'kiosk % is revoked', me.name USING ERRCODE = 'EN006';
  ELSIF me.login <> session_user THEN
    RAISE EXCEPTION 'kiosk % has another role', me.name USING ERRCODE = 'EN008';
  ELSE
    UPDATE entre.kiosk k SET program = the_program, wanted_name = asked,
      name = CASE WHEN k.wanted_name = asked THEN k.name ELSE entre.free_name(own.id, the_uuid, asked) END
    WHERE k.id = me.id RETURNING * INTO me;
  END IF;
  DELETE FROM entre.claim c WHERE c.seminar = own.id AND c.at < clock_timestamp() - interval '1 hour';
  DELETE FROM entre.lease l WHERE l.kiosk = me.id; -- of an import that it did not end
  PERFORM entre.note_seen(me.id);
  IF is_new THEN PERFORM entre.hint(own.id, 'kiosks'); END IF;
  RETURN QUERY SELECT me.id, me.name, me.last_number, own.list_version,
                      (extract(epoch FROM clock_timestamp()) * 1000)::bigint, own.purged_at IS NOT NULL;
END $$;

-- All but the asking one; 0: all.
CREATE OR REPLACE FUNCTION entre.kiosks(asking int)
RETURNS TABLE (kiosk int, kiosk_uuid uuid, kiosk_name text, last_number bigint, not_seen_s bigint, health jsonb, is_revoked boolean,
               set_aside_after bigint, marks bigint, traces bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE own_seminar int := CASE WHEN asking = 0 THEN entre.login_seminar() ELSE (entre.known(asking)).seminar END;
BEGIN
  RETURN QUERY
  SELECT k.id, k.uuid, k.name, k.last_number,
         coalesce(extract(epoch FROM clock_timestamp() - s.at)::bigint, extract(epoch FROM interval '1 day')::bigint),
         k.health, l.revoked_at IS NOT NULL, k.set_aside_after, k.marks, k.traces
  FROM entre.kiosk k JOIN entre.login l ON l.role = k.login LEFT JOIN entre.seen s ON s.kiosk = k.id
  WHERE k.seminar = own_seminar AND k.id <> asking ORDER BY k.id;
END $$;

-- The row of the kiosk is locked, so that its numbers have no gap and a purge waits for what is on its way.
CREATE OR REPLACE FUNCTION entre.push(asking int, first bigint, entries bytea[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me entre.kiosk := entre.known(asking); had bigint; has bigint;
BEGIN
  SELECT k.last_number INTO had FROM entre.kiosk k WHERE k.id = asking FOR UPDATE;
  PERFORM entre.check_not_purged(me.seminar);
  IF first < 1 OR first > had + 1 OR cardinality(entries) = 0 THEN RETURN had; END IF;
  IF first <= had AND EXISTS (
    SELECT FROM unnest(entries) WITH ORDINALITY given(sealed, place)
    JOIN entre.entry e ON e.seminar = me.seminar AND e.kiosk = asking AND e.number = first + given.place - 1
    WHERE e.sealed <> given.sealed)
  THEN RAISE EXCEPTION 'another entry has one of these numbers' USING ERRCODE = 'EN001'; END IF;
  has := greatest(had, first + cardinality(entries) - 1);
  IF has = had THEN RETURN had; END IF;
  INSERT INTO entre.entry (seminar, kiosk, number, sealed)
  SELECT me.seminar, asking, first + given.place - 1, given.sealed
  FROM unnest(entries) WITH ORDINALITY given(sealed, place) WHERE first + given.place - 1 > had;
  UPDATE entre.kiosk k SET last_number = has WHERE k.id = asking;
  PERFORM entre.hint(me.seminar, format('entries %s %s', asking, has));
  RETURN has;
END $$;

CREATE OR REPLACE FUNCTION entre.pull(asking int, kiosks int[], above bigint[], max_entries int, max_bytes bigint)
RETURNS TABLE (kiosk int, number bigint, sealed bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me entre.kiosk := entre.known(asking);
BEGIN
  PERFORM entre.check_not_purged(me.seminar);
  RETURN QUERY
  SELECT found.kiosk, found.number, found.sealed FROM (
    SELECT e.kiosk, e.number, e.sealed, wanted.place,
           sum(length(e.sealed)) OVER (ORDER BY wanted.place, e.number) - length(e.sealed) AS bytes_before
    FROM unnest(kiosks, above) WITH ORDINALITY wanted(kiosk, above, place)
    CROSS JOIN LATERAL (
      SELECT x.kiosk, x.number, x.sealed FROM entre.entry x
      WHERE x.seminar = me.seminar AND x.kiosk = wanted.kiosk AND x.number > wanted.above
      ORDER BY x.number LIMIT max_entries) e
    ORDER BY wanted.place, e.number LIMIT max_entries) found
  WHERE found.bytes_before < max_bytes ORDER BY found.place, found.number;
END $$;

-- No row: the asking kiosk has the person for 30 s. Otherwise who has, and since when.
CREATE OR REPLACE FUNCTION entre.claim_person(asking int, the_person text) RETURNS TABLE (kiosk_name text, seconds_ago bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me entre.kiosk := entre.known(asking);
BEGIN
  PERFORM entre.check_not_purged(me.seminar);
  INSERT INTO entre.claim AS c VALUES (me.seminar, left(the_person, 64), asking, clock_timestamp())
  ON CONFLICT (seminar, person) DO UPDATE SET kiosk = excluded.kiosk, at = excluded.at
  WHERE c.kiosk = excluded.kiosk OR c.at < clock_timestamp() - interval '30 s';
  IF NOT FOUND THEN
    RETURN QUERY SELECT k.name, extract(epoch FROM clock_timestamp() - c.at)::bigint
    FROM entre.claim c JOIN entre.kiosk k ON k.id = c.kiosk WHERE c.seminar = me.seminar AND c.person = left(the_person, 64);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION entre.begin_import(asking int, known_version bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me entre.kiosk := entre.known(asking); version bigint; holder text;
BEGIN
  PERFORM entre.check_not_purged(me.seminar);
  SELECT s.list_version INTO version FROM entre.seminar s WHERE s.id = me.seminar FOR UPDATE;
  IF known_version < version THEN RAISE EXCEPTION 'the list is at version %', version USING ERRCODE = 'EN004'; END IF;
  SELECT k.name INTO holder FROM entre.lease l JOIN entre.kiosk k ON k.id = l.kiosk JOIN entre.seen s ON s.kiosk = l.kiosk
  JOIN entre.login o ON o.role = k.login
  WHERE l.seminar = me.seminar AND l.kiosk <> asking AND s.at > clock_timestamp() - interval '60 s' AND o.revoked_at IS NULL;
  IF FOUND THEN RAISE EXCEPTION 'another kiosk is importing' USING ERRCODE = 'EN005', DETAIL = holder; END IF;
  INSERT INTO entre.lease VALUES (me.seminar, asking, known_version)
  ON CONFLICT (seminar) DO UPDATE SET kiosk = excluded.kiosk, list_version = excluded.list_version;
END $$;

CREATE OR REPLACE FUNCTION entre.end_import(asking int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me entre.kiosk := entre.known(asking); began bigint; version bigint;
BEGIN
  PERFORM FROM entre.seminar s WHERE s.id = me.seminar FOR UPDATE;
  DELETE FROM entre.lease l WHERE l.seminar = me.seminar AND l.kiosk = asking RETURNING l.list_version INTO began;
  IF NOT FOUND THEN RAISE EXCEPTION 'the turn to import has ended' USING ERRCODE = 'EN005'; END IF;
  UPDATE entre.seminar s SET list_version = greatest(s.list_version, began) + 1 WHERE s.id = me.seminar
  RETURNING s.list_version INTO version;
  PERFORM entre.hint(me.seminar, format('list %s', version));
  RETURN version;
END $$;

CREATE OR REPLACE FUNCTION entre.cancel_import(asking int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me entre.kiosk := entre.known(asking);
BEGIN
  DELETE FROM entre.lease l WHERE l.seminar = me.seminar AND l.kiosk = asking;
END $$;

-- One row if there are any: without the bytes unless their version is above the known one.
CREATE OR REPLACE FUNCTION entre.settings_above(asking int, known bigint)
RETURNS TABLE (version bigint, kiosk_name text, sealed bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me entre.kiosk := entre.known(asking);
BEGIN
  PERFORM entre.check_not_purged(me.seminar);
  RETURN QUERY SELECT s.version, k.name, CASE WHEN s.version > known THEN s.sealed END
  FROM entre.settings s JOIN entre.kiosk k ON k.id = s.kiosk WHERE s.seminar = me.seminar;
END $$;

-- The last one counts. A version is never far above the one before, or a stolen role could end all changes with the highest.
CREATE OR REPLACE FUNCTION entre.put_settings(asking int, new_version bigint, new_sealed bytea) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me entre.kiosk := entre.known(asking); had bigint;
BEGIN
  PERFORM FROM entre.seminar s WHERE s.id = me.seminar FOR UPDATE;
  PERFORM entre.check_not_purged(me.seminar);
  IF octet_length(new_sealed) > 16777216 THEN RAISE EXCEPTION 'the settings are too long' USING ERRCODE = '22001'; END IF;
  SELECT coalesce(max(s.version), 0) INTO had FROM entre.settings s WHERE s.seminar = me.seminar;
  IF new_version <= had OR new_version > had + 1000000 THEN RETURN had; END IF;
  INSERT INTO entre.settings VALUES (me.seminar, new_version, asking, new_sealed)
  ON CONFLICT (seminar) DO UPDATE SET version = excluded.version, kiosk = excluded.kiosk, sealed = excluded.sealed;
  PERFORM entre.hint(me.seminar, format('settings %s', new_version));
  RETURN new_version;
END $$;

CREATE OR REPLACE FUNCTION entre.tell(asking int, the_health text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me entre.kiosk := entre.known(asking);
BEGIN
  PERFORM entre.check_not_purged(me.seminar);
  IF octet_length(the_health) > 8000 THEN RAISE EXCEPTION 'health is too long' USING ERRCODE = '22001'; END IF;
  UPDATE entre.kiosk k SET health = the_health::jsonb WHERE k.id = asking;
END $$;

CREATE OR REPLACE FUNCTION entre.beat(asking int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me entre.kiosk := entre.known(asking);
BEGIN
  PERFORM entre.check_not_purged(me.seminar);
END $$;

CREATE OR REPLACE FUNCTION entre.purge(asking int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me entre.kiosk := entre.known(asking);
BEGIN
  PERFORM FROM entre.seminar s WHERE s.id = me.seminar FOR UPDATE;
  PERFORM FROM entre.kiosk k WHERE k.seminar = me.seminar ORDER BY k.id FOR UPDATE; -- what is being pushed ends first
  UPDATE entre.seminar s SET purged_at = clock_timestamp(), purged_by = asking WHERE s.id = me.seminar AND s.purged_at IS NULL;
  DELETE FROM entre.entry e WHERE e.seminar = me.seminar;
  DELETE FROM entre.claim c WHERE c.seminar = me.seminar;
  DELETE FROM entre.lease l WHERE l.seminar = me.seminar;
  DELETE FROM entre.settings s WHERE s.seminar = me.seminar;
  DELETE FROM entre.invitation i WHERE i.seminar = me.seminar;
  UPDATE entre.kiosk k SET health = '{}' WHERE k.seminar = me.seminar;
  PERFORM entre.hint(me.seminar, 'purged');
END $$;

CREATE OR REPLACE FUNCTION entre.purged(asking int, the_marks bigint, the_traces bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me entre.kiosk := entre.known(asking);
BEGIN
  UPDATE entre.kiosk k SET purged_at = clock_timestamp(), marks = the_marks, traces = the_traces WHERE k.id = asking;
  PERFORM entre.hint(me.seminar, 'kiosks');
END $$;

CREATE OR REPLACE FUNCTION entre.take_invitation() RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine entre.invitation;
BEGIN
  SELECT * INTO mine FROM entre.invitation i WHERE i.role = session_user FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'there is no such invitation' USING ERRCODE = 'EN008'; END IF;
  IF mine.taken_at IS NOT NULL THEN RAISE EXCEPTION 'the invitation is used' USING ERRCODE = 'EN011'; END IF;
  IF mine.until < clock_timestamp() THEN RAISE EXCEPTION 'the invitation is old' USING ERRCODE = 'EN010'; END IF;
  UPDATE entre.invitation i SET taken_at = clock_timestamp(), bundle = NULL WHERE i.role = session_user;
  RETURN mine.bundle;
END $$;

REVOKE ALL ON SCHEMA entre FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA entre FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA entre FROM PUBLIC;
GRANT USAGE ON SCHEMA entre TO entre_kiosk, entre_invited;
GRANT EXECUTE ON FUNCTION
  entre.join_kiosk(uuid, uuid, text, text, int), entre.kiosks(int), entre.push(int, bigint, bytea[]),
  entre.pull(int, int[], bigint[], int, bigint), entre.claim_person(int, text), entre.begin_import(int, bigint),
  entre.end_import(int), entre.cancel_import(int), entre.settings_above(int, bigint), entre.put_settings(int, bigint, bytea),
  entre.tell(int, text), entre.beat(int), entre.purge(int),
  entre.purged(int, bigint, bigint) TO entre_kiosk;
GRANT EXECUTE ON FUNCTION entre.take_invitation() TO entre_invited;
DO $$
DECLARE large_object_function regprocedure;
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO entre_kiosk, entre_invited', current_database());
  IF current_setting('is_superuser') = 'off' THEN RETURN; END IF;
  -- What every role may do unless told otherwise: large objects, code of its own, objects in schema public.
  FOR large_object_function IN
    SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proname ~ '^(lo_|loread|lowrite)'
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', large_object_function);
  END LOOP;
  EXECUTE format('GRANT USAGE ON LANGUAGE plpgsql TO %s', (SELECT n.nspowner::regrole FROM pg_namespace n WHERE n.nspname = 'entre'));
  REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
  REVOKE ALL ON SCHEMA public FROM PUBLIC;
END $$;
)SQL";

}  // namespace

std::string engine_schema() { return std::string(engine_tables()) + std::string(functions); }

}  // namespace entre

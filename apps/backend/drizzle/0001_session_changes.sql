-- Tells every process that a session has changed or ended, whoever did it: another version of the
-- back-end, or an administrator by hand.
CREATE FUNCTION "backend"."tell_of_session"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('frontchannel_sessions', encode(OLD.digest, 'hex'));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "sessions_changed"
  AFTER UPDATE OF "version", "sealed", "ended_at", "expires_at" ON "backend"."sessions"
  FOR EACH ROW EXECUTE FUNCTION "backend"."tell_of_session"();
--> statement-breakpoint
-- what housekeeping removes ended long ago
CREATE TRIGGER "sessions_removed" AFTER DELETE ON "backend"."sessions"
  FOR EACH ROW WHEN (OLD.ended_at IS NULL) EXECUTE FUNCTION "backend"."tell_of_session"();

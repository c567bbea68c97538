CREATE TYPE "public"."person_kind" AS ENUM('employee', 'contractor');--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "decisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"entry_id" uuid NOT NULL,
	"entry_version" integer NOT NULL,
	"owner_id" bigint NOT NULL,
	"date" date NOT NULL,
	"project" text NOT NULL,
	"minutes" integer NOT NULL,
	"decision" "entry_status" NOT NULL,
	"reason" text,
	"decided_by" bigint NOT NULL,
	"decided_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "decisions_of_version" UNIQUE("entry_id","entry_version"),
	CONSTRAINT "decisions_decision" CHECK ("decisions"."decision" in ('approved', 'rejected')),
	CONSTRAINT "decisions_reason" CHECK (("decisions"."decision" = 'rejected') = ("decisions"."reason" is not null)),
	CONSTRAINT "decisions_by_others" CHECK ("decisions"."decided_by" <> "decisions"."owner_id")
);
--> statement-breakpoint
CREATE TABLE "project_members" (
	"person_id" bigint NOT NULL,
	"project_id" bigint NOT NULL,
	CONSTRAINT "project_members_once" PRIMARY KEY("person_id","project_id")
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "projects_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	CONSTRAINT "projects_name" UNIQUE("name"),
	CONSTRAINT "projects_name_length" CHECK (char_length("projects"."name") between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "repeatable_requests" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" "bytea" NOT NULL,
	"answer" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "repeatable_requests_key" PRIMARY KEY("issuer","subject","key"),
	CONSTRAINT "repeatable_requests_hash" CHECK (octet_length("repeatable_requests"."request_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "server_secrets" (
	"name" text PRIMARY KEY NOT NULL,
	"secret" "bytea" NOT NULL,
	CONSTRAINT "server_secrets_length" CHECK (octet_length("server_secrets"."secret") >= 32)
);
--> statement-breakpoint
ALTER TABLE "entries" DROP CONSTRAINT "entries_project_length";--> statement-breakpoint
DROP INDEX "entries_submitted";--> statement-breakpoint
ALTER TABLE "entries" ALTER COLUMN "status" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "project_id" bigint;--> statement-breakpoint
INSERT INTO "projects" ("name") SELECT DISTINCT "project" FROM "entries" ORDER BY 1;--> statement-breakpoint
UPDATE "entries" SET "project_id" = "projects"."id" FROM "projects" WHERE "projects"."name" = "entries"."project";--> statement-breakpoint
ALTER TABLE "entries" ALTER COLUMN "project_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "rejection_reason" text;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "decided_by" bigint;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "kind" "person_kind" DEFAULT 'employee' NOT NULL;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_owner" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_decider" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_members" ADD CONSTRAINT "project_members_person" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_members" ADD CONSTRAINT "project_members_project" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_project" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_decider" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entries_of_owner_by_project" ON "entries" USING btree ("owner_id","project_id","date","id");--> statement-breakpoint
CREATE INDEX "entries_of_owner_by_status" ON "entries" USING btree ("owner_id","status","date","id");--> statement-breakpoint
CREATE INDEX "entries_by_status" ON "entries" USING btree ("status","date","id");--> statement-breakpoint
CREATE INDEX "entries_by_project" ON "entries" USING btree ("project_id","status","date","id");--> statement-breakpoint
ALTER TABLE "entries" DROP COLUMN "project";--> statement-breakpoint
-- nobody recorded who approved: somebody else has to do it again
UPDATE "entries" SET "status" = 'submitted', "version" = "version" + 1 WHERE "status" IN ('approved', 'rejected');--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_date" CHECK ("entries"."date" between '2000-01-01' and '2099-12-31');--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_rejection_reason" CHECK (("entries"."status" = 'rejected') = ("entries"."rejection_reason" is not null));--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_rejection_reason_length" CHECK (char_length("entries"."rejection_reason") between 1 and 500);--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_decided" CHECK (("entries"."status" in ('approved', 'rejected')) = ("entries"."decided_by" is not null));--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_decided_by_others" CHECK ("entries"."decided_by" <> "entries"."owner_id");--> statement-breakpoint
CREATE FUNCTION "refuse_change_of_history"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'rows of % are added only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;--> statement-breakpoint
CREATE TRIGGER "decisions_are_history" BEFORE UPDATE OR DELETE OR TRUNCATE ON "decisions" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_history"();--> statement-breakpoint
-- two random UUIDs have 244 random bits, from the source that gen_random_bytes of pgcrypto reads too
INSERT INTO "server_secrets" ("name", "secret") VALUES ('cursor', sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

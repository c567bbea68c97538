CREATE SCHEMA IF NOT EXISTS "backend";
--> statement-breakpoint
CREATE TABLE "backend"."revocations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key_id" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "backend"."sessions" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"handle" uuid DEFAULT gen_random_uuid() NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"provider_session" text,
	"key_id" text NOT NULL,
	"sealed" "bytea",
	"version" integer DEFAULT 1 NOT NULL,
	"device" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"refresh_sent_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"ended_by" text,
	CONSTRAINT "sessions_handle_unique" UNIQUE("handle")
);
--> statement-breakpoint
CREATE TABLE "backend"."trace_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "backend"."trace_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"session" "bytea" NOT NULL,
	"event" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "backend"."used" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "backend"."trace_events" ADD CONSTRAINT "trace_events_session_sessions_digest_fk" FOREIGN KEY ("session") REFERENCES "backend"."sessions"("digest") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "revocations_next" ON "backend"."revocations" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "sessions_of_subject" ON "backend"."sessions" USING btree ("issuer","subject") WHERE "backend"."sessions"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "sessions_of_provider_session" ON "backend"."sessions" USING btree ("issuer","provider_session") WHERE "backend"."sessions"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "sessions_expiring" ON "backend"."sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "trace_events_of_session" ON "backend"."trace_events" USING btree ("session","id");--> statement-breakpoint
CREATE INDEX "used_until" ON "backend"."used" USING btree ("until");
CREATE TYPE "public"."entry_status" AS ENUM('draft', 'submitted', 'approved', 'rejected');--> statement-breakpoint
CREATE TABLE "entries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner_id" bigint NOT NULL,
	"date" date NOT NULL,
	"project" text NOT NULL,
	"minutes" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"status" "entry_status" DEFAULT 'draft' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "entries_minutes" CHECK ("entries"."minutes" between 1 and 1440),
	CONSTRAINT "entries_project_length" CHECK (char_length("entries"."project") between 1 and 100),
	CONSTRAINT "entries_note_length" CHECK (char_length("entries"."note") <= 500),
	CONSTRAINT "entries_version" CHECK ("entries"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "people_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"name" text,
	CONSTRAINT "people_identity" UNIQUE("issuer","subject"),
	CONSTRAINT "people_subject_length" CHECK (char_length("people"."subject") between 1 and 255)
);
--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_owner" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entries_of_owner" ON "entries" USING btree ("owner_id","date","id");--> statement-breakpoint
CREATE INDEX "entries_submitted" ON "entries" USING btree ("date","id") WHERE "entries"."status" = 'submitted';
CREATE TABLE "sign_outs" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"before" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sign_outs_once" PRIMARY KEY("issuer","subject")
);

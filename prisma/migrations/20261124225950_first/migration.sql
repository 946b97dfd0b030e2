-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "seen" TIMESTAMPTZ(3) NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,
    "ended" TIMESTAMPTZ(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Link" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "email" TEXT,
    "name" TEXT,
    "body" TEXT,
    "place" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,
    "used" TIMESTAMPTZ(3),
    "revoked" TIMESTAMPTZ(3),

    CONSTRAINT "Link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DocumentGate" (
    "document" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "open" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "DocumentGate_pkey" PRIMARY KEY ("document")
);

-- CreateTable
CREATE TABLE "DocumentLog" (
    "document" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "parts" JSONB NOT NULL,
    "updates" BYTEA NOT NULL,

    CONSTRAINT "DocumentLog_pkey" PRIMARY KEY ("document","seq")
);

-- CreateTable
CREATE TABLE "DocumentSnapshot" (
    "document" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "state" BYTEA NOT NULL,

    CONSTRAINT "DocumentSnapshot_pkey" PRIMARY KEY ("document")
);

-- CreateTable
CREATE TABLE "DocumentClient" (
    "document" TEXT NOT NULL,
    "client" BIGINT NOT NULL,
    "person" TEXT NOT NULL,

    CONSTRAINT "DocumentClient_pkey" PRIMARY KEY ("document","client")
);

-- CreateTable
CREATE TABLE "Head" (
    "body" TEXT NOT NULL,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Head_pkey" PRIMARY KEY ("body")
);

-- CreateTable
CREATE TABLE "Event" (
    "body" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "content" JSONB NOT NULL,
    "salt" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("body","seq")
);

-- CreateTable
CREATE TABLE "Aggregate" (
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "key" TEXT,
    "parent" TEXT,
    "stage" TEXT,

    CONSTRAINT "Aggregate_pkey" PRIMARY KEY ("kind","id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "source" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "seat" TEXT,
    "rank" TEXT,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("source","person","role")
);

-- CreateTable
CREATE TABLE "Due" (
    "id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "done" TIMESTAMPTZ(3),

    CONSTRAINT "Due_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Idempotency" (
    "scope" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Idempotency_pkey" PRIMARY KEY ("scope","command","key")
);

-- CreateTable
CREATE TABLE "Mail" (
    "id" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "next" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "sent" TIMESTAMPTZ(3),

    CONSTRAINT "Mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Frozen" (
    "sha256" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "Frozen_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "SurveyEdition" (
    "edition" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "states" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SurveyEdition_pkey" PRIMARY KEY ("edition")
);

-- CreateTable
CREATE TABLE "SurveyFigure" (
    "edition" INTEGER NOT NULL,
    "iso3" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "rank" INTEGER,
    "egdi" DECIMAL(7,5),
    "osi" DECIMAL(7,5),
    "tii" DECIMAL(7,5),
    "hci" DECIMAL(7,5),
    "epi" DECIMAL(7,5),

    CONSTRAINT "SurveyFigure_pkey" PRIMARY KEY ("edition","iso3")
);

-- CreateIndex
CREATE UNIQUE INDEX "Person_email_key" ON "Person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Session_token_key" ON "Session"("token");

-- CreateIndex
CREATE INDEX "Session_person_idx" ON "Session"("person");

-- CreateIndex
CREATE UNIQUE INDEX "Link_token_key" ON "Link"("token");

-- CreateIndex
CREATE INDEX "Link_body_idx" ON "Link"("body");

-- CreateIndex
CREATE INDEX "DocumentGate_body_idx" ON "DocumentGate"("body");

-- CreateIndex
CREATE INDEX "Aggregate_body_kind_idx" ON "Aggregate"("body", "kind");

-- CreateIndex
CREATE INDEX "Aggregate_kind_parent_idx" ON "Aggregate"("kind", "parent");

-- CreateIndex
CREATE UNIQUE INDEX "Aggregate_kind_key_key" ON "Aggregate"("kind", "key");

-- CreateIndex
CREATE INDEX "Membership_person_body_idx" ON "Membership"("person", "body");

-- CreateIndex
CREATE INDEX "Membership_body_idx" ON "Membership"("body");

-- CreateIndex
CREATE INDEX "Due_done_at_idx" ON "Due"("done", "at");

-- CreateIndex
CREATE INDEX "Mail_sent_next_idx" ON "Mail"("sent", "next");

-- CreateTable
CREATE TABLE "Post" (
    "id" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "words" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "tokens" TEXT[],
    "shown" BOOLEAN NOT NULL DEFAULT true,
    "reason" TEXT,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Wording" (
    "post" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "words" TEXT NOT NULL,

    CONSTRAINT "Wording_pkey" PRIMARY KEY ("post","number")
);

-- CreateTable
CREATE TABLE "Thread" (
    "id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "thing" TEXT NOT NULL,
    "last" INTEGER NOT NULL,
    "posts" INTEGER NOT NULL,

    CONSTRAINT "Thread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Mention" (
    "post" TEXT NOT NULL,
    "whom" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "Mention_pkey" PRIMARY KEY ("post","whom")
);

-- CreateTable
CREATE TABLE "ReadMark" (
    "person" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "ReadMark_pkey" PRIMARY KEY ("person","thread")
);

-- CreateTable
CREATE TABLE "Digest" (
    "person" TEXT NOT NULL,
    "hour" INTEGER,
    "zone" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "stop" TEXT NOT NULL,

    CONSTRAINT "Digest_pkey" PRIMARY KEY ("person")
);

-- CreateIndex
CREATE INDEX "Post_thread_seq_idx" ON "Post"("thread", "seq");

-- CreateIndex
CREATE INDEX "Post_body_at_id_idx" ON "Post"("body", "at", "id");

-- CreateIndex
CREATE INDEX "Post_tokens_idx" ON "Post" USING GIN ("tokens");

-- CreateIndex
CREATE INDEX "Thread_body_last_idx" ON "Thread"("body", "last");

-- CreateIndex
CREATE INDEX "Thread_body_thing_last_idx" ON "Thread"("body", "thing", "last");

-- CreateIndex
CREATE INDEX "Mention_whom_body_seq_idx" ON "Mention"("whom", "body", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "Digest_stop_key" ON "Digest"("stop");

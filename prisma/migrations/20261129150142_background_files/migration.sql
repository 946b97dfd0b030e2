-- CreateTable
CREATE TABLE "Upload" (
    "id" TEXT NOT NULL,
    "meeting" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "Upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FilePiece" (
    "file" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "FilePiece_pkey" PRIMARY KEY ("file","n")
);

-- CreateIndex
CREATE INDEX "Upload_person_idx" ON "Upload"("person");

-- CreateIndex
CREATE INDEX "Upload_at_idx" ON "Upload"("at");

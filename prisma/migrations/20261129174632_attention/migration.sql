-- AlterTable
ALTER TABLE "ReadMark" ADD COLUMN     "attention" TEXT NOT NULL DEFAULT 'usual';

-- CreateTable
CREATE TABLE "Moderated" (
    "person" TEXT NOT NULL,
    "post" TEXT NOT NULL,
    "is" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Moderated_pkey" PRIMARY KEY ("person","post","is")
);

-- CreateIndex
CREATE INDEX "Moderated_thread_idx" ON "Moderated"("thread");

-- CreateIndex
CREATE INDEX "ReadMark_thread_attention_idx" ON "ReadMark"("thread", "attention");

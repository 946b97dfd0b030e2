-- AlterTable
ALTER TABLE "DocumentSnapshot" ADD COLUMN     "memory" JSONB;

-- CreateTable
CREATE TABLE "Attended" (
    "meeting" TEXT NOT NULL,
    "seat" TEXT NOT NULL,
    "attendance" TEXT NOT NULL,

    CONSTRAINT "Attended_pkey" PRIMARY KEY ("meeting","seat")
);

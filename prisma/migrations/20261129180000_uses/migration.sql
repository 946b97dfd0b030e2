-- Which citations take which figure: asked from a figure's page and a State's.
CREATE INDEX "Aggregate_citation_figure_idx" ON "Aggregate" (("state"->>'iso3'), ("state"->>'edition'), ("state"->>'indicator')) WHERE "kind" = 'citation';

-- What of a kind happened at a body: feeds and calendars ask for a few kinds among all its events.
CREATE INDEX "Event_body_type_idx" ON "Event" ("body", ("content"->>'type'));

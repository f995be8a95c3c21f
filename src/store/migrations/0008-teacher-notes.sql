-- What an adult of a class leaves as a note is a session of its own, without a therapist: it counts as evidence of the class, and
-- is no visit and no service.
ALTER TABLE session DROP CONSTRAINT session_delivery_check;
ALTER TABLE session ADD CONSTRAINT session_delivery_check CHECK (delivery IN ('push_in', 'pull_out', 'observation', 'consult', 'teacher_note'));

-- a proof shown for an act that one signs: the first that asks for it uses it up
alter table session add column act_proved_at instant;

-- Wrong answers of whoever is signed in already. Counted apart: an outsider's guesses at the door keep nobody inside from proving.
alter table person
  add column proof_failures integer not null default 0,
  add column proof_locked_until instant;

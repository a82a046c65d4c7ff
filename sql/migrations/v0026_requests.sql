-- What the service remembers of requests: those that may be sent again, and who asked for what.

-- Requests under a key of the sender's own (the header Idempotency-Key), with the answer: sent again within seven days, the answer is given
-- again and nothing is recorded twice.
create table idempotent_request (
  organization_id uuid not null,
  -- Keys of one user are no business of another's. The organization's own id stands for the owner of the machine, who is no user.
  user_id uuid not null,
  key text collate "C" not null,
  -- SHA-256 of the method, the address and the body; empty once a refusal has let go of the key.
  digest bytea not null,
  -- The id of what is recorded: asked again after a crash, that is found to be there.
  entry_id uuid not null,
  created_at timestamptz not null default now(),
  -- While it is being answered.
  claim_ends_at timestamptz,
  status smallint,
  answer text,
  constraint idempotent_request_pk primary key (organization_id, user_id, key),
  constraint idempotent_request_key_length check (length(key) between 1 and 255),
  constraint idempotent_request_answered check ((status is null) = (answer is null))
);
select protect('idempotent_request', 'own', 'director', updates => 'digest, claim_ends_at, status, answer');
-- As of a credential: the program looks, as a director, and the role of reports has no business here.
alter policy idempotent_request_select on idempotent_request
  using (organization_id = acting_organization() and acting_role() = 'director');
create index idempotent_request_by_age on idempotent_request (organization_id, created_at);

-- Who saw personal data or changed something, when, and which object: never what it said.
create table audit_event (
  organization_id uuid not null,
  id uuid not null,
  asked_at timestamptz not null,
  -- Null for the owner of the machine.
  user_id uuid,
  credential_id uuid not null,
  -- The method and the address as the API describes it: `POST /v1/sales/{id}/refund`.
  action text not null,
  -- What the address names, or what was recorded; null for lists.
  object_id uuid,
  -- By which the log of the server tells of the request.
  request_id text not null,
  constraint audit_event_pk primary key (organization_id, id)
);
select protect('audit_event', 'own', 'director');
alter policy audit_event_select on audit_event
  using (organization_id = acting_organization() and acting_role() = 'director');
create index audit_event_by_time on audit_event (organization_id, asked_at, id);
create index audit_event_by_object on audit_event (organization_id, object_id, asked_at);

-- Deletes what the service need not remember of requests any more: answers kept for seven days, events of a year.
--
-- `security definer`: nobody who serves may delete, and what is younger stays whoever calls. Of the organization that the caller acts for alone.
create or replace function forget_requests(organization_id uuid)
returns void
language plpgsql
security definer
set search_path to pg_catalog, public, pg_temp
as $$
begin
  delete from idempotent_request r
  where r.organization_id = $1
    and $1 = acting_organization()
    and r.created_at < now() - interval '7 days';

  delete from audit_event e
  where e.organization_id = $1
    and $1 = acting_organization()
    and e.asked_at < now() - interval '1 year';
end
$$;

-- What a refund does not state it has from its sale; those typed before had no channel, and were taken off no row but « none ».
update sale back
set channel = coalesce(back.channel, sold.channel),
  opportunity_id = coalesce(back.opportunity_id, sold.opportunity_id),
  conversation_id = coalesce(back.conversation_id, sold.conversation_id)
from sale sold
where sold.organization_id = back.organization_id
  and sold.id = back.refund_of
  and back.kind = 'refund'
  and (
    back.channel is null and sold.channel is not null
    or back.opportunity_id is null and sold.opportunity_id is not null
    or back.conversation_id is null and sold.conversation_id is not null);

-- Former customers are a class of their own. Segmentations saved before keep them in C.
alter table abc_assignment drop constraint abc_assignment_class;
alter table abc_assignment add constraint abc_assignment_class check (class in ('A', 'B', 'C', 'F'));

-- The field's word: the second salesperson of a conversation, once called a companion.

alter table conversation rename column companion_id to second_salesperson_id;
alter table conversation rename constraint conversation_companion to conversation_second_salesperson;
alter table conversation rename constraint conversation_companion_fk to conversation_second_salesperson_fk;

-- What a file did not say and an import assumed.
alter table import_run rename column made_up to assumed;

-- what silence permits while refusals by some channels are lost: one code for each set of lost channels (bits: phone 1, web 2,
-- reply to an e-mail 4, mail 8), so that a screen and a decision agree on every customer whose notice offered one channel alone
alter table permission drop column lone_channel;
alter table permission add column silence_by_loss smallint[] check (array_length(silence_by_loss, 1) = 16);

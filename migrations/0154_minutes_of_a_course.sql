-- how long a course takes, for whoever has to renew it; null: nobody said
alter table course add column minutes integer check (minutes between 1 and 600);

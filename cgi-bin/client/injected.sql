-- local: injected_policy
-- gives: connect_src
-- As the page of an application would say it whose own script calls its backend.
SELECT '''self''' AS connect_src;

-- local: injected_page
-- gives: model
-- The script fills it in.
SELECT json_object() AS model;

-- local: injected_policy
-- gives: injected_policy
-- As the page of an application would say it whose own script calls its backend.
SELECT 'default-src ''none''; style-src ''self''; img-src ''self''; script-src ''self''; connect-src ''self''; frame-ancestors ''none''; '
       || 'base-uri ''none''' AS injected_policy;

-- local: injected_page
-- gives: model
-- The script fills it in.
SELECT json_object() AS model;

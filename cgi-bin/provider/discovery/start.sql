-- The front door.

-- name: start_users
-- needs: @profile
-- gives: demo
-- The demonstration's, whose passwords everybody knows.
SELECT CASE WHEN @profile = 'workshop' AND EXISTS (SELECT 1 FROM end_user WHERE subject = 'u_alice') THEN 1 ELSE 0 END AS demo;

-- local: start_page
-- needs: @issuer @profile @demo
-- gives: model
SELECT json_object('issuer', @issuer,
                   'program', 'start',
                   'workshop', json(CASE WHEN @profile = 'workshop' THEN 'true' ELSE 'false' END),
                   'demo', json(CASE WHEN @demo = 1 THEN 'true' ELSE 'false' END)) AS model;

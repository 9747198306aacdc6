-- Whether the user is still signed in, for the page of a client that frames this one: OIDC Session Management 1.0 section 3.2.

-- local: check_session_framed
-- gives: frame_ancestors
-- Every client has a page somewhere; what is asked here harms nobody.
SELECT '*' AS frame_ancestors;

-- local: check_session_page
-- needs: @op_state_name
-- gives: model
SELECT json_object('cookie', @op_state_name) AS model;

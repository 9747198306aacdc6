-- A client that is for some groups only.

-- local: closed_page
-- needs: @client_name @user_name @request_id @client_id @csrf $mount
-- gives: model
SELECT json_object('client_name', @client_name, 'user_name', @user_name, 'request', @request_id, 'client_id', @client_id, 'csrf', @csrf,
                   'action', $mount || '/closed') AS model;

-- local: closed_denied
-- gives: step
SELECT 'client_closed' AS step;

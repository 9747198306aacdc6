-- A seat's first page.  (Why a statement reads tables and writes JSON: see the head of flow/flow.sql.)

-- name: home_seat
-- needs: @here $cookie
-- gives: qr_texts
-- The join link says no more than the cookie that this browser has.
SELECT CASE WHEN @here = 'seat' THEN json_array(workshop_url || 'join?seat=' || $cookie) ELSE '[]' END AS qr_texts
  FROM program_place
 WHERE @here <> 'room';

-- name: home_page
-- needs: @seat_here @room_url @csrf @qr_codes @qr_texts @issuer
-- gives: model
SELECT json_object(
  'at_home', 1, 'seat', @seat_here, 'room_url', @room_url, 'csrf', @csrf, 'qr', json(@qr_codes), 'link', json_extract(@qr_texts, '$[0]'),
  'file', 'oidc' || coalesce('-seat-' || @seat_here, '') || '.db', 'provider', @issuer,
  'apis', (SELECT json_group_array(json_object('api', resource, 'name', resource_name))
             FROM (SELECT resource, resource_name FROM api_resource ORDER BY resource)),
  'labs', (SELECT json_group_array(json_object(
              'lab', lab, 'title', title, 'class', CASE WHEN event_id IS NOT NULL THEN 'mark pass' ELSE 'soft' END,
              'state', CASE WHEN event_id IS NOT NULL THEN 'done' WHEN predict_id IS NOT NULL THEN 'begun' ELSE 'open' END))
             FROM (SELECT * FROM lab_progress ORDER BY lab)),
  'sql', 'SELECT lab, title, event_id' || char(10) || '  FROM lab_progress' || char(10) || ' ORDER BY lab;') AS model;

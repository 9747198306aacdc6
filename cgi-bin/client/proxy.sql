-- local: proxy_header_present
-- needs: $x_csrf
-- gives: header_present
SELECT 1 AS header_present
 WHERE $x_csrf = '1';

-- local: proxy_call
-- needs: :text $method $rest $json
-- gives: call_method call_path call_json
-- The path stays within the API.  A form becomes JSON, which is what the API and this client speak.  HEAD is a GET whose body the
-- server keeps back (RFC 9110 section 9.3.2).
SELECT CASE $method WHEN 'HEAD' THEN 'GET' ELSE $method END AS call_method, $rest AS call_path,
       CASE WHEN $method = 'POST' THEN coalesce($json, json_object('text', :text)) END AS call_json
 WHERE $rest GLOB '[a-z]*'
   AND $rest NOT GLOB '*[^a-z0-9/_]*'
   AND $rest NOT GLOB '*//*';

-- local: proxy_answer_unusable
-- needs: @call_status
-- gives: call_flaw
-- Success and errors go on as they are.  The other statuses are about the connection to the API, and not about this one.
SELECT CASE WHEN @call_status = 0 THEN 'api_unreachable' ELSE 'api_answer_invalid' END AS call_flaw
 WHERE @call_status NOT BETWEEN 200 AND 299
   AND @call_status NOT BETWEEN 400 AND 599;

-- local: proxy_answer_passed_on
-- needs: @call_body @call_www_authenticate @call_retry_after
-- gives: body www_authenticate retry_after
-- RFC 9110 section 15.5.2: a 401 has a challenge; RFC 9470 section 3: this one may say how recent a login has to be.
SELECT CASE WHEN json_valid(@call_body) THEN @call_body ELSE json_object('body', @call_body) END AS body,
       @call_www_authenticate AS www_authenticate, @call_retry_after AS retry_after;

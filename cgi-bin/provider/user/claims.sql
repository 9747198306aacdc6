-- What is known of a user: OIDC Core section 5.1.

-- name: claims_user
-- needs: @subject
-- gives: groups name given_name family_name middle_name nickname preferred_username profile picture website gender birthdate zoneinfo locale
--        updated_at email email_verified address phone_number phone_number_verified
-- A column is a claim by its name.  (The groups are a list of words.)
SELECT coalesce((SELECT m.groups FROM user_groups AS m WHERE m.subject = u.subject), '') AS groups,
       u.name, u.given_name, u.family_name, u.middle_name, u.nickname, u.preferred_username, u.profile, u.picture,
       u.website, u.gender, u.birthdate, u.zoneinfo, u.locale, u.updated_at, u.email, u.email_verified, u.address,
       u.phone_number, u.phone_number_verified
  FROM end_user AS u
 WHERE u.subject = @subject;

-- local: claims_object
-- needs: @end_user
-- gives: user_claims
-- Unknown ones are left out (section 5.3.2); a flag is a JSON boolean, and the address an object (section 5.1).
SELECT json_patch('{}', json_patch(user, json_object(
         'email_verified',        json(CASE user ->> 'email_verified'        WHEN 1 THEN 'true' WHEN 0 THEN 'false' END),
         'phone_number_verified', json(CASE user ->> 'phone_number_verified' WHEN 1 THEN 'true' WHEN 0 THEN 'false' END),
         'address',               json(user ->> 'address'),
         'groups',                json(CASE user ->> 'groups' WHEN '' THEN '[]'
                                            ELSE '["' || replace(user ->> 'groups', ' ', '","') || '"]' END)))) AS user_claims
  FROM (SELECT @end_user -> '$[0]' AS user) AS one;

-- name: claims_scopes
-- gives: claim_scopes
-- Section 5.4: which scope asks for which.
SELECT claim_scopes FROM claim_scopes;

-- local: claims_absent
-- gives: claims_beyond
SELECT NULL AS claims_beyond;

-- local: claims_beyond
-- needs: @claim_scopes @scope @claims
-- gives: claims_beyond
-- What the parameter claims asks for by name and no scope covers: section 5.5.
SELECT (SELECT group_concat(s.key, ' ')
          FROM json_each(@claim_scopes) AS s
         WHERE instr(' ' || @scope || ' ', ' ' || s.value || ' ') = 0
           AND (s.key IN (SELECT key FROM json_each(@claims, '$.userinfo')) OR s.key IN (SELECT key FROM json_each(@claims, '$.id_token'))))
       AS claims_beyond;

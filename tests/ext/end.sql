-- What each test here ends with: TAP.
SELECT '1..' || count(*) FROM test;
SELECT iif(got IS want, 'ok ', 'not ok ') || rowid || ' - ' || title
       || iif(got IS want, '', char(10) || '# got ' || quote(got) || ' want ' || quote(want))
  FROM test ORDER BY rowid;

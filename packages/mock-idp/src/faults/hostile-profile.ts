/** Claims that harm who renders them as anything but text. */
export const hostileProfile = {
  name: '<img src=x onerror=alert(1)>',
  given_name: '"><script>alert(1)</script>',
  nickname: '\u202eemdA',
  picture: 'javascript:alert(1)',
  profile: 'data:text/html,<script>alert(1)</script>',
}

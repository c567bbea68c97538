import type { JWK } from 'jose'

/**
 * PUBLIC DEVELOPMENT KEYS. Everybody who can read this repository can sign with them: a token
 * that they verify proves nothing. They are fixed so that a restart of the mock IdP does not end
 * sessions, and so that a thousand tenants cost no key generation.
 */
export const devKeys: readonly { readonly kid: string; readonly alg: string; readonly jwk: JWK }[] =
  [
    {
      kid: 'public-dev-key-rs256',
      alg: 'RS256',
      jwk: {
        kty: 'RSA',
        n: 'tnlhr2L_CDxGB6o-ntE6gZkWFlpB8gGlgph-NXhcxSk4AkCHc5X2uUfLgf24Ga5auOPor5VQOOlPbR38I02u5c8oy-Rsh2gY4sxCX_c2onMttPKsnaw5KZwWLzjXJ_YXNt4yFmAwoidJOoVq_tYRn81YUhKKG2dbFzr-KRS1qyZDCu7hcFYWrBRAIgrtPJvH2CYOv2Ux179JKlwgmiEAvekaBRjb-U5Ciyhgmu9nczsuAHz-SDiHZMQV8U0ZgZ7wEVmj_a-9Ehw08IykP5Qhx1gLwCFYb_mcVIfmnUegmQ6b_NkA-I2b8IYxYsiftCDk0d73I8VuubFe_nAY1s-dNw',
        e: 'AQAB',
        d: 'KSVxy5StIXRF7lCLUlCnurWEb4HmwOVyJuKwAuqjMKo8wPVAFeZI_jqcPzGxI8lXF738qCspLcweZuKOCn_n4lY2QtO9TUNB6VJZ3T3nifYi5lyaY-uD8EgMEJXmnlI1pd-wt671CHuHXbTcDZ7D1p79PXSEw-0oczKQQT80P-U9LefQTdJnUf-iA2sIBI_9ehpvm-k6dBlgH5gRx77GC-q450xHhfkfSDhCNcrXaXb0NiDnzO-xMHfBgNxvRebc3ehPY4s5Ccf4XHwk2I_MoGpP8471B6nqXgxQpHDOEwCS4vHsAzvPKpcWeDa7EVkQASH-1AKMHfKlj7UOM4uLYQ',
        p: '5aE0ZZcZd6twBKYFH5f7DH9qOGxV5zzI83JrCEpUF4fsUUwO3aJrjo8zb_74fuTMDyUJGNKVswaMXI_gIvN-PebFklvbRbcToQ95yiaqjJT8GSbmtVdleenjvZ-PiDi6hufr7YP6nEoWnAJjNzxYd7JwrhF1NayuFKQejlASXn8',
        q: 'y23eaHzbqVrPDgK1ZkQjaozgq8Xlo_gg6TmMqrHW26b9W91LAo_VIntkoaZf7zze7dlR6ORojXq3DI4ew7k5oLnasJdJdL1gVXBlUjzdKK5x-ek-7EreT6o9WmsAop4XWYQgRC6yNTTB9BxvMNMtU7Bsuh8kq6bLLBnDHNON1Uk',
        dp: '0dx1XY8taFAXDTiJoCku-GoOMsjX7YCBCvT72tTLa8H-eQIw59_DusMnOGjmxFnoIMMxQC1dQQNwDjwzlN3B92LMGAm5KUq7NsxE-zpBTj_u8jG6Uesww629RJTqAY4O8rJMzYJ77JBNf4EzGc0d8S70ijFMVKSfaB_iCSAm2ZM',
        dq: 'xfTuPsNxhgWmAz5Dg3a--AqK_tyesMbeT9X-uoRATpLbbS-UtLN-dgWZUWxzYnzbepzFhlnuG-7UfdU2vsNZ_rucwccWZhF60umCz1oG5HWM1-JPpuTcHK3O8lO51IT-t89JDtBZ_kiOjJu2385AB3Zg92Ui7B5tC0cuhLihBnE',
        qi: 'jWjgGv2o1N4OET8PXcpNaAOMngXbURusfBgsFKh1Jx5zFJ4yp2m1fsKsWK4KZsp55HIfMo_qJZhyIGBZJohNACqS5iInPuXbpRMJFXD_6nO6KY7Bu0KjIYjdo8o8MPdTL2HvfliIeEqw6bT_BrBtldXcTYEsrqT6kCZ3PLNM0us',
      },
    },
    {
      kid: 'public-dev-key-es256',
      alg: 'ES256',
      jwk: {
        kty: 'EC',
        x: 'n0iBVODsPfQiMqiWKk5VXmvGQI_JdL1IgllMIiXsLZg',
        y: 'k9DYaansjA4fagnhfsugLZIw1G91NmoQ3OBZJsC2neQ',
        crv: 'P-256',
        d: '3NUJysk9sLz2ASqvhX0X6Et_z82FAnBcE1hXwPS803g',
      },
    },
  ]

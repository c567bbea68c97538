/** The three documents that this server has; each gets only what it needs. */
export type DocumentName = 'app' | 'callback' | 'silent-renew'

export interface Origins {
  /** Where the app's requests may go besides its own origin: API and IdP. */
  readonly connect: readonly string[]
  /** Whose pages may be framed: the IdP's, for silent renewal. */
  readonly frame: readonly string[]
}

type Directives = Readonly<Record<string, readonly string[]>>

const none = ["'none'"] as const
const self = ["'self'"] as const

const directives: Readonly<Record<DocumentName, (origins: Origins) => Directives>> = {
  app: ({ connect, frame }) => ({
    'default-src': none,
    'script-src': self,
    'style-src': self,
    'img-src': self,
    'font-src': self,
    'connect-src': [...self, ...connect],
    // our own relay page is the last stop inside the hidden frame
    'frame-src': [...self, ...frame],
    'manifest-src': self,
    'form-action': self,
    'base-uri': none,
    'object-src': none,
    'frame-ancestors': none,
    'require-trusted-types-for': ["'script'"],
    // Vue's one policy; it lets v-html through, so lint forbids that
    'trusted-types': ['vue'],
  }),
  callback: ({ connect }) => ({
    'default-src': none,
    'script-src': self,
    'img-src': self, // its icon, which a browser asks for once the page is there
    'connect-src': [...self, ...connect],
    'form-action': none,
    'base-uri': none,
    'frame-ancestors': none,
    'require-trusted-types-for': ["'script'"],
    'trusted-types': none,
  }),
  'silent-renew': () => ({
    'default-src': none,
    'script-src': self,
    'form-action': none,
    'base-uri': none,
    // a foreign frame round this page would receive nothing, and may not even try
    'frame-ancestors': self,
    'require-trusted-types-for': ["'script'"],
    'trusted-types': none,
  }),
}

const deniedFeatures = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
]

/** Headers that every answer carries. */
export function commonHeaders(spaUrl: URL): Record<string, string> {
  return {
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'strict-origin',
    ...(spaUrl.protocol === 'https:' && {
      'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
    }),
  }
}

/** Headers of a document, to be added to the common ones. */
export function documentHeaders(
  document: DocumentName,
  origins: Origins,
  spaUrl: URL,
): Record<string, string> {
  const policy = Object.entries(directives[document](origins)).map(
    ([name, sources]) => `${name} ${[...new Set(sources)].join(' ')}`,
  )
  if (spaUrl.protocol === 'https:') policy.push('upgrade-insecure-requests')
  return {
    'Content-Security-Policy': policy.join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Origin-Agent-Cluster': '?1',
    'Permissions-Policy': deniedFeatures.map((feature) => `${feature}=()`).join(', '),
    'Cache-Control': 'no-store',
    ...(document !== 'app' && {
      // what arrives here may carry a code or a token: no request may repeat it (RFC 9700 §4.2.4)
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex',
    }),
  }
}

import { z } from 'zod'

/** Seconds; longer than any assertion is valid. */
export const usedAssertionLifetime = 86_400

const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'

/** What a bearer assertion must say, in the form that node-saml reads signed XML into. */
const assertionSchema = z.object({
  Assertion: z.object({
    $: z.looseObject({ ID: z.string().min(1) }),
    Issuer: z.tuple([z.looseObject({ _: z.string() })]),
    Conditions: z.tuple([z.looseObject({ AudienceRestriction: z.array(z.unknown()).min(1) })]),
    AuthnStatement: z.array(z.unknown()).min(1),
    Subject: z.tuple([
      z.looseObject({
        SubjectConfirmation: z.array(
          z.looseObject({
            $: z.looseObject({ Method: z.string() }),
            SubjectConfirmationData: z
              .tuple([
                z.looseObject({
                  $: z.looseObject({
                    Recipient: z.string().optional(),
                    InResponseTo: z.string().optional(),
                    NotOnOrAfter: z.string().optional(),
                  }),
                }),
              ])
              .optional(),
          }),
        ),
      }),
    ]),
  }),
})

export interface ExpectedBearer {
  /** Our assertion consumer service. */
  readonly recipient: string
  /** The ID of our authentication request. */
  readonly requestId: string
  /** The entity ID of the identity provider. */
  readonly issuer: string
}

/**
 * Checks what the signed assertion says about its use and node-saml leaves open: that it comes
 * from this identity provider, and confirms a bearer for this address and this request. Without
 * these an assertion for somebody else, or stolen from another login, would pass.
 *
 * Does not check signature, audience and times: node-saml has.
 *
 * @returns the ID of the assertion
 * @throws {Error} naming what is wrong
 * @see SAML 2.0 Profiles §4.1.4.3 http://docs.oasis-open.org/security/saml/v2.0/saml-profiles-2.0-os.pdf
 */
export function checkBearer(signed: unknown, expected: ExpectedBearer): string {
  const parsed = assertionSchema.safeParse(signed)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(`the assertion lacks ${issue?.path.join('.') ?? 'a part'}`)
  }
  const { $, Issuer, Subject } = parsed.data.Assertion
  if (Issuer[0]._.trim() !== expected.issuer) throw new Error('the assertion has another Issuer')
  const confirmed = Subject[0].SubjectConfirmation.some((confirmation) => {
    const data = confirmation.SubjectConfirmationData?.[0].$
    return (
      confirmation.$.Method === bearer &&
      data?.Recipient === expected.recipient &&
      data.InResponseTo === expected.requestId &&
      data.NotOnOrAfter !== undefined &&
      Date.parse(data.NotOnOrAfter) + 30_000 > Date.now()
    )
  })
  if (!confirmed) throw new Error('no SubjectConfirmation is for this address and this request')
  return $.ID
}
